"""Writes a request, closes its side, reads to the end and strips the mark; also what a node client does first."""
import os
import pickle
import re
import socket

with socket.socket(socket.AF_UNIX) as server:
    server.settimeout(10)
    server.connect(os.environ["SOCKET"])
    server.sendall(pickle.dumps(["get", "sshd", "banned"], 1))
    server.sendall(b"<F2B_END_COMMAND>")
    server.shutdown(socket.SHUT_WR)
    answer = b""
    while True:
        part = server.recv(1024)
        if not part:
            break
        answer += part
print(sorted(pickle.loads(answer[:-17])[1]))
with open(os.path.join(os.environ["CONFIG"], "fail2ban.conf")) as file:
    print(len(re.findall(r"^socket\s*=\s*(\S+)$", file.read(), re.MULTILINE)))
