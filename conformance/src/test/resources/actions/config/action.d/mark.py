"""An action of the original's own kind: notes in a file what a jail has come to, and starts no program for it."""

from fail2ban.server.action import ActionBase


class Action(ActionBase):
    def __init__(self, jail, name, target):
        super().__init__(jail, name)
        self.target = target

    def note(self, text):
        with open(self.target, "a") as marks:
            marks.write(text + "\n")

    def start(self):
        self.note("start")

    def stop(self):
        self.note("stop")

    def flush(self):
        self.note("flush")
        return True

    def ban(self, info):
        self.note("ban %s" % info["ip"])

    def unban(self, info):
        self.note("unban %s" % info["ip"])
