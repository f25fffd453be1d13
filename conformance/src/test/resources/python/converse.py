"""Sends commands to a fail2ban server, each as one pickled message, and prints what it answers.

    converse.py SOCKET <commands

The input has one Python literal a line; the output has the repr of one reply a line.
"""

import ast
import io
import pickle
import socket
import sys

END = b"<F2B_END_COMMAND>"


class Reader(pickle.Unpickler):
    """Reads a reply without any program's classes: an exception becomes its name and arguments."""

    def find_class(self, module, name):
        return lambda *arguments: (module + "." + name, arguments)


def main(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        for line in sys.stdin:
            server.sendall(pickle.dumps(ast.literal_eval(line)) + END)
            answer = b""
            while not answer.endswith(END):
                part = server.recv(65536)
                if not part:
                    sys.exit("the server hung up")
                answer += part
            print(repr(Reader(io.BytesIO(answer[: -len(END)])).load()))


main(sys.argv[1])
