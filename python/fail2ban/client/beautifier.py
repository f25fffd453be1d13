# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Shows replies in the words that fail2ban-client has for them."""

from ..exceptions import DuplicateJailException, UnknownJailException

_LOG_PATH = ("logpath", "addlogpath", "dellogpath")
_IGNORED = ("ignoreip", "addignoreip", "delignoreip")
_JOURNAL = ("journalmatch", "addjournalmatch", "deljournalmatch")
_REGEX = tuple(verb + kind for kind in ("failregex", "ignoreregex") for verb in ("", "add", "del"))
_ACTIONS = {"actions": "actions", "actionproperties": "properties", "actionmethods": "methods"}


class Beautifier:
    """Turns the reply to a command into text. It has to be told the command first."""

    def __init__(self, cmd=None):
        self._command = cmd or []

    def setInputCmd(self, cmd):
        self._command = cmd

    def getInputCmd(self):
        return self._command

    def beautify(self, response):
        """Text for a result; whatever has no words of its own comes as Python shows it."""
        command = self._command
        if not command:
            return response
        try:
            return _worded(command, response)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return response

    def beautifyError(self, response):
        """Text for the exception that came instead of a result."""
        if isinstance(response, UnknownJailException):
            return "Sorry but the jail %r does not exist" % response.args[0]
        if isinstance(response, DuplicateJailException):
            return "The jail %r already exists" % response.args[0]
        if isinstance(response, IndexError):
            return "Sorry but the command is invalid"
        return response


def _worded(command, reply):
    first = command[0]
    lone = len(command) == 1
    if first == "ping":
        return "Server replied: %s" % reply
    if first == "start":
        return "Jail started"
    if first == "stop":
        return "Shutdown successful" if lone else "Jail stopped"
    if first == "add":
        return "Added jail %s" % reply
    if first == "flushlogs":
        return "logs: %s" % reply
    if first == "echo":
        return " ".join(map(str, reply))
    if first in ("stats", "statistic", "statistics"):
        return _table(reply)
    if first == "status":
        return _status(command, reply)
    if first in ("get", "set") and not lone:
        return _server_setting(command, reply)
    return reply


def _server_setting(command, reply):
    name = command[1]
    if name == "loglevel":
        return "Current logging level is %r" % (reply,)
    if name == "logtarget":
        return _tree("Current logging target is:", [reply])
    if name == "syslogsocket":
        return _tree("Current syslog socket is:", [reply])
    if name == "dbfile":
        return _database("Current database file is:", reply, "")
    if name == "dbpurgeage":
        return _database("Current database purge age is:", reply, "seconds")
    return _jail_setting(command, reply) if len(command) > 2 else reply


def _database(heading, reply, unit):
    return "Database currently disabled" if reply is None else _tree(heading, ["%s%s" % (reply, unit)])


def _jail_setting(command, reply):
    name = command[2]
    if name in _LOG_PATH:
        return _tree("Current monitored log file(s):", reply) if reply else "No file is currently monitored"
    if name == "logencoding":
        return "Current log encoding is set to:\n%s" % reply
    if name in _JOURNAL:
        groups = " + ".join(" ".join(group) for group in reply)
        return "Current match filter:\n" + groups if groups else "No journal match filter set"
    if name == "datepattern":
        return "Current date pattern set to: " + _date_pattern(reply)
    if name in _IGNORED:
        ignored = "These IP addresses/networks are ignored:"
        return _tree(ignored, reply) if reply else "No IP address/network is ignored"
    if name in _REGEX:
        numbered = ["[%d]: %s" % pair for pair in enumerate(reply)]
        return _tree("The following regular expression are defined:", numbered) if reply else (
            "No regular expression is defined")
    if name in _ACTIONS:
        return _action_names(command, reply)
    if name == "banip" and command[0] == "get":
        separator = command[3] if len(command) > 3 else " "
        return ("\n" if separator == "--with-time" else separator).join(map(str, reply))
    return reply


def _date_pattern(reply):
    if reply is None:
        return "Not set/required"
    pattern, name = reply
    return name if pattern is None else "%s (%s)" % (pattern, name)


def _action_names(command, reply):
    kind = _ACTIONS[command[2]]
    owner = "jail %s" % command[1] + (" action %s" % command[3] if len(command) > 3 else "")
    if not reply:
        return "No %s for %s" % (kind, owner)
    return "The %s has the following %s:\n%s" % (owner, kind, ", ".join(map(str, reply)))


def _tree(heading, branches, indent=""):
    """A heading and below it one branch a line, of which the last looks different."""
    branches = list(branches)
    marks = ["|- "] * (len(branches) - 1) + ["`- "]
    return "\n".join([heading] + [indent + mark + str(branch) for mark, branch in zip(marks, branches)])


def _status(command, reply):
    if len(command) > 1 and command[1] != "--all":
        if len(command) > 2 and command[2] == "stats" and not isinstance(reply[0], tuple):
            return _table({command[1]: reply})
        return "\n".join(["Status for the jail: %s" % command[1]] + _jail(reply, ""))
    lines = ["Status"]
    for mark, indent, item in _marked(reply):
        if isinstance(item, dict):
            lines.append(mark + "Status for the jails: ")
            for inner, deeper, name in _marked(item):
                lines.append(indent + inner + "Jail: %s" % name)
                lines += _jail(item[name], indent + deeper)
        else:
            lines.append(mark + _entry(*item))
    return "\n".join(lines)


def _jail(status, indent):
    lines = []
    for mark, deeper, (name, entries) in _marked(status):
        lines.append(indent + mark + name)
        lines += [indent + deeper + inner + _entry(*entry) for inner, _, entry in _marked(entries)]
    return lines


def _marked(items):
    """Each with its mark and with the indentation of what is below it."""
    items = list(items)
    last = len(items) - 1
    return [("`- ", "   ", item) if place == last else ("|- ", "|  ", item) for place, item in enumerate(items)]


def _entry(label, value):
    return "%s:\t%s" % (label, " ".join(map(str, value)) if isinstance(value, list) else value)


def _table(stats):
    if not stats:
        return "No jails found."
    rows = [[jail, backend] + [str(count) for pair in pairs for count in pair]
            for jail, (backend, *pairs) in stats.items()]
    widths = [max([least] + [len(row[column]) for row in rows]) for column, least in enumerate((8, 8, 3, 3, 3, 3))]
    failed, banned = widths[2] + widths[3] + 5, widths[4] + widths[5] + 5

    def line(row):
        jail, backend, *counts = row
        counts = [count.rjust(width) for count, width in zip(counts, widths[2:])]
        return " %s | %s | %s | %s | %s | %s" % (jail.ljust(widths[0]), backend.ljust(widths[1]), *counts)

    def heading(jail, backend, rest):
        return " %s | %s |%s" % (jail.ljust(widths[0]), backend.ljust(widths[1]), rest)

    lines = [
        heading("", "", " Filter".ljust(failed) + "| Actions".ljust(banned)),
        heading("Jail", "Backend", "-" * failed + "x" + "-" * banned),
        line(["", "", "cur", "tot", "cur", "tot"]),
        "x".join("-" * width for width in (widths[0] + 2, widths[1] + 2, failed, banned)),
    ]
    lines += map(line, rows)
    lines.append("-" * len(lines[3]))
    return "\n".join(lines)
