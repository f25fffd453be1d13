"""Jails from `status`, their counters from `status JAIL`; an unknown jail is told by how standard output begins."""
import re
import subprocess


def status(*jail):
    return subprocess.run(["fail2ban-client", "status", *jail], stdout=subprocess.PIPE, text=True)


jails = re.search(r"Jail list:\s+(.*)", status().stdout).group(1).split(", ")
for jail in jails:
    text = status(jail).stdout
    for label in ("Currently failed", "Currently banned"):
        print(jail, label, re.search(label + r":\s+([0-9]+)$", text, re.MULTILINE).group(1))
gone = status("gone")
print(gone.returncode != 0, gone.stdout.startswith("Sorry but the jail"))
