"""The body of a paper as one writes it: paragraphs on lines of their own, labelled I. 1. a) where they are items. Pure.

Source of the levels: 30/2020/NĐ-CP, Appendix I (Phần, Chương, Mục; I. 1. a) and the dash).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

_LEVELS = (
    re.compile(r"(?P<label>(?:Phần|Chương|Mục|Điều)\s+[\dIVXLC]+)[.:]?\s+(?P<rest>.*)", re.IGNORECASE),
    re.compile(r"(?P<label>[IVXLC]+)\.\s+(?P<rest>.*)"),
    re.compile(r"(?P<label>\d{1,2})\.\s+(?P<rest>.*)"),
    re.compile(r"(?P<label>\d{1,2}\.\d{1,2})\.?\s+(?P<rest>.*)"),
    re.compile(r"(?P<label>[a-zđ])\)\s+(?P<rest>.*)"),
)
HEADING_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph. `heading` where it is a labelled line that only names what follows; else its words are `text`."""

    text: str = ""
    label: str = ""
    heading: str = ""
    path: str = ""
    start: int = 0
    end: int = 0


def parts_of(body: str) -> list[Part]:
    """Take a body apart, each paragraph with its place in `body`. Empty lines are left out."""
    parts: list[Part] = []
    above: list[tuple[int, str]] = []
    place = 0
    for line in body.split("\n"):
        start = place + len(line) - len(line.lstrip())
        place += len(line) + 1
        words = line.strip()
        if not words:
            continue
        level, label, rest = _labelled(words)
        if label:
            above = [(step, name) for step, name in above if step < level] + [(level, label)]
        path = "/".join(name for _step, name in above)
        is_heading = bool(label) and len(rest) <= HEADING_LIMIT and not rest.endswith((".", ";", "./.", "…"))
        end = start + len(words)
        parts.append(
            Part(heading=rest, label=label, path=path, start=start, end=end)
            if is_heading
            else Part(text=rest, label=label, path=path, start=start, end=end)
        )
    return parts


class Labelled(Protocol):
    """What a part, or a stored clause, says."""

    @property
    def label(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def text(self) -> str: ...


def body_of(parts: Iterable[Labelled]) -> str:
    """The body again, as it is typed: the label before the heading or the words."""
    return "\n".join(line_of(part.label, part.heading, part.text) for part in parts)


def line_of(label: str, heading: str, text: str) -> str:
    """One or two lines for a part: a heading stands on a line of its own."""
    mark = "" if not label else f"{label}) " if len(label) == 1 and label.islower() else f"{label.rstrip('.')}. "
    if heading and text:
        return f"{mark}{heading}\n{text}"
    return f"{mark}{heading or text}"


def _labelled(words: str) -> tuple[int, str, str]:
    for level, pattern in enumerate(_LEVELS):
        if found := pattern.fullmatch(words):
            return level, found["label"], found["rest"].strip()
    return len(_LEVELS), "", words
