"""Runs the installed fail2ban-client many times over without starting Python each time.

Each line on standard input is a request of base64 words: a file for standard output, one for standard error, the path
that the client believes to have been started from (it looks for fail2ban-server beside it), then the arguments.
Each is run in a child of its own; the answer is a line with its exit status.
"""

import base64
import os
import signal
import sys

import fail2ban.client.configurator  # noqa: F401 - else every child would load it
from fail2ban.client.fail2banclient import exec_command_line

SECONDS = 40


def run(output, errors, program, arguments):
    signal.alarm(SECONDS)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in ((1, output), (2, errors)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.argv = [program] + arguments
    code = 0
    try:
        exec_command_line(list(sys.argv))
    except SystemExit as end:
        code = end.code or 0
    except BaseException as problem:
        print(repr(problem), file=sys.stderr)
        code = 1
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    os._exit(code & 255)


for line in sys.stdin:
    words = [base64.b64decode(word).decode() for word in line.rstrip("\n").split(" ")]
    pid = os.fork()
    if pid == 0:
        run(words[0], words[1], words[2], words[3:])
    status = os.waitpid(pid, 0)[1]
    print(os.waitstatus_to_exitcode(status), flush=True)
