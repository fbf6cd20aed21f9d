"""The head of the first page, the title, and whom the paper is addressed to."""

from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.letterhead import Letterhead, letterhead
from congdoan.documents.writing.metrics import width_mm
from congdoan.documents.writing.paper import Paper
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.word.markup import Element, box, cell, paragraph, row, rule, run, table, w
from congdoan.documents.writing.wording import addressee_lines, listed, subject_lines, subject_rule_mm

_DRAFT_MM = 25
_TO = "Kính gửi:"


def opening(paper: Paper, layout: Layout) -> list[Element]:
    """Everything above the body, from the letterhead to the bases."""
    face = layout.faces.authority
    decider = [paragraph("Decider", [run(face.shown(clean(paper.decider)))])] if paper.decider else []
    bases = [paragraph("Basis", [run(basis)]) for basis in listed(paper.bases)]
    return [_letterhead(paper, layout), *_title(paper, layout), *_addressees(paper, layout), *decider, *bases]


def _letterhead(paper: Paper, layout: Layout) -> Element:
    head = letterhead(paper, layout)
    left = layout.letterhead_left_mm
    right = layout.text_width_mm - left
    dateline = [run(head.dateline, size_pt=head.dateline_pt)]
    dated = paragraph("Number", [run(head.dateline)]) if head.form else paragraph("Dateline", dateline)
    names = row([cell(left, _issuer(head, left)), cell(right, _nation(head, right))])
    numbers = row([cell(left, _number(head, left)), cell(right, [dated])])
    return table([left, right], [names, numbers])


def _issuer(head: Letterhead, width: float) -> list[Element]:
    superior = [paragraph("Superior", [run("\n".join(head.superior))])] if head.superior else []
    issuer = paragraph("Issuer", [run("\n".join(head.issuer))])
    mark = [paragraph("Issuer", [run(head.issuer_mark)])] if head.issuer_mark else []
    line = [rule(head.issuer_rule_mm, width)] if head.issuer_rule_mm else []
    return [*superior, issuer, *mark, *line]


def _nation(head: Letterhead, width: float) -> list[Element]:
    if head.form:
        return [paragraph("Issuer" if not place else "FormNote", [run(line)]) for place, line in enumerate(head.form)]
    motto = [paragraph("Motto", [run(head.motto)])] if head.motto else []
    return [paragraph("Nation", [run(head.nation)]), *motto, rule(head.nation_rule_mm, width)]


def _number(head: Letterhead, width: float) -> list[Element]:
    reference = [paragraph("Reference", [run("\n".join(head.reference))])] if head.reference else []
    side = (width - _DRAFT_MM) / 2
    draft = [paragraph("Draft", [run(head.draft)], indents_mm=(side, side), border=box("pBdr"))] if head.draft else []
    return [paragraph("Number", [run(head.number)]), *reference, *draft]


def _title(paper: Paper, layout: Layout) -> list[Element]:
    if paper.is_letter:
        return []
    width = layout.text_width_mm
    title = [paragraph("Kind", [run(layout.faces.kind.shown(clean(paper.kind)))], keep_next=True)]
    lines = subject_lines(paper, layout)
    if lines:
        title.append(paragraph("Dateline" if paper.form else "Subject", [run("\n".join(lines))], keep_next=True))
    if lines and not paper.form:
        mark = layout.subject_mark
        title.append(paragraph("Subject", [run(mark)]) if mark else rule(subject_rule_mm(paper, layout), width))
    return [*title, _white(14)]


def _addressees(paper: Paper, layout: Layout) -> list[Element]:
    lines, size = addressee_lines(paper), layout.faces.addressee.size_pt
    if not lines:
        return [_white(14)] if paper.is_letter else []
    width = layout.text_width_mm
    if len(lines) == 1:
        side = width * 0.08
        said = [paragraph("Addressee", [run(f"{_TO} {lines[0]}")], side="center", indents_mm=(side, side))]
    else:
        dash, to = width_mm("- ", size), width_mm(_TO, size)
        left = max(width * 0.05, (width - to - max(width_mm(line, size) for line in lines)) / 2)
        items = [
            paragraph("Addressee", [run(f"- {line}")], indents_mm=(left + to, width * 0.04), hanging_mm=dash)
            for line in lines
        ]
        said = [paragraph("Addressee", [run(_TO)], indents_mm=(left, 0), keep_next=True), *items]
    return [*([_white(12)] if paper.is_letter else []), *said, _white(10)]


def _white(height_pt: float) -> Element:
    """An empty paragraph exactly so high."""
    return paragraph("Rule", spacing=w("spacing", before=0, after=0, line=round(height_pt * 20), lineRule="exact"))
