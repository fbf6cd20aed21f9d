"""Where figures count: the body of a paper, the article without the web page around it."""

import re
from bisect import bisect_left
from functools import lru_cache

from congdoan.documents.layout import Layout
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.outline import Item
from congdoan.documents.reading import Section
from congdoan.documents.source import Line, Source
from congdoan.foundation.text import fold

_LEAST_ARTICLE = 250  # letters before the first line that may end an article
_LONGEST_MARK = 60
_WORDS_OF_A_MARK = 8
_SPEAKER = re.compile(r"[,.]?\s(?:anh|chị|ông|bà|cô|thầy|em|bác|chú|chủ tịch|bạn)\s")
_SAID = re.compile(r":\s*\Z")
_QUOTE = re.compile(r"[“\"«‘]([^”\"»’\n]{1,70})[”\"»’]")
_SENTENCE_END = re.compile(  # the group is what one must see to know it
    r"[.!?…](?=([\s”\"»)]*\s[“\"«(]?[A-ZĐÂĂÊÔƠƯÀ-Ỹ\d]))|\n(?=(\s*?(?:\n|[-–+•*])))"
)


def scope_of(
    source: Source, layout: Layout, sections: tuple[Section, ...], items: tuple[Item, ...]
) -> list[tuple[int, int]]:
    """Stretches of the plain text in which figures are claims, in order."""
    if layout.is_formal:
        annex_from = layout.tail[-1].line + 1 if layout.tail else layout.body.stop
        annex = [(line.start, line.end) for line in source.lines[annex_from:] if line.text]
        return sorted([*((item.start, item.end) for item in items), *_told_headings(source, sections)]) + annex
    return paragraphs_of_article(source)


def _told_headings(source: Source, sections: tuple[Section, ...]) -> list[tuple[int, int]]:
    """Headings that are sentences leading a list: "1. Bà Mây tổng hợp 18 ý kiến của 1.246 công nhân:"."""
    found = []
    for section in sections:
        if section.title and not section.title.value.isupper():
            start, end = source.places(section.title.span)
            if source.flow[end : end + 3].lstrip(" .")[:1] == ":":
                found.append((start, end + 1))
    return found


def paragraphs_of_article(source: Source) -> list[tuple[int, int]]:
    """The article's lines as stretches; a line that the one above runs into belongs to it."""
    stretches: list[tuple[int, int]] = []
    for line in _without_repeats(article_lines(source)):
        gap = source.low[stretches[-1][1] : line.start] if stretches else "\n"
        if not gap.strip(" "):
            stretches[-1] = (stretches[-1][0], line.end)
        else:
            stretches.append((line.start, line.end))
    return stretches


def article_lines(source: Source) -> list[Line]:
    """Lines of the article: up to the first teaser, byline or run of headlines behind it."""
    kept: list[Line] = []
    letters = 0
    for line in source.lines:
        if not line.text:
            continue
        flat = fold(line.text)
        goes_on = bool(kept) and not source.flow[kept[-1].end : line.start].strip(" ")
        is_whole = not _runs_on(source, line)
        if letters > _LEAST_ARTICLE and not goes_on and is_whole and _ends_article(line.text, flat):
            if _is_page_furniture(line.text, flat) and ":" in line.text.rstrip(": "):
                continue
            break
        if goes_on or not is_whole or not _is_page_furniture(line.text, flat):
            kept.append(line)
            letters += len(line.text)
    return _without_headlines(kept)


def _runs_on(source: Source, line: Line) -> bool:
    """The line below belongs to the same paragraph: "Theo Chủ tịch LĐLĐ huyện, năm nay | công đoàn các cấp …"."""
    return source.flow[line.end : line.end + 40].lstrip(" ")[:1] not in ("", "\n")


def _starts(flat: str, key: str) -> bool:
    return bool(_beginning(key).match(flat))


@lru_cache(maxsize=8)
def _beginning(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first(lexicon('web')[key])))})(?!\w)")


def _ends_article(text: str, flat: str) -> bool:
    """A teaser, a byline or the author's name: short, and on a line of its own."""
    if flat.startswith(("http", "theo http", "ban quyen")):
        return True
    if len(flat) > _LONGEST_MARK or (text[-1] in ".;" and len(flat.split()) > 5):
        return False  # "Theo báo cáo của BHXH tỉnh, còn 5 đơn vị chậm đóng." goes on
    return _starts(flat, "ends") or _starts(flat, "bylines") or _is_author(text)


