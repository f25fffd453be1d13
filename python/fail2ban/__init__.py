# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The names of fail2ban that scripts import, for those who talk to a running server.

Only what such scripts use is here: the socket, the texts of replies, the exceptions, the version, the ban database for
reading. It needs Python 3.6 or newer and nothing else, and talks to any fail2ban server, whatever it is written in.
"""
