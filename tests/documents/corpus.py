"""The evaluation corpus, which lives beside the repository and may be absent."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CONGDOAN_SHARED", _ROOT.parent / "shared"))
needs_corpus = pytest.mark.skipif(
    not (SHARED / "corpus" / "seeds").is_dir(), reason="the evaluation corpus (../shared or CONGDOAN_SHARED) is absent"
)


def stored(folder: str, name: str) -> str:
    """A document of the corpus exactly as it is stored."""
    return (SHARED / "corpus" / folder / f"{name}.txt").read_bytes().decode("utf-8")


def gold(folder: str, name: str) -> dict[str, Any]:
    return dict(json.loads((SHARED / "corpus" / folder / f"{name}.json").read_text(encoding="utf-8")))


def names(folder: str) -> list[str]:
    return sorted(path.stem for path in (SHARED / "corpus" / folder).glob("*.txt"))
