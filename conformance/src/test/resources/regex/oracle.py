"""Runs the installed fail2ban-regex again and again without starting Python each time.

A line of JSON on stdin is a list of arguments; the answer is a line of JSON: [status, stdout, stderr].
Each run is a forked child, so that none leaves anything to the next.
"""
import json
import os
import sys
import tempfile

from fail2ban.client.fail2banregex import exec_command_line


def child(arguments, out, err):
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.argv = ["fail2ban-regex"] + arguments
    status = 1
    try:
        exec_command_line()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException as failed:
        sys.stderr.write(repr(failed))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status & 255)


for line in sys.stdin:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if pid == 0:
            child(json.loads(line), out, err)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
        print(json.dumps([status] + texts), flush=True)
