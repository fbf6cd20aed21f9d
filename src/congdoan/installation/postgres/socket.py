"""Where the server's Unix socket lies: a private folder whose path is short enough for the kernel."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from congdoan.installation.words import _

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


def refuse_if_shared(folder: Path, *, owner: int) -> None:
    """Raise PermissionError if somebody else made `folder` or may enter it: in a shared /tmp a name can be taken."""
    facts = folder.lstat()
    if facts.st_uid != owner or facts.st_mode & 0o7777 != 0o700 or folder.is_symlink():
        raise PermissionError(_("%s không phải thư mục riêng của máy chủ dữ liệu; hãy xóa nó rồi chạy lại.") % folder)
