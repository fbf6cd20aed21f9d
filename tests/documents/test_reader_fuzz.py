"""Whatever is thrown at the reader, it neither falls nor hangs, and all it says stands in the text."""

import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congdoan.documents import UnreadableDocument, read, read_text
from documents.corpus import names, needs_corpus, stored
from documents.invariants import check
from documents.pieces import PIECES
from documents.test_directives import LETTER

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@QUICK
def test_pieces_of_papers_in_any_order(text: str) -> None:
    check(read_text(text))


@given(st.text(max_size=300))
@QUICK
def test_any_text(text: str) -> None:
    check(read_text(text))


@given(st.binary(max_size=400))
@QUICK
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    if data[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
        return
    with suppress(UnreadableDocument):
        check(read(data))


@given(st.data())
@QUICK
def test_a_letter_with_letters_lost_and_lines_moved(data: Any) -> None:
    lines = LETTER.split("\n")
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines)))
    start = data.draw(st.integers(0, 40))
    check(read_text("\n".join(kept)[start:]))


@needs_corpus
@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_every_value_of_the_corpus_stands_in_its_span(folder: str) -> None:
    for name in names(folder):
        for form in ("NFC", "NFD"):
            reading = read_text(unicodedata.normalize(form, stored(folder, name)))
            check(reading)


@pytest.mark.parametrize(
    "piece",
    [
        "Trao 12 suất quà cho 12 đoàn viên. ",
        "trao 12 suất quà cho 12 đoàn viên, ",
        "1ngày 05 tháng 3 năm 2024",
        "năm học 2023 - 2024trước ngày 15/3suất quà",
        "9",
    ],
)
def test_a_long_paper_in_one_line_takes_seconds_not_minutes(piece: str) -> None:
    """Each was found to take the square of its length: minutes for what is here, seconds now."""
    head = "Số: 14/KH-LĐLĐ\nAn Lạc, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nTổ chức Tháng Công nhân\n\n"
    reading = read_text(head + piece * (30_000 // len(piece)))
    assert reading.kind == "formal"


def test_a_long_paper_takes_seconds_not_minutes() -> None:
    reading = read_text(LETTER * 300)
    assert reading.header.number is not None
    check(reading)
