"""Types at a program's terminal.

    type_at.py PROGRAM ARGUMENTS <steps

Each line of the steps is a text to wait for, a tab, and keys to press then, as a Python literal. What the terminal
showed is printed at the end; the exit status is the program's.
"""

import ast
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

SECONDS = 30

steps = [line.rstrip("\n").split("\t") for line in sys.stdin]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 200, 0, 0))
shown = b""
searched = 0
deadline = time.time() + SECONDS
while time.time() < deadline:
    if steps and steps[0][0].encode() in shown[searched:]:
        searched = len(shown)
        os.write(terminal, ast.literal_eval(steps.pop(0)[1]).encode())
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
sys.stdout.write(shown.decode(errors="replace"))
sys.stdout.flush()
if time.time() >= deadline:
    os.kill(pid, 9)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 255)
