"""The command line as a person uses it: words in, sentences and an exit code out."""

import pytest

from cli_stories import Type, typing


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    return typing(capsys, monkeypatch)
