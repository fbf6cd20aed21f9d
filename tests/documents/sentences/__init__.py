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
