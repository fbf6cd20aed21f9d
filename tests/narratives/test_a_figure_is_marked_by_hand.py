"""Minh marks a figure the reader passed over: it is judged like the others, follows its words, is taken back."""

import argparse
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Province
from congdoan.cli.corrections import run
from congdoan.cli.replay import replayed
from congdoan.documents import read_text
from congdoan.foundation import periods
from congdoan.foundation.errors import Changed, Refused
from congdoan.journal.models import Bound
from congdoan.narratives import actions, queries
from congdoan.narratives.actions import Said
from congdoan.narratives.models import Claim, Decision, Narrative, Shape
from congdoan.narratives.queries import Finding
from congdoan.narratives.reading import Pointing
from congdoan.narratives.rules.figures import told_numbers, typed_numbers
from congdoan.narratives.rules.judging import Verdict

AUGUST = periods.month(8, 2021)
TEXT = (
    "Trong tháng 8 năm 2021 ngành phát gần 300 tờ rơi. Khẩu hiệu của đợt phát động là “280 tờ rơi”, "
    "đến ngày 12/8 mọi đơn vị đều làm theo."
)


@pytest.fixture
def slogan(august: Province) -> Narrative:
    """A figure within quotation marks, which the reader takes for a slogan."""
    assert [claim.text for claim in read_text(TEXT).claims] == ["gần 300 tờ rơi"]
    return actions.keep(august.sector, text=TEXT, by=august.minh, period=AUGUST)


def marked(narrative: Narrative, words: str, by: Province, **more: object) -> Claim:
    """The words marked with what the grammar of figures makes of them, as the form offers it."""
    start = narrative.text.index(words)
    found = Pointing(narrative.text, unit=narrative.unit, on=date(2021, 9, 1), period=AUGUST).read(
        start, start + len(words)
    )
    assert found
    said = Said(found.shape, found.value, found.second, found.bound, found.unit_read, found.measure_read)
    given = {"said": said, "unit": found.unit, "period": found.period, "version": narrative.version} | more
    return actions.mark(narrative, start=start, end=start + len(words), by=by.minh, **given)  # type: ignore[arg-type]


def of(narrative: Narrative, words: str) -> Finding:
    return next(row for row in queries.findings(narrative, reader=None) if words in row.claim.quote)


def test_marked_words_are_judged_like_the_others(slogan: Narrative, august: Province) -> None:
    claim = marked(slogan, "280 tờ rơi", august)

    found = of(slogan, "280")
    assert (claim.said, claim.unit_read, claim.measure_read) == (280, "item", "documents_distributed")
    assert (found.verdict, found.known, claim.decision) == (Verdict.BOUND, 280, Decision.PROPOSED)
    august.append(august.clinic, "documents_distributed", 5, on=date(2021, 8, 20))
    assert of(slogan, "280").verdict is Verdict.CONTRADICTED


def test_what_nobody_records_stays_without_a_source(slogan: Narrative, august: Province) -> None:
    said = Said(Shape.NUMBER, Decimal(12), None, Bound.EXACT, "item", "other")

    marked(slogan, "12/8", august, said=said, period=None)

    assert of(slogan, "12/8").verdict is Verdict.UNBOUND


def test_the_officers_word_follows_its_sentence(slogan: Narrative, august: Province) -> None:
    claim = marked(slogan, "280 tờ rơi", august)
    actions.confirm(claim, version=claim.version, by=august.minh)

    moved = actions.revise(slogan, text=f"Câu mở đầu mới, 45 ngày. {TEXT}", version=1, by=august.minh)
    here = of(moved, "280").claim
    assert (here.pk, here.decision) == (claim.pk, Decision.CONFIRMED)
    assert moved.text[here.start :].startswith("280 tờ rơi")  # type: ignore[misc]

    changed = actions.revise(moved, text=moved.text.replace("280", "290"), version=2, by=august.minh)
    now = of(changed, "290").claim
    assert (now.pk, now.said, now.former_quote, now.decision) == (claim.pk, 290, "280 tờ rơi", Decision.PROPOSED)

    gone = actions.revise(changed, text="Không còn câu nào.", version=3, by=august.minh)
    assert not gone.claims.get(pk=claim.pk).is_here
    back = actions.revise(gone, text=changed.text, version=4, by=august.minh)
    assert of(back, "290").claim.pk == claim.pk


