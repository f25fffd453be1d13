"""Runs the installed fail2ban-client many times over without starting Python each time.

Each line on standard input is a request: a file for the output, then the arguments, between tabs.
Each is run in a child of its own; the answer is a line with its exit code.
"""

import os
import signal
import sys

import fail2ban.client.configurator  # noqa: F401 - else every child would load it
from fail2ban.client.fail2banclient import exec_command_line

SECONDS = 20


def run(output, arguments):
    signal.alarm(SECONDS)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(null, 2)
    code = 0
    try:
        exec_command_line(["fail2ban-client"] + arguments)
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        code = 1
    sys.stdout.flush()
    os._exit(code & 255)


for line in sys.stdin:
    output, *arguments = line.rstrip("\n").split("\t")
    pid = os.fork()
    if pid == 0:
        run(output, arguments)
    status = os.waitpid(pid, 0)[1]
    print(os.waitstatus_to_exitcode(status), flush=True)
