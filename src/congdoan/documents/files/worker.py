"""`python -m congdoan.documents.files.worker KIND MEMORY SECONDS < file`: one file opened. See `sandbox`."""

import sys
from typing import cast

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.extracted import Extracted
from congdoan.documents.files.kinds import Kind
from congdoan.documents.files.opening import opened
from congdoan.documents.files.transport import pack


def main(kind: str, memory_bytes: int, seconds: int) -> None:
    _limit(memory_bytes, seconds)
    answer: Extracted | UnreadableDocument
    try:
        answer = opened(cast(Kind, kind), sys.stdin.buffer.read())
    except UnreadableDocument as refused:
        answer = refused
    except (MemoryError, RecursionError):
        answer = RefusedDocument("Tệp quá lớn hoặc quá phức tạp nên không được nhận.")
    sys.stdout.buffer.write(pack(answer))


def _limit(memory_bytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time is also limited from outside
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
