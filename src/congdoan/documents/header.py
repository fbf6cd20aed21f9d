"""The header of an official paper: kind, number, place, date, subject."""

import re
from datetime import date

from congdoan.documents.layout import Cell, Layout, cells_of, title_type
from congdoan.documents.letters import CAPITALS
from congdoan.documents.lexicon import lexicon
from congdoan.documents.reading import Value
from congdoan.documents.source import Source
from congdoan.foundation.figures import scan_dates
from congdoan.foundation.text import fold

NUMBER = re.compile(
    r"(?P<digits>\d{1,5}[a-zđ]?)\s?(?P<rest>(?:/\s?(?:19"
    r"|20)\d\d\s?)?(?:[/-]\s?)+[A-ZĐa-z][\wĐđ&]*\.?[\w&]*(?:\s?[-/–]\s?[A-ZĐÂĂÊÔƠƯÁỦỘ][\wĐđ&]*(?:\.[A-ZĐ]\w*)*)*)"
)
_NUMBER_LABEL = re.compile(r"s[oóôốồổ]\b\W{0,3}[:.]?\s*", re.IGNORECASE)
_PLACE_DATE = re.compile(
    r"(?P<place>[^\W\d][^,\n;:]{1,40}?)\s?,\s*(?:ngày"
    r"|ngay)\s*[\d.… ]*\s*tháng\s*[\d.… ]*\s*năm\s*[\d.… ]*"
    rf"|(?P<town>(?-i:[{CAPITALS}])[^,\n;:\d/]{{1,40}}?)\s?,\s*(?:ngày\s*)?"  # "Hải Lý, ngày 19/5/2022"
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\W*\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"[“\"'(*]*(?:v/v|về việc)\s*:?\s*", re.IGNORECASE)
_TOP_OF_TAIL = 4  # cells, and as many lines above them
_LONGEST_LINE = 60  # letters of "Sông Trà, ngày 08 tháng 4 năm 2024"
_SESSION = re.compile(r"(hoi nghi|dai hoi|ky hop|phien hop|cuoc hop)\b")


def number_of(source: Source, layout: Layout) -> Value[str] | None:
    """The whole symbol as written, inner blanks dropped; None where the digits were never filled in."""
    for cell in layout.header:
        label = _NUMBER_LABEL.match(cell.text)
        if not label or not re.match(r"s[oóôốồổ]\s*[:.]?\s*[\d./…_\s-]", cell.text, re.IGNORECASE):
            continue
        found = NUMBER.match(cell.text, label.end())
        if found:
            start = cell.start + found.start()
            return Value(re.sub(r"\s", "", found.group()), source.span(start, start + len(found.group())))
        if re.match(r"[\s./…_-]*[/-]", cell.text[label.end() :]):
            return None
    return None


def place_and_date(source: Source, layout: Layout) -> tuple[Value[str] | None, Value[date] | None]:
    """Of the line "Lai Châu, ngày 18 tháng 6 năm 2024", above the body or, as on lists and minutes, above the
    signature. The date is None where the day is blank."""
    last_lines = range(max(layout.body.start, layout.body.stop - _TOP_OF_TAIL), layout.body.stop)
    below = [cell for cell in cells_of(source, last_lines) if len(cell.text) < _LONGEST_LINE]
    for cell in (*layout.header, *below, *layout.tail[:_TOP_OF_TAIL]):
        found = _PLACE_DATE.search(cell.text)
        if not found or (_NUMBER_LABEL.match(cell.text) and "/" not in cell.text[: found.start()]):
            continue
        part = "place" if found.group("place") else "town"
        name = re.split(r"\s{3,}|\t", found.group(part))[-1].strip()
        if _NUMBER_LABEL.match(cell.text):
            name = re.sub(r".*[/-]\S*\s+", "", name)
        start = cell.start + found.start(part) + found.group(part).rindex(name)
        place = Value(_place_case(name), source.span(start, start + len(name)))
        begin = cell.start + found.end(part)
        written = next((item for item in scan_dates(source.plain[begin : cell.end]) if item.day and item.year), None)
        day = written.first_day() if written else None
        if written is None or day is None:
            return place, None
        return place, Value(day, source.span(begin + written.start, begin + written.end))
    return None, None


def _place_case(name: str) -> str:
    return name.title() if name.isupper() else name


