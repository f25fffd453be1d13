# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Runs the program fail2ban-client."""

import subprocess
import sys

from ..version import version

MAX_WAITTIME = 30
PROMPT = "fail2ban> "


class Fail2banClient:
    """Carries out a command line by the fail2ban-client that stands first on PATH."""

    def start(self, argv):
        """Runs it, with the terminal of this process.

        argv: the program's path or name, then its arguments. Returns true if it succeeded.
        """
        return _status(argv) == 0


def exec_command_line(argv):
    """Runs it and ends this process with its exit status."""
    sys.exit(_status(argv))


def _status(argv):
    program = argv[0] if "/" in argv[0] and argv[0].endswith("fail2ban-client") else "fail2ban-client"
    return subprocess.call([program] + list(argv[1:]))
