"""The sensor reads the log: after the address nothing may follow."""
import os
import re

banned = []
with open(os.environ["LOG"]) as log:
    for line in log:
        for action, address in re.findall(r"\[sshd\]\s*(Ban|Unban) (.*)", line):
            if action == "Ban":
                banned.append(address)
            elif address in banned:
                banned.remove(address)
print(banned)
