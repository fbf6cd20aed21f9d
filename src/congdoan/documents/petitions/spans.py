"""Where a demand begins and ends: without who says it and the words that only join it on."""

import re
from collections.abc import Iterator
from functools import lru_cache

from congdoan.documents.petitions.words import is_leader, speakers, theme_of, voices
from congdoan.documents.reading import Petition, Value
from congdoan.documents.source import Source

_PARTS = re.compile(
    r";|,\s+(?=(?:\w+\s)?ý kiến(?: khác)? (?:về|liên quan|đề nghị|kiến nghị|nói về)\s)"
    r"|,\s+(?:đồng thời\s+)?(?=(?:kiến nghị|đề nghị|mong muốn|mong)\s)"
)
# "nêu tình trạng thiếu người, đề nghị giao thêm biên chế": the trouble and what is asked for it are one demand.
_ASKING = re.compile(
    r"(?:đề nghị|kiến nghị|đề xuất|mong|mong muốn|xin|muốn|yêu cầu|nguyện vọng|hỏi|hy vọng|cần|là|như|vấn đề"
    r"|nội dung|ý kiến)(?: được| rằng| về)?[\s:“\"]*\Z"
)
_WHO_REACH = 80  # letters behind a quotation that name its speaker
_CLOSING_QUOTE = re.compile(r"[”\"»’]")
_CONNECTIVE = re.compile(
    r"[\s,:–+•*-]*(?:\(?\d{1,2}[.)]\s+)?"
    r"(?:(?:đồng thời|và|cũng như|cùng với đó|ngoài ra|bên cạnh đó|rằng|về|là|được)[\s,:]+(?=\w))?"
)


@lru_cache(maxsize=1)
def _parts() -> re.Pattern[str]:
    """Where one demand of a sentence ends: at a semicolon, before another verb of asking, before another speaker."""
    another = rf"(?:{voices()})\s[^.;:,]{{2,60}}?\s(?:đề nghị|kiến nghị|đề xuất|mong muốn|mong|xin)\s"
    return re.compile(rf"{_PARTS.pattern}|,\s+(?:còn |và |trong khi )?(?={another})")


@lru_cache(maxsize=1)
def speaker() -> str:
    """A pattern of who speaks in a list: "Ý kiến thứ hai của chị Mai, tổ may 4"."""
    opinion = r"(?:(?:các |một số |nhiều )?ý kiến(?: thứ \w+| khác)?(?: của)?\s*:?\s*)?"
    return rf"{opinion}(?:{voices()}|đ/c|tổ)\s[^:;.]{{2,90}}?"


@lru_cache(maxsize=1)
def _who_says() -> re.Pattern[str]:
    return re.compile(
        rf"\W*{speaker()}(?::\s*|,?\s"
        r"(?:cũng |thì |lại |có ý kiến |nêu ý kiến |phát biểu )*(?=(?:đề nghị|kiến nghị|đề xuất"
        r"|mong muốn|hỏi)\b))"
    )


def petition(source: Source, start: int, end: int) -> Petition:
    """The demand that stands in the plain text from `start` to `end`."""
    who = _who_says().match(source.low, start, end)
    begin = who.end() if who else start
    connective = _CONNECTIVE.match(source.low, begin, end)
    begin = connective.end() if connective else begin
    asking = re.compile(
        r"(?:(?:một số|nhiều|\w+) ý kiến(?: khác)? )?(?:đề nghị|kiến nghị|đề xuất) "
        r"|\w+ ý kiến(?: khác)? (?:về|liên quan đến|nói về) "
    ).match(source.low, begin, end)
    begin = asking.end() if asking else begin
    text = source.flow[begin:end].rstrip(' .;,…/!”"')
    span = source.span(begin, begin + len(text))
    return Petition(Value(re.sub(r"\s+", " ", text).strip(), span, 0.8), theme_of(source.low[begin:end]))


def is_quoted(source: Source, place: int) -> bool:
    """More quotation marks were opened than closed before `place` in its paragraph."""
    before = source.flow[source.flow.rfind("\n", 0, place) + 1 : place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_voiced(source: Source, place: int) -> bool:
    """`place` goes on in a quotation of somebody who is no leader, named before it or right behind it."""
    if not is_quoted(source, place):
        return False
    first = source.flow.rfind("\n", 0, place) + 1
    opened = max(source.flow.rfind(mark, first, place) for mark in '“"')
    closing = _CLOSING_QUOTE.search(source.flow, place)
    before = source.low[first:opened]
    behind = source.low[closing.end() : closing.end() + _WHO_REACH].partition(".")[0] if closing else ""
    return any(speakers().search(words) for words in (before, behind)) and not is_leader(f"{before} {behind}")


def split(source: Source, start: int, end: int) -> Iterator[Petition]:
    """The demands of one sentence, parted where another begins."""
    closing = _CLOSING_QUOTE.search(source.flow, start, end) if is_quoted(source, start) else None
    end = closing.start() if closing else end
    parts = []
    place = start
    for cut in _parts().finditer(source.low, start, end):
        parts.append((place, cut.start()))
        place = cut.end()
    parts.append((place, end))
    lead = source.low[max(0, start - 24) : start]
    if (
        len(parts) > 1
        and not _ASKING.search(lead)
        and source.low[slice(*parts[1])].lstrip().startswith(("mong", "đề nghị", "kiến nghị"))
    ):
        parts = [(parts[0][0], parts[1][1]), *parts[2:]]
    for first, last in parts:
        if len(source.flow[first:last].split()) >= 3:
            yield petition(source, first, last)
