"""Foreign files are taken apart in a process of their own, with little memory and time: it may die, we do not."""

import json
import os
import subprocess
import sys
from pathlib import Path

from congdoan.documents import errors
from congdoan.documents.files.kinds import Kind
from congdoan.documents.files.limits import SECONDS, SECONDS_TO_SCAN
from congdoan.documents.files.programs import can_read_scans

_SOURCE = Path(__file__).resolve().parents[3]


def text_in_sandbox(kind: Kind, data: bytes) -> str:
    """The text of `data`. Raises UnreadableDocument, also where the process hangs or is killed."""
    may_scan = kind == "image" or (kind == "pdf" and can_read_scans())
    command = [sys.executable, "-m", "congdoan.documents.files.worker", kind]
    environment = {**os.environ, "PYTHONPATH": str(_SOURCE), "PYTHONUTF8": "1"}
    try:
        result = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, check=False, env=environment,
            timeout=SECONDS_TO_SCAN if may_scan else SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise errors.UnreadableDocument(
            "Đọc tệp mất quá nhiều thời gian nên đã dừng. Hãy tách tệp hoặc lưu lại."
        ) from late
    if result.returncode:
        raise errors.UnreadableDocument("Không đọc được tệp này: nội dung bị hỏng hoặc quá lớn.")
    answer = json.loads(result.stdout.decode("utf-8"))
    if "error" in answer:
        raise getattr(errors, answer["error"])(answer["message"])
    return str(answer["text"])
