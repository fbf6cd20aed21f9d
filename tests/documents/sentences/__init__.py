"""Sentences with their gold written into them: "[12 CĐCS|new_unions]" is a claim with its measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from congdoan.documents import Claim, read_text

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
