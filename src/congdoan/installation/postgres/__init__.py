"""Our own PostgreSQL: found, created, started, shared between processes and stopped by the last of them.

Used where no DATABASE_URL is given. The server listens on a Unix socket in a folder only its owner may enter, and
writes nowhere but under its own folder (and that one socket folder, when the path is too long for a socket).
"""

from congdoan.installation.postgres.cluster import CannotStart, Cluster, NoRoom
from congdoan.installation.postgres.sharing import hold, release, revive

__all__ = ["CannotStart", "Cluster", "NoRoom", "hold", "release", "revive"]
