# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The ban database, for reading."""

import json
import sqlite3
import time
from urllib.parse import quote


class Ban:
    """One ban."""

    def __init__(self, ip, time_of_ban, ban_time, ban_count, data):
        self._ip = ip
        self._time = time_of_ban
        self._ban_time = ban_time
        self._ban_count = ban_count
        self._data = data

    def getIP(self):
        return self._ip

    getID = getIP

    def getTime(self):
        """Seconds since 1970."""
        return self._time

    def getBanTime(self, defaultBT=None):
        """Seconds, -1 if it never ends; defaultBT where the database does not know."""
        return defaultBT if self._ban_time == -2 and defaultBT is not None else self._ban_time

    def getBanCount(self):
        return self._ban_count

    def getAttempt(self):
        """How many failures led to it."""
        return self._data.get("failures", 0)

    def getMatches(self):
        """The lines that led to it."""
        return ["".join(match) for match in self._data.get("matches", ())]

    def getData(self):
        return self._data

    def __repr__(self):
        return "Ban(%r, time=%d, bantime=%d)" % (self._ip, self._time, self._ban_time)


class Fail2BanDb:
    """The database file of a server, opened so that nothing in it can change."""

    def __init__(self, filename, purgeAge=24 * 60 * 60, **_):
        self._filename = filename
        self._purge_age = purgeAge
        self._db = sqlite3.connect("file:%s?mode=ro" % quote(filename), uri=True)

    @property
    def filename(self):
        return self._filename

    @property
    def purgeage(self):
        return self._purge_age

    def close(self):
        self._db.close()

    def getJailNames(self, enabled=None):
        """A set; those that run with True, those that do not with False."""
        if enabled is None:
            rows = self._db.execute("SELECT name FROM jails")
        else:
            rows = self._db.execute("SELECT name FROM jails WHERE enabled=?", (int(enabled),))
        return {name for name, in rows}

    def getLogPaths(self, jail=None):
        """A set of the files that were read."""
        rows = self._db.execute("SELECT path FROM logs WHERE ? IS NULL OR jail=?", (_name(jail),) * 2)
        return {path for path, in rows}

    def getBans(self, ip=None, jail=None, bantime=None):
        """The history, oldest first; with bantime those of the last so many seconds, if it is not negative."""
        return self._bans("bans", ip, jail, None if bantime is None or bantime < 0 else time.time() - bantime, None)

    def getCurrentBans(self, jail=None, ip=None, fromtime=None):
        """The last ban of each address that has not ended; fromtime is the moment to judge by, now if it is left out."""
        return self._bans("bips", ip, jail, None, time.time() if fromtime is None else fromtime)

    def _bans(self, table, ip, jail, since, alive_at):
        rows = self._db.execute(
            "SELECT ip, timeofban, bantime, bancount, data FROM %s WHERE (:ip IS NULL OR ip=:ip)"
            " AND (:jail IS NULL OR jail=:jail) AND (:since IS NULL OR timeofban>:since)"
            " AND (:alive IS NULL OR bantime=-1 OR timeofban+bantime>:alive) ORDER BY timeofban, ip" % table,
            {"ip": None if ip is None else str(ip), "jail": _name(jail), "since": since, "alive": alive_at})
        return [Ban(*row[:4], _data(row[4])) for row in rows]


def _name(jail):
    """Of a jail or of its name."""
    return None if jail is None else str(getattr(jail, "name", jail))


def _data(blob):
    try:
        return json.loads(blob.decode("utf-8") if isinstance(blob, bytes) else blob) or {}
    except (AttributeError, TypeError, ValueError):
        return {}
