"""The pid file names a living process, the socket takes a connection, the log is searched for two words."""
import os
import re
import socket

with open(os.environ["PIDFILE"]) as file:
    text = file.read()
os.kill(int(text), 0)
print("pid file", text == str(int(text)) + "\n")
with socket.socket(socket.AF_UNIX) as server:
    server.settimeout(5)
    server.connect(os.environ["SOCKET"])
    print("unix socket")
with open(os.environ["LOG"]) as log:
    found = {line for line in log if re.search("ERROR|WARNING", line)}
print(sorted({re.search(r"fail2ban\.(\w+).*?: (\w+)", line).groups() for line in found} - {("server", "ERROR")}))