def test_a_lone_number_does_not_hop_to_another_sentence(slogan: Narrative, august: Province) -> None:
    claim = marked(slogan, "12", august)

    other = actions.revise(slogan, text="Lớp học có 12 em, ai cũng vui.", version=1, by=august.minh)

    assert not other.claims.get(pk=claim.pk).is_here


def test_a_mark_is_taken_back_and_put_again(slogan: Narrative, august: Province) -> None:
    claim = marked(slogan, "280 tờ rơi", august)

    actions.unmark(claim, by=august.minh)
    assert [row.claim.quote for row in queries.findings(slogan, reader=None)] == ["gần 300 tờ rơi"]
    actions.mark_again(claim, by=august.minh)
    assert of(slogan, "280").claim.pk == claim.pk

    actions.unmark(of(slogan, "280").claim, by=august.minh)
    another = marked(slogan, "280 tờ rơi", august)
    assert another.number > claim.number, "the journal may have named the first"
    with pytest.raises(Refused, match="không còn ở chỗ cũ"):
        actions.mark_again(claim, by=august.minh)


def test_what_is_noted_is_withdrawn_before_its_mark_is(slogan: Narrative, august: Province) -> None:
    claim = marked(slogan, "280 tờ rơi", august)
    actions.note(actions.confirm(claim, version=claim.version, by=august.minh), by=august.minh)

    with pytest.raises(Refused, match="rút trước"):
        actions.unmark(claim, by=august.minh)
    with pytest.raises(Refused, match="do máy đọc ra"):
        actions.unmark(of(slogan, "300").claim, by=august.minh)


def test_what_was_read_wrong_is_said_anew_and_can_be_as_it_was(slogan: Narrative, august: Province) -> None:
    before = of(slogan, "300").claim
    said = Said(Shape.NUMBER, Decimal(300), None, Bound.OVER, "item", "documents_distributed")

    claim = marked(slogan, "300 tờ rơi", august, said=said)
    assert (claim.pk, claim.bound, claim.read_then["bound"]) == (before.pk, Bound.OVER, "nearly")

    actions.unmark(claim, by=august.minh)
    again = of(slogan, "300").claim
    assert (again.pk, again.bound, again.quote, again.is_marked) == (before.pk, "nearly", "gần 300 tờ rơi", False)


def test_words_that_changed_meanwhile_are_chosen_again(slogan: Narrative, august: Province) -> None:
    actions.revise(slogan, text=f"{TEXT} Hết.", version=1, by=august.minh)

    with pytest.raises(Changed):
        marked(slogan, "280 tờ rơi", august, version=1)


def test_two_figures_are_marked_one_by_one(slogan: Narrative, august: Province) -> None:
    marked(slogan, "280 tờ rơi", august)

    with pytest.raises(Refused, match="từng số một"):
        marked(slogan, TEXT[:110], august)
    said = Said(Shape.NUMBER, Decimal(1), None, Bound.EXACT, "item", "other")
    with pytest.raises(Refused, match="có con số"):
        actions.mark(slogan, start=9, end=9, said=said, unit=None, period=None, version=1, by=august.minh)


def test_a_mark_is_kept_as_an_example_and_replayed(slogan: Narrative, august: Province, tmp_path: Path) -> None:
    """Today's reader passes it over, so it is still needed; a reader that knew it would tell that it is not."""
    marked(slogan, "280 tờ rơi", august)
    marked(slogan, "300 tờ rơi", august)
    kept = tmp_path / "kept"

    assert run(argparse.Namespace(what="export", folder=kept, unit=None)) == 0
    [paper] = kept.glob("*.txt")
    rows = replayed(paper)

    assert [(row.written, row.was_right, row.is_right) for row in rows] == [
        ("nearly 300 item documents_distributed", True, True),
        ("exact 280 item documents_distributed", False, False),
    ]
    assert len(json.loads(paper.with_suffix(".json").read_text())["claims"]) == 2


@given(st.text(max_size=30))
def test_what_is_told_reads_back(text: str) -> None:
    found = typed_numbers(text)
    assert found is None or typed_numbers(told_numbers(*found)) == found
