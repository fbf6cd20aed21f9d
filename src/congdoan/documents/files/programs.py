"""Which optional programs of the machine are there."""

import shutil
import subprocess
from functools import lru_cache


@lru_cache(maxsize=1)
def can_read_scans() -> bool:
    """Is tesseract here, with Vietnamese data?"""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603
    return "vie" in listed.stdout.split()
