"""Papers known by heart, told anew, are read as well: no rule holds for one paper's names, figures, words or page."""

import json
from pathlib import Path

import pytest

from congdoan.documents import read_text, to_json
from documents.corpus import SHARED, needs_corpus
from documents.test_corpus import scored
from documents.variations.__main__ import varied

_TOLD_ANEW = {
    "names": ["other_provinces", "other_places", "other_people", "renumbered", "other_years"],
    "figures": ["other_figures", "other_thousands", "other_hedges", "misread"],
    "words": ["other_nouns", "other_verbs", "with_neutral_sentences", "with_openings"],
    "pages": ["other_order", "other_marks", "wrapped", "spaced", "decomposed"],
}


@needs_corpus
@pytest.mark.parametrize("what", _TOLD_ANEW)
def test_other_names_figures_words_and_pages_change_nothing(what: str, tmp_path: Path) -> None:
    for paper in sorted((SHARED / "corpus" / "dev").glob("*.txt")):
        told = varied(paper, "1", _TOLD_ANEW[what])
        (tmp_path / "gold").mkdir(exist_ok=True)
        (tmp_path / "read").mkdir(exist_ok=True)
        (tmp_path / "gold" / paper.name).write_bytes(told.text.encode("utf-8"))
        (tmp_path / "gold" / f"{paper.stem}.json").write_text(json.dumps(told.as_gold()), encoding="utf-8")
        (tmp_path / "read" / f"{paper.stem}.json").write_text(
            json.dumps(to_json(read_text(told.text))), encoding="utf-8"
        )
    result = scored(tmp_path / "gold", tmp_path / "read")
    assert result["macro"] >= 0.99, result["errors"]
