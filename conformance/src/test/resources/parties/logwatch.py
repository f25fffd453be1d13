"""What the nightly report makes of the log. A text that none of its patterns knows ends among the unmatched entries."""
import collections
import os
import re

KNOWN = [
    ("%s %s", r"NOTICE\s+\[(?P<a>[^\]]+)\] (?P<b>Restore Ban|Unban|Ban) \S+$"),
    ("%s %s", r"INFO\s+\[(?P<a>[^\]]+)\] (?P<b>Found|Ignore|Attempt) \S+"),
    ("%s already banned", r"(?:NOTICE|INFO|WARNING)\s+\[(?P<a>[^\]]+)\] \S+ already banned"),
    ("ERROR returned %s", r"ERROR\s+.*returned (?P<a>\d+)"),
    ("rotation", r"MSG\s+Log rotation detected for \S+"),
    ("rollover", r"INFO\s+rollover performed on \S+"),
    ("", r"INFO\s+Jail '(?P<a>\S+)' (?:started|stopped|reloaded|uses .*)"),
    ("", r"INFO\s+Initiated '.*' backend"),
    ("connected", r"INFO\s+Connected to fail2ban persistent database"),
    ("", r"INFO\s+(?:Start|Exit)ing Fail2ban|INFO\s+-{10,}|INFO\s+Daemon started|INFO\s+Observer st"),
    ("", r"INFO\s+(?:Creating new jail|Added logfile:|Removed logfile:|Reload |Set banTime\.)"),
    ("", r"INFO\s+  (?:maxRetry|findtime|banTime|maxLines|encoding|date pattern|default date pattern)"),
    ("", r"WARNING New database created"),
    ("", r"ERROR\s+\w+ -- (?:exec|stdout|stderr|killed|timed out)|ERROR\s+Failed to (?:execute|start|stop)"),
    ("", r"NOTICE\s+\[\S+\] Flush ticket"),
    ("", r"MSG\s+Log (?:absence|presence) detected"),
    ("", r"NOTICE\s+\[\S+\] Repeal Ban \S+$"),
    ("", r"ERROR\s+(?:Jail '\S+' skipped|Errors in jail|Unable to read the filter)"),
]
HEAD = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} fail2ban\.\w+ *\[\d+\]: ")
counts = collections.Counter()
with open(os.environ["LOG"]) as log:
    for line in log:
        text, headed = HEAD.subn("", line.rstrip("\n"))
        if not headed:
            counts["unmatched: " + line] += 1
            continue
        for report, pattern in KNOWN:
            found = re.match(pattern, text)
            if found:
                values = [value for value in found.groupdict().values()] if report.count("%s") else []
                counts[report % tuple(values)] += 1
                break
        else:
            counts["unmatched: " + text] += 1
for report in sorted(counts):
    if report and not report.startswith("web"):
        print(report, counts[report])
