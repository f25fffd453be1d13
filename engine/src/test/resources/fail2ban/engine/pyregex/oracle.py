"""Answers what Python's own re does. One request a line, tab-separated: flags, pattern, text, each
text as the hexadecimal digits of its UTF-8. Answers: E and the error, N, M and spans, T (too slow).
"""
import re
import signal
import sys
import warnings

warnings.simplefilter("ignore")


class TooSlow(Exception):
    pass


def on_alarm(signum, frame):
    raise TooSlow()


def text(digits):
    return bytes.fromhex(digits).decode("utf-8")


def answer(flags, pattern, subject):
    try:
        compiled = re.compile(text(pattern), int(flags))
    except (re.error, OverflowError) as e:
        return "E\t" + str(e).encode("utf-8", "surrogatepass").hex()
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        match = compiled.search(text(subject))
    except TooSlow:
        return "T"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if match is None:
        return "N"
    return "M\t" + " ".join("%d,%d" % match.span(n) for n in range(compiled.groups + 1))


signal.signal(signal.SIGALRM, on_alarm)
for line in sys.stdin:
    print(answer(*line.rstrip("\n").split("\t")), flush=True)
