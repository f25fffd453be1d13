# Licensed under the Apache License, Version 2.0; see LICENSE.
"""What replies of a server are made of, and the file that it keeps its bans in."""
