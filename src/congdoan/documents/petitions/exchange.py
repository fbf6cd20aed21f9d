"""Demands told line by line with who speaks or what answers: "1. Kiến nghị: …" over "Trả lời: …", "- Thầy Cường: …"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from congdoan.documents.petitions.spans import petition
from congdoan.documents.petitions.words import introducing, is_leader, voices
from congdoan.documents.reading import Petition
from congdoan.documents.source import Line, Source

_MARK = r"[\s–+•*-]*(?:\d{1,2}[.)]\s*)?"
_OF_WHOM = r"(?:\s?\([^()\n]{2,80}\))?(?:\s(?:của|từ)\s[^:\n]{2,80})?"
QUESTION = re.compile(
    rf"{_MARK}(?:nội dung )?(?:câu hỏi|hỏi|ý kiến|kiến nghị|phản ánh|đề xuất|nguyện vọng|thắc mắc)"
    rf"(?:\s(?:số\s|thứ\s)?(?:\d{{1,2}}|một|hai|ba|tư|năm|nhất))?{_OF_WHOM}\s*[:–]\s+(?=\S)"
)
ANSWER = re.compile(
    rf"{_MARK}(?:đáp|trả lời|giải đáp|phản hồi|ý kiến trả lời|phần trả lời|kết quả giải quyết|tiếp thu)"
    rf"{_OF_WHOM}\s*[:–]"
)
_NEED = re.compile(r"\b(?:cần|nên|mong|xin|sớm|phải được|đề nghị|kiến nghị)\b")
_SENTENCE = re.compile(r"[.!?…]+[”\"»]?(?=\s+[“\"«(]?[A-ZĐÂĂÊÔƠƯÀ-Ỹ])")
_OF_VOICES = re.compile(r"ý kiến|kiến nghị|đề nghị|nguyện vọng|câu hỏi|tâm tư")
_ASKING = re.compile(
    r"\b(?:cần|nên|mong|xin|sớm|phải được|đề nghị|kiến nghị|đề xuất|muốn|hỏi|thiếu|chưa (?:được|có)|xuống cấp"
    r"|quá (?:thấp|ít|cao|tải|cũ|nóng))\b|\?"
)
_ANNOUNCING = re.compile(
    r"chủ trì|thư ký|thành phần|có mặt|tham dự|điện thoại|số tài khoản|giám đốc|trưởng phòng|kế toán trưởng|hiệu trưởng"
)


def exchanged(source: Source, *, is_meeting: bool) -> Iterator[Petition]:
    """The demands of a text that gives each a line of its own; of one line alone, only where an answer stands too.

    Entries that only open with a person are demands where the text tells of a meeting: a list of those to be helped
    opens so too.
    """
    lines = list(_paragraphs(source))
    asked = [line for line in lines if QUESTION.match(source.low, line.start, line.end)]
    is_answered = any(ANSWER.match(source.low, line.start, line.end) for line in lines)
    if len(asked) > 1 or (asked and is_answered):
        for line in asked if is_answered else [line for line in asked if _is_entry(line)]:
            found = QUESTION.match(source.low, line.start, line.end)
            if found and not is_leader(found.group()):
                yield asking_part(source, found.end(), line.end)
    spoken = [
        (source.low.index(":", line.start) + 1, line.end)
        for line in lines
        if _is_spoken(source, line) and len(line.text.partition(":")[2].split()) > 3
    ]
    asking = sum(bool(_ASKING.search(source.low, *place)) for place in spoken)
    if is_meeting and len(spoken) > 1 and 2 * asking >= len(spoken) and _OF_VOICES.search(source.low):
        yield from (asking_part(source, *place) for place in spoken)


def _paragraphs(source: Source) -> Iterator[Line]:
    """Lines as they were written, before a page's width broke them; those alone that hold a mark behind who speaks."""
    place = 0
    for text in source.flow.split("\n"):
        bare = text.strip()
        if ":" in bare or "–" in bare:
            start = place + len(text) - len(text.lstrip())
            yield Line(bare, start, start + len(bare))
        place += len(text) + 1


def asking_part(source: Source, start: int, end: int) -> Petition:
    """Of what one speaker says: the question or the sentence that asks, else all of it."""
    place = start
    for stop in [*(found.end() for found in _SENTENCE.finditer(source.flow, start, end)), end]:
        low = source.low[place:stop]
        asking = introducing().search(low)
        if low.rstrip(' ”"»').endswith("?") or (asking and not low[: asking.start()].strip()) or _NEED.search(low):
            return petition(source, place, stop)
        place = stop
    return petition(source, start, end)


def _is_entry(line: Line) -> bool:
    return bool(re.match(r"[–+•*-]|\d{1,2}[.)]", line.text))


def _is_spoken(source: Source, line: Line) -> bool:
    """ "- Cô Lê Ánh Ngọc (mầm non): …": an entry of a list that opens with a person and a colon."""
    if not _is_entry(line):
        return False
    found = _speaker().match(source.low, line.start, line.end)
    return bool(found) and not is_leader(found.group()) and not _ANNOUNCING.search(found.group())  # type: ignore[union-attr]


@lru_cache(maxsize=1)
def _speaker() -> re.Pattern[str]:
    return re.compile(rf"{_MARK}(?:{voices()})\s[^:.;\n]{{2,90}}:\s+(?=\S)")
