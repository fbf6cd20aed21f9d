"""The command line as a person uses it: words in, sentences and an exit code out."""

import pytest

from cli_stories import Said, Type
from congdoan.cli import frame
from congdoan.cli.table import COMMANDS


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    """Run `congdoan WORDS…` against the test's own database; answers exit code, what was printed, what was wrong."""
    monkeypatch.setattr(frame, "_start_server", lambda: None)

    def run(*words: str) -> Said:
        code = frame.main(words, COMMANDS)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run
