# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Which fail2ban this package stands for."""

version = "1.1.2"


def normVersion():
    """The version as machines compare it: numbers and dots."""
    return version
