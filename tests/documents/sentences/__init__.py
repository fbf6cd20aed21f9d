"""Sentences with their gold written into them: "[12 CĐCS|new_unions]" is a claim with its measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from congdoan.documents import Claim, read_text, to_json

_HERE = Path(__file__).parent
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)((?:\|[^\[\]|]*)*)\]")
_HEAD = "Tin công đoàn\n\n"


@dataclass(frozen=True)
class Told:
    """A figure the sentence claims: what stands where, which measures are right, its value and unit where named."""

    words: str
    start: int
    measures: tuple[str, ...]
    value: Decimal | None
    unit: str | None
    is_optional: bool

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    def is_met_by(self, claim: Claim) -> bool:
        return claim.span.start < self.end and self.start < claim.span.end

    def differs_from(self, claim: Claim) -> str:
        """How the claim is wrong; "" where it is right."""
        if self.value is not None and claim.value != self.value:
            return f"{claim.text}: {claim.value} for {self.value}"
        if self.unit and claim.unit != self.unit:
            return f"{claim.text}: {claim.unit} for {self.unit}"
        return "" if claim.measure in self.measures else f"{claim.text}: {claim.measure} for {'/'.join(self.measures)}"


def sentences(name: str) -> Iterator[str]:
    """The lines of `name`, without its comments."""
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def plain(marked: str) -> tuple[str, list[Told]]:
    """The sentence as it is read, and what it claims."""
    text, told, place = _HEAD, [], 0
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        value, unit = [*filter(None, mark[3].split("|")), None, None][:2]
        measures = mark[2].rstrip("?").split("/")
        told.append(Told(mark[1], len(text), tuple(measures), value and Decimal(value), unit, mark[2].endswith("?")))
        text += mark[1]
        place = mark.end()
    return text + marked[place:] + "\n", told


def mistakes(marked: str) -> Iterator[str]:
    """What is wrong in the reading of one sentence: a claim passed over, read otherwise, or made of nothing."""
    text, told = plain(marked)
    claims = list(read_text(text).claims)
    for one in told:
        met = [claim for claim in claims if one.is_met_by(claim)]
        claims = [claim for claim in claims if claim not in met]
        if not met and not one.is_optional:
            yield f"{one.words}: not seen"
        if met and not one.is_optional and (wrong := one.differs_from(met[0])):
            yield wrong
    yield from (f"{claim.text}: no claim" for claim in claims)


_MEETING = """Lãnh đạo tỉnh đối thoại với đoàn viên, người lao động

Sáng 12/5/2023, tại hội trường Nhà văn hóa Lao động, Liên đoàn Lao động tỉnh phối hợp Ủy ban nhân dân tỉnh tổ chức hội
nghị đối thoại với đoàn viên, người lao động. Chủ tịch Ủy ban nhân dân tỉnh chủ trì hội nghị.

"""
_ANSWERS = """

Giải đáp các kiến nghị, Chủ tịch Ủy ban nhân dân tỉnh giao các sở, ngành khẩn trương xem xét, trả lời bằng văn bản.
"""
_DEMAND = re.compile(r"\{([^{}]*)\}")


def scenes(name: str) -> Iterator[str]:
    """The lines of `name`; entries of a list stay with the line that leads them."""
    scene = ""
    for line in sentences(name):
        if scene and not line.startswith("-"):
            yield scene
            scene = ""
        scene = f"{scene}\n{line}".strip()
    yield scene


def misheard(marked: str) -> Iterator[str]:
    """What is wrong with the demands found in one scene of a meeting: one passed over, or made of nothing."""
    asked = [found.group(1) for found in _DEMAND.finditer(marked)]
    paper = _MEETING + _DEMAND.sub(r"\1", marked) + _ANSWERS
    heard = [petition.text.value for petition in read_text(paper).petitions]
    for demand in asked:
        near = next((words for words in heard if _is_same(words, demand)), None)
        if near is None:
            yield f"not heard: {demand}"
        else:
            heard.remove(near)
    yield from (f"nobody asks: {words}" for words in heard)


def _is_same(heard: str, asked: str) -> bool:
    """As the corpus has it: 60 % of the words asked are heard, and they make 30 % of what is heard."""
    wanted, given = _words(asked), _words(heard)
    common = sum(min(wanted.count(word), given.count(word)) for word in set(wanted))
    return common >= 0.6 * len(wanted) and common >= 0.3 * len(given)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


_PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM
Số: 12/KH-LĐLĐ

Hà Nam, ngày 20 tháng 02 năm 2023

KẾ HOẠCH
Tổ chức các hoạt động của công đoàn

I. NỘI DUNG

1. {words}

2. Phân công thực hiện theo chức năng, nhiệm vụ.

Nơi nhận:
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Lại Thị Ngân
"""
_PERIOD = re.compile(r"\d{4}-\d\d/\d{4}-\d\d|\d{4}-\d{4}|\d{4}(?:-\d\d)?")
_DAY = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def _document(words: str) -> dict[str, Any]:
    read: dict[str, Any] = to_json(read_text(_PLAN.format(words=words)))["document"]
    return read


def days_missed(marked: str) -> Iterator[str]:
    """What is wrong with the deadlines of one sentence of a plan."""
    due = [(found[1] if found[2] == "rule" else found[2]) for found in _DAY.finditer(marked) if found[2] != "no"]
    found = [one["date"] or one["rule"] for one in _document(_DAY.sub(r"\1", marked))["deadlines"]]
    for day in due:
        near = next((other for other in found if other == day or _shares_half(other, day)), None)
        if near is None:
            yield f"not due: {day}"
        else:
            found.remove(near)
    yield from (f"nothing is due: {day}" for day in found)


def time_missed(line: str) -> Iterator[str]:
    """How the stated time of carrying out is read otherwise than behind the ">"."""
    words, _, told = line.partition(" > ")
    days = [None if day.strip() == "-" else day.strip() for day in told.split(",")]
    period = _document(words)["period"]
    read = [period["start"], period["end"], period["peak_start"], period["peak_end"]]
    if read != days + [None] * (4 - len(days)):
        yield f"{told}: {read}"


def periods_missed(marked: str) -> Iterator[str]:
    """Figures of an article of 15 October 2023 that are said to hold at another time than marked."""
    told = [(found[1], _PERIOD.findall(found[2])) for found in _MARK.finditer(marked)]
    article = _MARK.sub(r"\1", marked)
    claims = read_text(f"Tin công đoàn\n\n15/10/2023\n\n{article}\n").claims
    for words, periods in told:
        claim = next((claim for claim in claims if words in claim.text or claim.text in words), None)
        if claim is None or claim.period not in periods:
            yield f"{words}: {claim and claim.period}"


def _shares_half(read: str, told: str) -> bool:
    one, other = _words(read), _words(told)
    common = sum(min(one.count(word), other.count(word)) for word in set(one))
    return 2 * common / (len(one) + len(other)) >= 0.5
