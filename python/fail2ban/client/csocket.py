# Licensed under the Apache License, Version 2.0; see LICENSE.
"""A connection to a fail2ban server."""

import builtins
import io
import pickle
import socket

from .. import exceptions
from ..protocol import CSPROTO
from ..server.failregex import RegexException

_PLAIN = (str, bytes, bool, int, float, list, tuple, dict, set, frozenset, type(None))
_WORDS = (str, bool, int, float, list, dict, set)
_CHUNK = 32768


class RemoteError(Exception):
    """A failure of a kind that is not known here."""


class CSocket:
    """Sends commands, one after the other, and brings their replies.

    Not to be shared between threads. Every problem of the socket is an OSError.
    """

    def __init__(self, sock="/var/run/fail2ban/fail2ban.sock", timeout=-1):
        """Connects.

        sock: path of the server's socket; timeout: seconds, None for no limit, -1 for the default of sockets.
        """
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.settimeout(timeout)
            self._socket.connect(sock)
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def settimeout(self, timeout):
        """How long to wait for the server; see the constructor."""
        self._socket.settimeout(socket.getdefaulttimeout() if timeout == -1 else timeout)

    def send(self, msg, nonblocking=False, timeout=None):
        """Sends the words of a command.

        Returns the reply: a pair of 0 and the result, or of 1 and an exception; None with nonblocking, which does not wait.
        """
        if timeout is not None:
            self.settimeout(timeout)
        words = [word if isinstance(word, _WORDS) else str(word) for word in msg]
        self._socket.sendall(pickle.dumps(words, pickle.HIGHEST_PROTOCOL) + CSPROTO.END)
        return None if nonblocking else _plain(self._receive())

    def close(self):
        """Says good-bye. May be called more than once."""
        if self._socket.fileno() < 0:
            return
        try:
            self._socket.sendall(CSPROTO.CLOSE + CSPROTO.END)
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # The server was faster.
        finally:
            self._socket.close()

    def _receive(self):
        message = bytearray()
        while not message.endswith(CSPROTO.END):
            part = self._socket.recv(_CHUNK)
            if not part:
                raise ConnectionResetError(104, "Connection reset by peer")
            message += part
        return bytes(message[: -len(CSPROTO.END)])


def _plain(message):
    return _Plain(io.BytesIO(message)).load()


class _Plain(pickle.Unpickler):
    """Builds data and exceptions, and calls nothing else whatever a message asks for."""

    def find_class(self, module, name):
        found = None
        if module in ("builtins", "__builtin__", "exceptions"):
            found = getattr(builtins, name, None)
        elif module == exceptions.__name__:
            found = getattr(exceptions, name, None)
        elif name == RegexException.__name__:
            found = RegexException
        if isinstance(found, type) and (found in _PLAIN or issubclass(found, Exception)):
            return found
        return RemoteError
