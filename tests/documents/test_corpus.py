"""The corpus is read as well as docs/evaluation.md says. Skipped where the corpus is absent."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from congdoan.documents import read_text, to_json
from documents.corpus import SHARED, names, needs_corpus, stored


@needs_corpus
@pytest.mark.parametrize(("folder", "macro"), [("seeds", 1.0), ("dev", 0.97)])
def test_scores_do_not_fall(folder: str, macro: float, tmp_path: Path) -> None:
    for name in names(folder):
        reading = to_json(read_text(stored(folder, name)))
        (tmp_path / f"{name}.json").write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")
    result = scored(SHARED / "corpus" / folder, tmp_path)
    assert result["macro"] >= macro, result["errors"]
    assert min(value for value in result["fields"].values() if value is not None) >= 0.95, result["errors"]
    assert result["claims"]["precision"] >= 0.96
    assert result["claims"]["recall"] >= 0.96
    assert result["claims_with_measure"]["f1"] >= 0.92


def scored(gold: Path, predictions: Path) -> Any:
    """What the corpus's own program says of `predictions`."""
    command = [sys.executable, str(SHARED / "corpus" / "score.py"), str(gold), str(predictions), "--json", "--errors"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
