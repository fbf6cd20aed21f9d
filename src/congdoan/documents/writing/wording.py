"""The fixed words of an official paper: what is printed around the author's own text, the same in every format."""

import re
from dataclasses import replace
from datetime import date

from congdoan.documents.writing.layout import Face, Layout
from congdoan.documents.writing.metrics import name_lines, width_mm
from congdoan.documents.writing.paper import (
    Appendix,
    Block,
    Bullet,
    Heading,
    Paper,
    Paragraph,
    Recipient,
    Span,
    Text,
    plain,
    spans,
)
from congdoan.documents.writing.safe_text import clean, one_line

BLANK = "\u00a0" * 6
"""Room to fill in a number or a day by hand; no-break blanks, so that it is not closed up."""

_END_MARKS = " \t\n.;,:/"
_LABEL_ENDS = (".", ")", ":", "/")


def two_digits(number: str) -> str:
    """`8` → `08`, `6b` → `06b`; anything from ten up stays, and so does a code that only begins with a digit."""
    return f"0{number}" if re.fullmatch(r"\d[^\W\d]{0,3}", number) else number


def number_line(paper: Paper, layout: Layout) -> str:
    """`Số: 08/KH-CĐYT`; with room for the number while there is none."""
    number = two_digits(one_line(paper.number)) if paper.number else BLANK
    return layout.number_form.format(number=number, symbol=one_line(paper.symbol))


def day_in_words(day: date | None, *, year: int | None = None) -> str:
    """`ngày 03 tháng 8 năm 2021`: a zero before days 1–9 and months 1–2 only; blanks to fill in for an open day."""
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm {year or BLANK}"
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def day_in_figures(day: date) -> str:
    """`03/8/2021`, with zeros as in words."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def listed(lines: tuple[str, ...]) -> list[str]:
    """Each line ended with a semicolon, the last with a full stop, whatever stood there before."""
    bare = [clean(line).strip().rstrip(";.,").rstrip() for line in lines if line.strip()]
    return [f"{line}{'.' if place == len(bare) else ';'}" for place, line in enumerate(bare, start=1)]


def addressee_lines(paper: Paper) -> list[str]:
    """Who the paper is addressed to: one stands alone, several are a list."""
    return listed(paper.addressees) if len(paper.addressees) > 1 else [one_line(name) for name in paper.addressees]


def recipient_lines(paper: Paper) -> list[str]:
    """The list under `Nơi nhận:`, each with its dash, the archive line last."""
    names = [_recipient(recipient) for recipient in paper.recipients]
    if paper.archive:
        names.append(f"Lưu: {paper.archive}")
    return [f"- {line}" for line in listed(tuple(names))]


def title_of(paper: Paper) -> str:
    """The name of the file's content, for its properties: `Kế hoạch 08/KH-CĐYT: Phát động …`."""
    number = f"{two_digits(one_line(paper.number))}/" if paper.number else ""
    name = f"{one_line(paper.kind) or 'Công văn'} {number}{one_line(paper.symbol)}"
    return f"{name}: {one_line(paper.subject)}" if paper.subject else name


def subject_lines(paper: Paper, layout: Layout) -> list[str]:
    """The subject under a title, broken into even lines; none for a letter, which has it under its number.

    A form has its day there.
    """
    face = subject_face(paper, layout)
    subject = "" if paper.is_letter else face.shown(clean(paper.subject))
    if paper.form:
        day = day_in_words(paper.on, year=paper.year)
        subject = f"{day[:1].upper()}{day[1:]}"
    return name_lines(subject, layout.text_width_mm * 0.9, face.size_pt, bold=face.bold)


def subject_face(paper: Paper, layout: Layout) -> Face:
    return layout.faces.dateline if paper.form else layout.faces.subject


def subject_rule_mm(paper: Paper, layout: Layout) -> float:
    """Length of the line under the subject: two fifths of its widest line; a form has none."""
    if paper.form:
        return 0
    face = layout.faces.subject
    widest = max((width_mm(line, face.size_pt, bold=face.bold) for line in subject_lines(paper, layout)), default=0)
    return round(min(widest, layout.text_width_mm) * 0.4, 1)


def _recipient(recipient: Recipient) -> str:
    return f"{recipient.name} ({recipient.purpose})" if recipient.purpose else recipient.name


def heading_text(heading: Heading) -> str:
    """`I. MỤC ĐÍCH`, `1. Nội dung`, `a) Việc`, `Điều 2. Tổ chức`; a label already ended keeps its own sign."""
    label = clean(heading.label).strip()
    if not label:
        return clean(heading.text)
    if not label.endswith(_LABEL_ENDS):
        label += ")" if heading.level == 3 else "."
    return f"{label} {clean(heading.text)}".rstrip()


def paragraph_spans(block: Paragraph) -> tuple[Span, ...]:
    """The stretches of a paragraph, its bold lead first."""
    lead = (Span(f"{block.lead.strip()} ", bold=True),) if block.lead else ()
    return (*lead, *spans(block.text))


def bullet_spans(block: Bullet) -> tuple[Span, ...]:
    """The stretches of a list item, its dash or plus first."""
    return (Span("- " if block.depth == 1 else "+ "), *spans(block.text))


def annexed_to(paper: Paper, layout: Layout) -> str:
    """The line in brackets under an appendix's title, saying which paper it belongs to."""
    kind = clean(paper.kind) or "Công văn"
    number = re.sub(r"^Số:?\s*", "", number_line(paper, layout))
    dated = day_in_words(None, year=paper.year) if paper.on is None else f"ngày {day_in_figures(paper.on)}"
    return f"(Kèm theo {kind} số {number} {dated} của {one_line(paper.issuer)})"


def appendix_title(appendix: Appendix) -> str:
    """The appendix's own name, in capitals."""
    return clean(appendix.title).upper()


def closed_body(paper: Paper, layout: Layout) -> tuple[Block, ...]:
    """The body, its last words closed by `./.`; a body that ends in a table has no last words."""
    last = paper.body[-1] if paper.body else None
    if not isinstance(last, Paragraph | Bullet) or not plain(last.text).strip():
        return paper.body
    return (*paper.body[:-1], replace(last, text=_closed(last.text, layout.closing)))


def _closed(text: Text, closing: str) -> Text:
    stretches = list(spans(text))
    last = stretches[-1]
    bare = last.text.rstrip(_END_MARKS)
    stretches[-1] = replace(last, text=f"{bare}{closing}")
    return tuple(stretches)
