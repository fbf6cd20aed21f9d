"""Foreign files are taken apart in a process of their own, with little memory and time: it may die, we do not."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.files.extracted import Extracted
from congdoan.documents.files.kinds import Kind
from congdoan.documents.files.limits import MOST_MEMORY_BYTES, SECONDS, SECONDS_TO_SCAN
from congdoan.documents.files.transport import unpack

if TYPE_CHECKING:
    import subprocess

_SOURCE = Path(__file__).resolve().parents[3]
_HANDED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TESSDATA_PREFIX")
_LATE = "Đọc tệp mất quá nhiều thời gian nên đã dừng. Hãy tách tệp hoặc lưu lại."


def in_sandbox(kind: Kind, data: bytes, *, seconds: int | None = None) -> Extracted:
    """`data` opened, within `seconds` or what its kind is given. Raises UnreadableDocument, also where the process
    hangs or is killed.

    The process gets none of our settings or secrets, and a folder for its files that goes with it.
    """
    import shutil  # these two, and what starts a process: a plain text and the process itself need none of them
    import tempfile

    may_scan = kind in ("image", "mail", "pdf") and shutil.which("tesseract") is not None
    seconds = min(seconds or SECONDS_TO_SCAN, SECONDS_TO_SCAN if may_scan else SECONDS)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        answer = _answer([kind, str(MOST_MEMORY_BYTES), str(seconds)], data, seconds, folder)
    try:
        return unpack(answer)
    except ValueError as broken:
        raise UnreadableDocument("Không đọc được tệp này: nội dung bị hỏng hoặc quá lớn.") from broken


def _answer(arguments: list[str], data: bytes, seconds: int, folder: str) -> bytes:
    import subprocess

    environment = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    environment |= {"PYTHONPATH": str(_SOURCE), "PYTHONUTF8": "1", "TMPDIR": folder, "TEMP": folder, "TMP": folder}
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "congdoan.documents.files.worker", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            answer, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as late:
            raise UnreadableDocument(_LATE) from late
        finally:
            _stop_all(process)
    return answer


def _stop_all(process: "subprocess.Popen[bytes]") -> None:
    """Also what it started: an office or a recogniser of letters would run on for hours."""
    if os.name == "nt":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # all of them have gone by themselves
        os.killpg(process.pid, signal.SIGKILL)
