# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The marks between messages on the socket."""


class CSPROTO:
    """Each is sent as it is, outside of the pickled message."""

    EMPTY = b""
    END = b"<F2B_END_COMMAND>"
    CLOSE = b"<F2B_CLOSE_COMMAND>"
