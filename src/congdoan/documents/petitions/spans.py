"""Where a demand begins and ends: without who says it and the words that only join it on."""

import re
from collections.abc import Iterator

from congdoan.documents.petitions.words import theme_of
from congdoan.documents.reading import Petition, Value
from congdoan.documents.source import Source

_PARTS = re.compile(r";|,\s+(?:đồng thời\s+)?(?=(?:kiến nghị|đề nghị|mong muốn|mong)\s)")
_CLOSING_QUOTE = re.compile(r"[”\"»’]")
_CONNECTIVE = re.compile(
    r"[\s,:–+•*-]*(?:\(?\d{1,2}[.)]\s+)?"
    r"(?:(?:đồng thời|và|cũng như|cùng với đó|ngoài ra|bên cạnh đó|rằng|về|là|được)[\s,:]+(?=\w))?"
)
SPEAKER = (
    r"(?:(?:các |một số |nhiều )?ý kiến(?: thứ \w+| khác)?(?: của)?\s*:?\s*)?"
    r"(?:đ/c|đồng chí|ông|bà|anh|chị|cô|thầy|bác sĩ|điều dưỡng|đại diện|đại biểu|công nhân|đoàn viên|người lao động"
    r"|tổ)\s"
    r"[^:;.]{2,90}?"
)
_WHO_SAYS = re.compile(
    rf"\W*{SPEAKER}(?::\s*|,?\s(?:cũng |có ý kiến |nêu ý kiến |phát biểu )?(?=(?:đề nghị|kiến nghị|đề xuất"
    rf"|mong muốn|hỏi)\b))"
)


def petition(source: Source, start: int, end: int) -> Petition:
    speaker = _WHO_SAYS.match(source.low, start, end)
    begin = speaker.end() if speaker else start
    connective = _CONNECTIVE.match(source.low, begin, end)
    begin = connective.end() if connective else begin
    asking = re.compile(r"(?:một số ý kiến khác |nhiều ý kiến )?(?:đề nghị|kiến nghị|đề xuất) ").match(
        source.low, begin, end
    )
    begin = asking.end() if asking else begin
    text = source.flow[begin:end].rstrip(' .;,…/!”"')
    span = source.span(begin, begin + len(text))
    return Petition(Value(re.sub(r"\s+", " ", text).strip(), span, 0.8), theme_of(source.low[begin:end]))


def is_quoted(source: Source, place: int) -> bool:
    """More quotation marks were opened than closed before `place` in its paragraph."""
    before = source.flow[source.flow.rfind("\n", 0, place) + 1 : place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def split(source: Source, start: int, end: int) -> Iterator[Petition]:
    closing = _CLOSING_QUOTE.search(source.flow, start, end) if is_quoted(source, start) else None
    end = closing.start() if closing else end
    parts = []
    place = start
    for cut in _PARTS.finditer(source.low, start, end):
        parts.append((place, cut.start()))
        place = cut.end()
    parts.append((place, end))
    lead = source.low[max(0, start - 12) : start]
    if (
        len(parts) > 1
        and re.search(r"phản ánh\s*\Z", lead)
        and source.low[slice(*parts[1])].lstrip().startswith(("mong", "đề nghị", "kiến nghị"))
    ):
        parts = parts[1:]
    for first, last in parts:
        if len(source.flow[first:last].split()) >= 3:
            yield petition(source, first, last)
