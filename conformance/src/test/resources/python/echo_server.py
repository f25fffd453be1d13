"""Listens on ports of both families and sends back what it gets: echo_server.py FIRST LAST"""

import selectors
import socket
import sys

selector = selectors.DefaultSelector()
first, last = int(sys.argv[1]), int(sys.argv[2])
for port in range(first, last + 1):
    selector.register(
        socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True),
        selectors.EVENT_READ,
        True,
    )
print("listening", flush=True)
while True:
    for key, _ in selector.select():
        if key.data:
            selector.register(key.fileobj.accept()[0], selectors.EVENT_READ, False)
            continue
        try:
            data = key.fileobj.recv(100)
        except OSError:
            data = b""
        if data:
            key.fileobj.send(data)
        else:
            selector.unregister(key.fileobj)
            key.fileobj.close()
