# Licensed under the Apache License, Version 2.0; see LICENSE.
"""How to ask a server and how to show what it answers."""
