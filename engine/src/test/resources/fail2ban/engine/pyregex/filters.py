"""Reads what `fail2ban-client -d` prints and writes each regex with its tags replaced, as the
hexadecimal digits of its UTF-8, one a line.
"""
import ast
import re
import sys

ADDRESS = r"(?:::f{4,6}:)?(?P<ip4>(?:\d{1,3}\.){3}\d{1,3})|\[?(?P<ip6>(?:[0-9a-fA-F]{1,4}::?|:){1,7}(?:[0-9a-fA-F]{1,4}|(?<=:):))\]?"
HOST = "(?:" + ADDRESS + r"|(?P<dns>[\w\-.^_]*\w))"
NAMES = {"ID": "fid", "PORT": "fport"}


def expanded(regex):
    regex = regex.replace("<HOST>", HOST).replace("<ADDR>", "(?:" + ADDRESS + ")")
    regex = regex.replace("<F-ID/>", r"(?P<fid>\S+)").replace("<CIDR>", r"(?P<cidr>\d+)")
    regex = regex.replace("<SKIPLINES>", r"\n(?P<skiplines>(?:.*\n)*?)")
    regex = re.sub("<F-([A-Z0-9_]+)>", lambda m: "(?P<%s>" % NAMES.get(m[1], m[1].lower()), regex)
    regex = re.sub("</F-[A-Z0-9_]+>", ")", regex)
    return re.sub(r"\((?:\?:)?\(\?([a-z]+)\)", r"(?\1:", regex)


for line in sys.stdin:
    if line.startswith("["):
        command = ast.literal_eval(line)
        if len(command) == 4 and "regex" in str(command[2]):
            regexes = command[3] if isinstance(command[3], list) else [command[3]]
            for regex in regexes:
                print(expanded(regex).encode("utf-8").hex())
