"""Demands that stand in a list: a paper that compiles those of others, minutes, the report of a meeting."""

import re
from collections.abc import Iterator
from functools import lru_cache

from congdoan.documents.outline import Item
from congdoan.documents.petitions.spans import petition, speaker
from congdoan.documents.petitions.words import ANSWERED, is_leader, meetings, opens_list
from congdoan.documents.reading import Header, Petition, Section
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical

_QUESTIONED = re.compile(r"(?:tổng hợp|tập hợp|danh mục|danh sách)[^.;]{0,30}(?:ý kiến|kiến nghị|đề xuất|câu hỏi)")
_INSTRUCTION = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]\s+|[a-zđ][.)]\s+)?(?:giao|phân công)\s")
_ENTRY = re.compile(r"[-–+•*]\s*\S|\(?\d{1,2}[).]\s")
_HEAD_OF_ENTRY = 60  # letters
_THANKS = re.compile(r"\W*(?:trân trọng |xin )?(?:cảm ơn|cám ơn|nhất trí|thống nhất|biểu quyết|không có ý kiến)")


def listed(
    source: Source, header: Header, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_minutes: bool
) -> Iterator[Petition]:
    """Items of a paper that compiles the demands of others."""
    subject = header.subject.value.lower() if header.subject else source.low[: items[0].start if items else 0]
    if not _QUESTIONED.search(subject):
        if is_minutes or meetings().search(canonical(subject)):
            yield from _recorded(source, sections, items, is_minutes=is_minutes)
        return
    titled = {
        section.path
        for section in sections
        if section.title and re.search(r"kiến nghị|ý kiến|đề xuất", section.title.value.lower())
    }
    for item in items:
        text = source.flow[item.start : item.end]
        is_entry = item.is_labelled or text.lstrip().startswith(("-", "+", "•"))
        if _INSTRUCTION.match(text.lower()) or text.rstrip().endswith(":"):
            continue
        if item.path and is_entry and (not titled or any(item.path[: len(path)] == path for path in titled)):
            yield petition(source, item.start, item.end)


def _recorded(
    source: Source, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_minutes: bool
) -> Iterator[Petition]:
    """Minutes, or the report of a meeting: what a list under "Ý kiến của người lao động:" holds, and what one speaker
    asks: "Đ/c Nga (tổ may 4): đề nghị …". What leaders answer is none, nor what a report itself asks for at its end."""
    voices = {
        section.path: opens_list(canonical(section.title.value.lower()), is_minutes=is_minutes)
        for section in sections
        if section.title
    }
    is_open = False
    for item in items:
        text = source.low[item.start : item.end].strip()
        of_heading = next(
            (
                voices[item.path[:depth]]
                for depth in range(len(item.path), 0, -1)
                if voices.get(item.path[:depth]) is not None  # "1. Về tiền lương" under "II. Ý kiến của đoàn viên"
            ),
            None,
        )
        is_entry = bool(_ENTRY.match(text)) or item.is_labelled
        if not is_entry:
            is_open = text.endswith(":") and bool(opens_list(text, is_minutes=is_minutes))
        elif ANSWERED.search(text[:_HEAD_OF_ENTRY]) or (item.is_labelled and text.endswith(":")):
            is_open = bool(opens_list(text, is_minutes=is_minutes)) and text.endswith(":")
            continue
        spoken = _speaker_asks().match(text)
        is_demand = not _THANKS.match(text) and not _INSTRUCTION.match(text)
        is_listed = is_entry and (is_open or bool(of_heading)) and is_demand
        if not text.endswith(":") and (is_listed or (spoken and not is_leader(spoken.group()))):
            yield petition(source, item.start, item.end)


@lru_cache(maxsize=1)
def _speaker_asks() -> re.Pattern[str]:
    return re.compile(
        rf"\W*{speaker()}(?::\s*|,?\s(?:cũng |có ý kiến |nêu ý kiến |phát biểu )?)(?:kính |xin )?(?=(?:đề nghị"
        r"|kiến nghị|đề xuất|mong muốn|mong|xin|phản ánh|hỏi)\b)"
    )
