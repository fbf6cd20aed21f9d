"""What stories about the command line have in common."""

from collections.abc import Callable

import pytest

from congdoan.cli import frame
from congdoan.cli.table import COMMANDS

Said = tuple[int, str, str]
"""Exit code, what was printed, what was said to be wrong."""
Type = Callable[..., Said]


def typing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    """`congdoan WORDS…` run against the test's own database."""
    monkeypatch.setattr(frame, "_start_server", lambda: None)

    def run(*words: str) -> Said:
        code = frame.main(words, COMMANDS)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run