def _is_page_furniture(text: str, flat: str) -> bool:
    """A trail of menus, a line of date, views and letter sizes."""
    if len(flat) > 2 * _LONGEST_MARK or _is_told(text, flat):
        return False
    if re.match(r"[>»]", text) or (":" in text and _starts(flat, "teasers")):
        return True
    return "»" in text or _starts(flat, "skipped") or bool(re.search(r"\b(?:luot xem|co chu)\b", flat))


def _is_told(text: str, flat: str) -> bool:
    """ "Anh Lộc mở sổ: …" is no caption ("Ảnh: …"), "Thứ hai, công ty nên …" no line of date, "Chia sẻ tại hội nghị,
    chị Hà nói … ." no button."""
    if text[:4].lower() in ("anh ", "thứ ") and not (flat.startswith("thu") and re.search(r"\d", flat)):
        return True
    return text[-1] in ".!?”" and len(flat.split()) > _WORDS_OF_A_MARK and ":" not in text[:_LONGEST_MARK]


def _is_author(text: str) -> bool:
    """ "KIM CHI", "H.N": a short line of capitals that is no heading of the article."""
    bare = text.strip(" .()-")
    if not 2 <= len(bare) <= 40 or any(letter.isdigit() for letter in bare):
        return False
    return bare.isupper() and len(bare.split()) <= 5 and ":" not in bare


def _without_headlines(lines: list[Line]) -> list[Line]:
    """Three or more lines at the end that close with no mark are headlines of other stories."""
    count = 0
    while count < len(lines) and _is_headline(lines[-1 - count].text):
        count += 1
    return lines[: len(lines) - count] if 3 <= count < len(lines) else lines


def _is_headline(text: str) -> bool:
    return (
        len(text) > 14
        and text[-1] not in '.;:!?…)”"'
        and not re.match(r"[-+•*\d]", text)
        and "\t" not in text
        and "|" not in text
    )


def _without_repeats(lines: list[Line]) -> list[Line]:
    """A caption printed twice counts once."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line.text not in seen:
            kept.append(line)
        seen.add(line.text)
    return kept


def slogans(source: Source) -> list[tuple[int, int]]:
    """Short quotations: names and slogans, whose figures are no claims (“3 tại chỗ”, “0 đồng”)."""
    return [found.span() for found in _QUOTE.finditer(source.flow) if not _is_speech(source, found)]


def _is_speech(source: Source, quoted: re.Match[str]) -> bool:
    """Somebody speaks: “Tiền trọ 900 ngàn một tháng, điện nước thêm 300 ngàn”, chị kể."""
    is_sentence = "," in quoted.group(1) and len(quoted.group(1).split()) > _WORDS_OF_A_MARK
    return is_sentence and bool(
        _SPEAKER.match(source.low, quoted.end())
        or _SAID.search(source.low[max(0, quoted.start() - 8) : quoted.start()])
    )


def sentence_at(source: Source, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
    """The sentence around [start, end) inside `within`. A figure may open its sentence."""
    ends, known = _sentence_ends(source)
    place = bisect_left(ends, start) - 1
    while place >= 0 and known[place] > start + 1:
        place -= 1
    first = ends[place] + 1 if place >= 0 and ends[place] >= within[0] else within[0]
    for place in range(bisect_left(ends, end), len(ends)):
        if ends[place] >= within[1]:
            break
        if known[place] <= within[1]:
            return first, ends[place]
    return first, within[1]


@lru_cache(maxsize=2)
def _sentence_ends(source: Source) -> tuple[list[int], list[int]]:
    """Where sentences end, and up to where one must read to know it."""
    found = [
        (stop.start(), stop.end(stop.lastindex or 0))
        for stop in _SENTENCE_END.finditer(source.plain)
        if not _is_abbreviation(source.plain, stop.start())
    ]
    return [end for end, _ in found], [known for _, known in found]


_ABBREVIATION = re.compile(r"\b(?:TP|TX|TT|Tp|Tx|ThS|TS|BS|PGS|GS|Q|P|Đ|Tr)\Z")
_LAST_OF_ABBREVIATIONS = "PXTpxSQĐr"


def _is_abbreviation(plain: str, dot: int) -> bool:
    """The dot of "TP. Điện Biên Phủ", "TX. La Gi"."""
    return plain[dot - 1 : dot] in _LAST_OF_ABBREVIATIONS and bool(_ABBREVIATION.search(plain[max(0, dot - 5) : dot]))


@lru_cache(maxsize=1)
def no_words() -> frozenset[str]:
    return frozenset(lexicon("counting")["no_claims"]["function_words"])
