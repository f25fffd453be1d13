"""Somebody on the network who does what standard input says, a line at a time, and tells how it went.

    open NAME ADDRESS PORT    open | refused | silent
    say NAME                  said
    hear NAME SECONDS         echo | silent | reset
"""

import socket
import sys

connections = {}


def attempt(words):
    if words[0] == "open":
        connections[words[1]] = socket.create_connection((words[2], int(words[3])), timeout=3)
        return "open"
    connection = connections[words[1]]
    if words[0] == "say":
        connection.send(b"hello")
        return "said"
    connection.settimeout(float(words[2]))
    return "echo" if connection.recv(100) else "reset"


for line in sys.stdin:
    try:
        answer = attempt(line.split())
    except TimeoutError:
        answer = "silent"
    except ConnectionRefusedError:
        answer = "refused"
    except OSError:
        answer = "reset"
    print(answer, flush=True)