def type_of(layout: Layout, number: Value[str] | None, source: Source) -> Value[str] | None:
    """From the title; a letter has none but "V/v"."""
    if layout.title:
        found = title_type(layout.title)
        if found and not found[0]:
            return None
        if found:
            return Value(found[0], source.span(layout.title.start, layout.title.end))
    for cell in layout.header:
        about = _ABOUT.match(cell.text)
        if about:
            return Value("CV", source.span(cell.start, cell.start + about.end()))
    by_number = _type_of_number(number)
    salutation = next((cell for cell in layout.opening if cell.flat.startswith("kinh gui")), None)
    if by_number is None and salutation:
        return Value("CV", source.span(salutation.start, salutation.end), 0.6)
    return by_number


def _type_of_number(number: Value[str] | None) -> Value[str] | None:
    """Where title and V/v are lost: KH of "08/KH-CĐYT"."""
    if number is None:
        return None
    marks = re.split(r"[/-]", number.value)[1:]
    for entry in lexicon("papers")["type"]:
        if any(mark in entry["marks"] for mark in marks):
            return Value(entry["code"], number.span, 0.8)
    return None


def subject_of(source: Source, layout: Layout) -> Value[str] | None:
    """The trích yếu joined to one line, without V/v."""
    if layout.title is None:
        return _letter_subject(source, layout)
    lines = _lines_under_title(source, layout)
    rest = (title_type(layout.title) or ("", ""))[1]
    parts = [(text, start) for text, start in lines]
    if rest:
        parts.insert(0, (rest, layout.title.end - len(layout.title.text) + layout.title.text.rindex(rest)))
    begins_about = [place for place, (text, _) in enumerate(parts) if place and re.match(r"về\b", text, re.IGNORECASE)]
    about = begins_about[0] if begins_about else 0
    if about and (
        _SESSION.match(fold(parts[0][0])) or re.match(r"cua (?:ban|tinh|thanh|huyen|bo)\b", fold(parts[0][0]))
    ):
        parts = parts[about:]
    return _joined(source, parts)


def _lines_under_title(source: Source, layout: Layout) -> list[tuple[str, int]]:
    """Lines between the title and the body, up to a blank line, a rule, or the organ that resolves in capitals."""
    assert layout.title is not None
    parts: list[tuple[str, int]] = []
    for number in range(layout.title.line + 1, layout.body.start):
        line = source.lines[number]
        if re.fullmatch(r"[\s\-–—_=*.~]*", line.text):
            if parts:
                break
            continue
        if parts and line.text.isupper() and not parts[-1][0].isupper() and not _SESSION.match(fold(line.text)):
            break
        if re.match(r"\(.*\)\Z", line.text) and parts:
            break
        parts.append((line.text, line.start))
    return parts


def _letter_subject(source: Source, layout: Layout) -> Value[str] | None:
    """The cells from V/v on, in the same column, to the next cell of another kind."""
    for place, cell in enumerate(layout.header):
        about = _ABOUT.match(cell.text)
        if not about:
            continue
        parts = [(cell.text[about.end() :], cell.start + about.end())]
        last = cell
        for follower in layout.header[place + 1 :]:
            if follower.line == last.line or follower.column != cell.column:
                continue
            if follower.line != last.line + 1 or _PLACE_DATE.search(follower.text) or _is_other(follower):
                break
            parts.append((follower.text, follower.start))
            last = follower
        return _joined(source, parts)
    return None


def _is_other(cell: Cell) -> bool:
    return cell.is_upper or bool(_NUMBER_LABEL.match(cell.text) and re.match(r"s\S\s*:", cell.text, re.IGNORECASE))


def _joined(source: Source, parts: list[tuple[str, int]]) -> Value[str] | None:
    parts = [(text, start) for text, start in parts if text.strip()]
    if not parts:
        return None
    about = _ABOUT.match(parts[0][0])
    if about:
        parts[0] = (parts[0][0][about.end() :], parts[0][1] + about.end())
    text = " ".join(word for text, _ in parts for word in text.split())
    if text.count("”") > text.count("“") or text.count('"') % 2:
        text = text.rstrip('”" ')  # "“V/v góp ý dự thảo”": the whole subject in quotation marks
    start, (last, last_start) = parts[0][1], parts[-1]
    return Value(text, source.span(start, last_start + len(last.rstrip())))
