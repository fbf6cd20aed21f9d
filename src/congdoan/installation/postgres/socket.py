"""Where the server's Unix socket lies: a private folder whose path is short enough for the kernel."""

import hashlib
import os
import re
import socket as sockets
import tempfile
from contextlib import closing
from pathlib import Path

LONGEST = 80
"""Bytes of folder path allowed; the kernel's limit is about 107 with the file's own name."""

PORT = 5432
"""Only a part of the socket's file name: the server listens on no network address."""


def folder_for(home: Path) -> Path:
    """The socket folder of the server kept in `home`. Pure: the same for every process, made by none."""
    inside = home / "socket"
    if len(os.fsencode(inside)) <= LONGEST and re.fullmatch(r"[\w/.+-]+", str(inside), re.ASCII):
        return inside
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"congdoan-{name}"


def listens(folder: Path) -> bool:
    """Whether a server takes connections in `folder`; a socket left by a killed one refuses them."""
    with closing(sockets.socket(sockets.AF_UNIX)) as probe:
        try:
            probe.connect(str(folder / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def is_private(folder: Path, *, owner: int) -> bool:
    """False if somebody else made `folder` or may enter it: in a shared temporary folder a name can be taken."""
    facts = folder.lstat()
    return facts.st_uid == owner and facts.st_mode & 0o7777 == 0o700 and not folder.is_symlink()
