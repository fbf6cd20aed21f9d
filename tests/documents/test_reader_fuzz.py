"""Whatever is thrown at the reader, it neither falls nor hangs, and all it says stands in the text."""

import dataclasses
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congdoan.documents import Reading, Span, UnreadableDocument, read, read_text, to_json
from congdoan.documents.source import source_of
from congdoan.foundation.figures import read_date, scan_quantity
from documents.corpus import names, needs_corpus, stored
from documents.test_directives import LETTER

PIECES = st.sampled_from(
    [
        "Số: ", "14/KH-LĐLĐ", "KẾ HOẠCH", "\n", "\n\n", "   ", "\t", "ngày 05 tháng 3 năm 2024",
        "trước ngày 15/3", "Nơi nhận:", "- Như trên;", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Kính gửi: ", "Điều 1. ",
        "I. ", "1. ", "a) ", "12/15 CĐCS", "1.929", "2 tỷ 350 triệu đồng", "mười lăm triệu", "đoàn viên", "trên ",
        "từ ", " đến ", " trở lên", "%", "“", "”", "…", "; ", ", ", "đối thoại", "kiến nghị ", "chị Lan ",
        "Thời gian: ", "cao điểm", "định kỳ 6 tháng", "Căn cứ ", "số 02-NQ/TW", "V/v ", "Phần thứ nhất", "1O5",
        "ll/2021", "\u200b", "\u00a0", "\r\n", "**", "|", "Lưu: VT", "C«ng ®oµn", "o\u0302\u0301", "hoà",
        "Hà Nội, ",
    ]
)  # fmt: skip
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _spans(thing: object) -> Iterator[Span]:
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _spans(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from _spans(getattr(thing, field.name))


def _check(reading: Reading) -> None:
    text = reading.text
    for span in _spans(reading):
        assert 0 <= span.start <= span.end <= len(text)
    places = [claim.span for claim in reading.claims]
    assert all(before.end <= after.start for before, after in pairwise(places))
    for claim in reading.claims:
        assert claim.span.of(text) == claim.text
    number, day = reading.header.number, reading.header.date
    if number:
        assert "".join(source_of(number.span.of(text)).plain.split()) == number.value
    if day:
        assert read_date(" ".join(source_of(day.span.of(text)).plain.split())) == day.value
    plain = to_json(reading)
    assert set(plain) >= {"kind", "document", "claims", "petitions"}


@given(st.lists(PIECES, max_size=60).map("".join))
@QUICK
def test_pieces_of_papers_in_any_order(text: str) -> None:
    _check(read_text(text))


@given(st.text(max_size=300))
@QUICK
def test_any_text(text: str) -> None:
    _check(read_text(text))


@given(st.binary(max_size=400))
@QUICK
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    if data[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"):
        return
    with suppress(UnreadableDocument):
        _check(read(data))


@given(st.data())
@QUICK
def test_a_letter_with_letters_lost_and_lines_moved(data: Any) -> None:
    lines = LETTER.split("\n")
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines)))
    start = data.draw(st.integers(0, 40))
    _check(read_text("\n".join(kept)[start:]))


@needs_corpus
@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_every_value_of_the_corpus_stands_in_its_span(folder: str) -> None:
    for name in names(folder):
        for form in ("NFC", "NFD"):
            reading = read_text(unicodedata.normalize(form, stored(folder, name)))
            _check(reading)
            for claim in reading.claims:
                if isinstance(claim.value, Decimal):
                    assert claim.value in _values_in(claim.text), claim


def _values_in(text: str) -> set[Decimal]:
    low = source_of(text).low
    found = (scan_quantity(low, place) for place in range(len(low)))
    return {quantity.value for quantity in found if quantity}


def test_a_long_paper_takes_seconds_not_minutes() -> None:
    reading = read_text(LETTER * 300)
    assert reading.header.number is not None
    _check(reading)
