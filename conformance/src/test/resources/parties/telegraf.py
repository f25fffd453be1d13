"""What follows `Jail list:` is split at commas; what follows a counter's label, trimmed, must be a whole number."""
import subprocess


def status(*jail):
    return subprocess.run(["fail2ban-client", "status", *jail], check=True, stdout=subprocess.PIPE, text=True).stdout


def after(label, text):
    return next(line.split(label, 1)[1] for line in text.splitlines() if label in line)


for jail in after("Jail list:", status()).strip().split(", "):
    text = status(jail)
    print("fail2ban,jail=%s failed=%di,banned=%di" % (
        jail, int(after("Currently failed:", text).strip()), int(after("Currently banned:", text).strip())))
