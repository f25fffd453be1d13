"""What dashboards and scripts ask the database, while the server has it open."""
import os
import sqlite3
import time

database = sqlite3.connect("file:%s?mode=ro" % os.environ["DATABASE"], uri=True)
print(sorted(database.execute("SELECT name FROM jails WHERE enabled=1")))
print(sorted(database.execute("SELECT ip FROM bans WHERE timeofban+bantime>? AND jail=?", (time.time(), "sshd"))))
print(sorted(database.execute(
    "select jail,count(*) from bans where date(datetime(timeofban,'unixepoch'))=date('now') group by jail")))
print(sorted(database.execute("select ip,jail from bips")))
print(database.execute("SELECT version FROM fail2banDb").fetchall())
