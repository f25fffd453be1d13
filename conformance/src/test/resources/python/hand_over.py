"""Starts a program as systemd does: with listening sockets from descriptor 3 on, and a place to tell how it is doing.

    hand_over.py SOCKET WORD...

The second socket is the one at the path, by the name of fail2ban. Everything that the program tells is printed; at its
end, whether the socket is still listening.
"""

import os
import socket
import sys


def listening(path):
    made = socket.socket(socket.AF_UNIX)
    made.bind(path)
    made.listen(8)
    return made


path, words = sys.argv[1], sys.argv[2:]
other, ours = listening(path + ".other"), listening(path)
told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
told.bind("\0fail2ban-test-%d" % os.getpid())
told.settimeout(0.1)
name = "@fail2ban-test-%d" % os.getpid()

child = os.fork()
if child == 0:
    first, second = os.dup(other.fileno()), os.dup(ours.fileno())
    os.dup2(first, 3)
    os.dup2(second, 4)
    os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="2", LISTEN_FDNAMES="other:fail2ban", NOTIFY_SOCKET=name)
    os.execvp(words[0], words)

status = None
while True:
    try:
        print("told:", told.recv(4096).decode().split("\n")[0], flush=True)
    except socket.timeout:
        if status is not None:
            break
        ended, waited = os.waitpid(child, os.WNOHANG)
        if ended:
            status = os.waitstatus_to_exitcode(waited)
with socket.socket(socket.AF_UNIX) as client:
    client.connect(path)
    print("still listening")
sys.exit(status)
