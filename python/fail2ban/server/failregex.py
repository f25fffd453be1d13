# Licensed under the Apache License, Version 2.0; see LICENSE.
"""What a server answers to a regular expression that it cannot use."""


class RegexException(Exception):
    """The expression is wrong."""
