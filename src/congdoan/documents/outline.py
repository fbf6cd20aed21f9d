"""The enumerated skeleton of a paper: headings and items as a tree, and the clauses under them."""

import re
from dataclasses import dataclass

from congdoan.documents.layout import Layout
from congdoan.documents.reading import Clause, Section, Value
from congdoan.documents.source import Source

# Ranks of labels, outermost first. A label closes every open one of its own rank or below.
_LABELS = (
    (0, re.compile(r"(Phần (?:thứ )?(?:nhất|hai|ba|bốn|tư|năm|sáu|bảy|[IVX]+|\d+))\b\s*[.:\-–]?\s*", re.IGNORECASE)),
    (1, re.compile(r"(Chương [IVXLC\d]+)\b\s*[.:\-–]?\s*", re.IGNORECASE)),
    (2, re.compile(r"([A-H])\s?[.\-/–]\s?(?=[A-ZĐÂĂÊÔƠƯÀ-Ỹ])")),
    (3, re.compile(r"([IVX]{1,5})\s?[.\-/–:]\s?(?=\S)")),
    (4, re.compile(r"(Điều \d+)\s?[.:]?\s*", re.IGNORECASE)),
    (5, re.compile(r"(\d{1,2})(?:\s?[.)](?!\d)|\s?[\-/]\s)\s?(?=\D)")),
    (6, re.compile(r"(\d{1,2}\.\d{1,2})\s?[.)\-]?\s+(?=\D)")),
    (7, re.compile(r"(\d{1,2}\.\d{1,2}\.\d{1,2})\s?[.)\-]?\s+(?=\D)")),
    (8, re.compile(r"([a-zđ])\s?[).\-/]\s?(?=[A-ZĐÂĂÊÔƠƯÀ-Ỹ“\"])")),
)
_LONGEST_TITLE = 220
# Last words of a paper stand under no label, even right below the last item.
_CLOSING = re.compile(
    r"(?:trên đây là|nhận được|yêu cầu các|đề nghị các|đề nghị ban|trong quá trình|quá trình thực hiện)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Item:
    """A clause by its place in the plain text, under the path of labels it stands in."""

    path: tuple[str, ...]
    start: int
    end: int
    is_labelled: bool = False

    def clause(self, source: Source) -> Clause:
        text = " ".join(source.plain[self.start : self.end].split())
        return Clause(self.path, text, source.span(self.start, self.end))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body: its label if it is enumerated, the place of its text behind the label."""

    start: int
    end: int
    text_start: int
    rank: int | None
    label: str | None


def paragraphs_of(source: Source, layout: Layout) -> list[Paragraph]:
    """Paragraphs in order; a line that visibly goes on in the next one is joined with it."""
    found: list[Paragraph] = []
    for number in layout.body:
        line = source.lines[number]
        if not line.text or re.fullmatch(r"[\W_]*", line.text):
            continue
        paragraph = _paragraph(line.text, line.start, line.end, found)
        if found and paragraph.rank is None and _goes_on(source, found[-1], line.start):
            last = found[-1]
            found[-1] = Paragraph(last.start, line.end, last.text_start, last.rank, last.label)
        else:
            found.append(paragraph)
    return found


def _paragraph(text: str, start: int, end: int, above: list[Paragraph]) -> Paragraph:
    for rank, pattern in reversed(_LABELS):
        label = pattern.match(text)
        if label and _is_plausible(rank, label.group(1), above):
            return Paragraph(start, end, start + label.end(), rank, re.sub(r"\s+", " ", label.group(1)))
    return Paragraph(start, end, start, None, None)


def _is_plausible(rank: int, label: str, above: list[Paragraph]) -> bool:
    """A number that follows no smaller one is a figure at the start of a line, not a label: "15 chỉ tiêu" has no mark,
    but "20. Tổng số" after item 3 is doubtful. Roman I against the letter: a lone C or D after B is a letter."""
    if rank == 5:
        number = int(label)
        before = [int(item.label) for item in above if item.rank == 5 and item.label]
        return number == 1 or (bool(before) and 0 < number - before[-1] <= 2) or number <= 2
    if rank == 2 and label in "CD":
        return any(item.rank == 2 for item in above)
    return True


def _goes_on(source: Source, above: Paragraph, start: int) -> bool:
    """The line above wraps into this one, or a page break parts them in mid-sentence."""
    gap = source.flow[above.end : start]
    if not gap.strip(" "):
        return True
    below = source.plain[start]
    is_open = bool(re.search(r"\b(?:ngày|trước|đến|từ|số|tháng|năm)\Z", source.low[above.start : above.end]))
    return (below.islower() or (is_open and below.isdigit())) and source.plain[above.end - 1] not in ".;:!?…"


def sections_of(source: Source, paragraphs: list[Paragraph]) -> tuple[tuple[Section, ...], tuple[Item, ...]]:
    """The tree of labels, and the clauses: each enumerated item or paragraph that is no heading."""
    open_labels: list[tuple[int, str]] = []
    sections: list[Section] = []
    items: list[Item] = []
    for place, paragraph in enumerate(paragraphs):
        text = source.plain[paragraph.text_start : paragraph.end].strip()
        if paragraph.rank is not None and paragraph.label:
            open_labels = [item for item in open_labels if item[0] < paragraph.rank]
            parent = tuple(label for _, label in open_labels)
            title, consumed = _title(source, paragraphs, place, text)
            label_span = source.span(paragraph.start, paragraph.start + len(paragraph.label))
            sections.append(Section(Value(paragraph.label, label_span), title, parent))
            open_labels.append((paragraph.rank, paragraph.label))
            if title is not None and consumed:
                continue
        if text and not _is_title_line(sections, source, paragraph):
            path = () if paragraph.rank is None and _CLOSING.match(text) else tuple(label for _, label in open_labels)
            items.append(Item(path, paragraph.text_start, paragraph.end, is_labelled=paragraph.rank is not None))
    return tuple(sections), tuple(items)


def _title(source: Source, paragraphs: list[Paragraph], place: int, text: str) -> tuple[Value[str] | None, bool]:
    """(the heading, whether it takes the whole line). A label alone on its line is titled by the capitals below it."""
    paragraph = paragraphs[place]
    following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    if not text and following and following.rank is None:
        below = source.plain[following.start : following.end]
        if below.isupper() and len(below) <= _LONGEST_TITLE:
            return Value(" ".join(below.split()), source.span(following.start, following.end)), True
        return None, False
    bare = text.rstrip(" .:")
    is_closed = text.endswith((";", "./.", ",")) or (text.endswith(".") and not bare.isupper())
    # "Điều 1. Hỗ trợ 452 đoàn viên …. Mức hỗ trợ:" is a clause with a list, no heading.
    is_closed = is_closed or bool(re.search(r"[.;]\s+[A-ZĐÀ-Ỹ]", bare))
    deeper = following is not None and (following.rank is None or following.rank > (paragraph.rank or 0))
    if not bare or len(bare) > _LONGEST_TITLE or ";" in bare or is_closed or not deeper:
        return None, False
    span = source.span(paragraph.text_start, paragraph.text_start + len(bare))
    return Value(re.sub(r"\s+", " ", bare), span), True


def _is_title_line(sections: list[Section], source: Source, paragraph: Paragraph) -> bool:
    last = sections[-1].title if sections else None
    return last is not None and last.span == source.span(paragraph.start, paragraph.end)
