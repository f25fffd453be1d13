# Licensed under the Apache License, Version 2.0; see LICENSE.
"""What a server may answer instead of a result."""


class UnknownJailException(KeyError):
    """There is no jail of this name."""


class DuplicateJailException(Exception):
    """There is a jail of this name already."""
