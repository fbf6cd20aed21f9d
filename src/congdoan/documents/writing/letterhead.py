"""What stands above the title: issuer and number at the left, nation, place and date at the right."""

from dataclasses import dataclass, replace

from congdoan.documents.writing.layout import Face, Layout
from congdoan.documents.writing.metrics import name_lines, width_mm
from congdoan.documents.writing.paper import Paper
from congdoan.documents.writing.safe_text import clean, one_line
from congdoan.documents.writing.wording import day_in_words, number_line

DRAFT = "DỰ THẢO"
_SMALLEST_DATELINE_PT = 11


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The two halves above the title. Rules (drawn lines) are given by their length in millimetres, 0 for none.

    Of a form, `form` stands instead of nation and motto, the number instead of the dateline.
    """

    superior: list[str]
    issuer: list[str]
    issuer_rule_mm: float
    issuer_mark: str
    nation: str
    motto: str
    nation_rule_mm: float
    number: str
    reference: list[str]
    dateline: str
    dateline_pt: float
    draft: str
    form: tuple[str, ...] = ()


def letterhead(paper: Paper, layout: Layout) -> Letterhead:
    """The head of `paper`, its names broken to fit the issuer's half."""
    faces = layout.faces
    issuer = _broken(paper.issuer, layout, faces.issuer)
    widest = max((width_mm(line, faces.issuer.size_pt, bold=True) for line in issuer), default=0)
    nation = faces.nation.shown(layout.nation)
    under_nation, under_face = (layout.motto, faces.motto) if layout.motto else (nation, faces.nation)
    day = day_in_words(paper.on, year=paper.year)
    dateline = f"{one_line(paper.place)}, {day}" if one_line(paper.place) else day[:1].upper() + day[1:]
    head = Letterhead(
        superior=_broken(paper.superior, layout, faces.superior),
        issuer=issuer,
        issuer_rule_mm=0 if layout.issuer_mark else round(min(widest, layout.letterhead_left_mm) * 0.42, 1),
        issuer_mark=layout.issuer_mark,
        nation=nation,
        motto=layout.motto,
        nation_rule_mm=round(width_mm(under_nation, under_face.size_pt, bold=True) * 0.985, 1),
        number=number_line(paper, layout),
        reference=_reference(paper, layout),
        dateline=dateline,
        dateline_pt=_one_line_pt(dateline, faces.dateline, layout.text_width_mm - layout.letterhead_left_mm),
        draft=DRAFT if paper.is_draft else "",
    )
    return _of_form(paper, head) if paper.form else head


def _of_form(paper: Paper, head: Letterhead) -> Letterhead:
    lines = tuple(clean(line) for line in paper.form)
    return replace(head, form=lines, nation="", motto="", nation_rule_mm=0, number="", dateline=head.number)


def _reference(paper: Paper, layout: Layout) -> list[str]:
    if not (paper.is_letter and paper.subject):
        return []
    return name_lines(f"V/v {clean(paper.subject)}", layout.letterhead_left_mm * 0.92, layout.faces.reference.size_pt)


def _broken(name: str, layout: Layout, face: Face) -> list[str]:
    return name_lines(face.shown(clean(name)), layout.letterhead_left_mm, face.size_pt, bold=face.bold)


def _one_line_pt(text: str, face: Face, limit_mm: float) -> float:
    """The size at which `text` stays on one line; from 11 points on it is rather broken than made smaller."""
    size = face.size_pt
    while size > _SMALLEST_DATELINE_PT and width_mm(text, size) > limit_mm:
        size -= 0.5
    return size
