"""A script that imports fail2ban's Python package: ours, never an installed one."""
import os
import pickle
import subprocess
import sys

sys.path.insert(0, sys.argv[1])

import fail2ban
from fail2ban.client.beautifier import Beautifier
from fail2ban.client.csocket import CSocket, RemoteError, _plain
from fail2ban.client.fail2banclient import Fail2banClient
from fail2ban.exceptions import DuplicateJailException, UnknownJailException
from fail2ban.server.database import Fail2BanDb
from fail2ban.server.failregex import RegexException
from fail2ban.version import normVersion, version

assert os.path.dirname(fail2ban.__file__) == os.path.join(sys.argv[1], "fail2ban")
assert normVersion() == version
path = os.environ["SOCKET"]
server = CSocket(path, timeout=10)


def ask(*words):
    status, value = server.send(list(words))
    assert status == 0, value
    return value


def refused(kind, *words):
    status, problem = server.send(list(words))
    assert status == 1 and type(problem) is kind, (status, problem)
    return Beautifier(list(words)).beautifyError(problem)


assert ask("ping") == "pong"
assert refused(UnknownJailException, "status", "gone") == "Sorry but the jail 'gone' does not exist"
assert ask("add", "shim", "polling") == "shim"
duplicate = server.send(["add", "shim", "polling"])[1]
if isinstance(duplicate, DuplicateJailException):
    assert Beautifier(["add"]).beautifyError(duplicate) == "The jail 'shim' already exists"
else:
    assert isinstance(duplicate, NameError), duplicate  # as Debian's 1.0.2 has it
assert refused(IndexError, "get") == "Sorry but the command is invalid"
refused(RegexException, "set", "shim", "addfailregex", "(")
ask("set", "shim", "addfailregex", "bad <ADDR>")
ask("set", "shim", "maxretry", 4)
ask("start", "shim")
assert ask("set", "shim", "banip", "192.0.2.77", "2001:db8::77") == 2
assert server.send(["ping"], timeout=5) == (0, "pong")

# The texts are those of fail2ban-client.
QUESTIONS = """ping
version
status
status shim
get loglevel
get logtarget
get syslogsocket
get dbfile
get dbpurgeage
get shim logpath
get shim logencoding
get shim ignoreip
get shim failregex
get shim ignoreregex
get shim actions
get shim datepattern
get shim maxretry
get shim bantime
get shim banip
get shim banip ,
get shim banip --with-time
get shim journalmatch
set shim addignoreip 192.0.2.1 192.0.2.2
gone""".splitlines()
# All places are given, so that no configuration is read.
CLIENT = ["/usr/bin/fail2ban-client", "-s", path, "-p", "none", "--loglevel", "INFO", "--logtarget", "STDOUT",
          "--syslogsocket", "auto"]
different = []
for question in QUESTIONS:
    words = question.split()
    beautifier = Beautifier(words)
    assert beautifier.getInputCmd() == words
    status, value = server.send(words)
    text = beautifier.beautify(value) if status == 0 else beautifier.beautifyError(value)
    client = subprocess.run(
        CLIENT + words,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if client.stdout != str(text) + "\n":
        different.append((question, client.stdout, text))
assert not different, different
assert "║" not in Beautifier(["stats"]).beautify({"j": ["b", (1, 2), (3, 4)]})
assert Beautifier(["stats"]).beautify({}) == "No jails found."

# The database.
database = Fail2BanDb(ask("get", "dbfile"))
assert "shim" in database.getJailNames(True)
assert {ban.getIP() for ban in database.getCurrentBans(jail="shim")} == {"192.0.2.77", "2001:db8::77"}
ban, = database.getBans(ip="192.0.2.77", jail="shim")
assert ban.getBanTime(600) == 600 and ban.getBanCount() == 1 and ban.getMatches() == [], (ban, ban.getMatches())
database.close()

# The program.
assert Fail2banClient().start(CLIENT + ["-q", "status", "gone"]) is False


class Evil:
    def __reduce__(self):
        return os.system, ("touch evil",)


# Nothing is called but what makes data and exceptions.
assert isinstance(_plain(pickle.dumps((1, Evil())))[1], RemoteError)
assert not os.path.exists("evil")
ask("set", "shim", "unbanip", "192.0.2.77", "2001:db8::77")
ask("stop", "shim")
server.close()
server.close()
try:
    server.send(["ping"])
    raise SystemExit("closed, and yet it answers")
except OSError:
    print("keeps running")
