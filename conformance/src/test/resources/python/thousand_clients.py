"""A thousand clients connect at the same time, ask for the status once each, and stay connected until they have it.

A server may close the connection of one that has been silent; that one connects again.
"""

import os
import pickle
import resource
import socket
import threading
import time

CLIENTS = 1000
END = b"<F2B_END_COMMAND>"
REQUEST = pickle.dumps(["status"]) + END
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
threading.stack_size(256 * 1024)
took, again = [], []
together = threading.Barrier(CLIENTS)


def attempt():
    with socket.socket(socket.AF_UNIX) as server:
        server.settimeout(30)
        server.connect(os.environ["SOCKET"])
        server.sendall(REQUEST)
        answer = b""
        while not answer.endswith(END):
            part = server.recv(4096)
            if not part:
                raise ConnectionResetError
            answer += part
        assert pickle.loads(answer[: -len(END)])[0] == 0


def client():
    together.wait()
    start = time.monotonic()
    for _ in range(100):
        try:
            attempt()
            took.append(time.monotonic() - start)
            return
        except (BlockingIOError, ConnectionError):
            again.append(1)


threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
took.sort()
if len(took) == CLIENTS:
    print("all answered; ms p50 %.0f, p99 %.0f, last %.0f; connected again %d times" % (
        took[CLIENTS // 2] * 1000, took[CLIENTS * 99 // 100] * 1000, took[-1] * 1000, len(again)))
else:
    print("answered", len(took))
