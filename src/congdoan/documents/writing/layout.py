"""How an official paper looks, by the rulebook in force on its date.

The rulebooks of the unions (QĐ 933/QĐ-TLĐ, before it QĐ 1013 and 1014/QĐ-TLĐ) and of the Party are known to us by what
they put on a paper, not by every size they ask for. Sizes and margins are therefore those of Nghị định 30/2020/NĐ-CP,
Appendix I, and each profile says so in `unverified`.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

Family: TypeAlias = Literal["union", "party"]


@dataclass(frozen=True, slots=True)
class Face:
    """Size and style of one element of the paper. `caps` prints it in capitals whatever its case."""

    size_pt: float
    bold: bool = False
    italic: bool = False
    caps: bool = False

    def shown(self, text: str) -> str:
        """`text` in the case in which it is printed."""
        return text.upper() if self.caps else text


@dataclass(frozen=True, slots=True)
class Faces:
    """The face of each element, in the order in which they meet the eye."""

    nation: Face
    motto: Face
    superior: Face
    issuer: Face
    number: Face
    reference: Face
    dateline: Face
    kind: Face
    subject: Face
    addressee: Face
    basis: Face
    body: Face
    heading: Face
    item: Face
    authority: Face
    signer: Face
    recipients_head: Face
    recipients: Face
    page_number: Face
    table: Face
    note: Face


@dataclass(frozen=True, slots=True)
class Margins:
    """White around the text of an A4 page, in millimetres."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A profile: what the rulebook prints, where, and how large.

    `valid_from` is None where the day the rulebook came into force is not known: then it is the oldest of its family.
    `number_form` takes `number` and `symbol`. `unverified` says what in the profile is not read from its own rulebook.
    """

    rulebook: str
    family: Family
    valid_from: date | None
    unverified: str
    faces: Faces
    margins: Margins
    nation: str
    motto: str
    number_form: str
    closing: str
    issuer_mark: str = ""
    subject_mark: str = ""
    first_line_mm: float = 12.7
    paragraph_gap_pt: float = 6
    line_pitch: float = 1.1

    @property
    def text_width_mm(self) -> float:
        """Width of the lines on an upright page."""
        return 210 - self.margins.left - self.margins.right

    @property
    def letterhead_left_mm(self) -> float:
        """Width of the issuer's half of the letterhead; the rest holds the nation's title on one line."""
        return round(self.text_width_mm * 0.425, 1)


class NoLayout(ValueError):
    """No rulebook of that family is known for that day."""


def layout_on(day: date, family: Family = "union") -> Layout:
    """The profile in force on `day`. Raises NoLayout if none of the family reaches back so far."""
    known = [layout for layout in LAYOUTS if layout.family == family]
    fitting = [layout for layout in known if layout.valid_from is None or layout.valid_from <= day]
    if not fitting:
        raise NoLayout(f"No layout of family {family!r} is known for {day.isoformat()}.")
    return max(fitting, key=lambda layout: layout.valid_from or date.min)


_ND30_FACES = Faces(
    nation=Face(12, bold=True, caps=True),
    motto=Face(13, bold=True),
    superior=Face(12, caps=True),
    issuer=Face(12, bold=True, caps=True),
    number=Face(13),
    reference=Face(12),
    dateline=Face(13, italic=True),
    kind=Face(14, bold=True, caps=True),
    subject=Face(14, bold=True),
    addressee=Face(14),
    basis=Face(14, italic=True),
    body=Face(14),
    heading=Face(14, bold=True),
    item=Face(14),
    authority=Face(14, bold=True, caps=True),
    signer=Face(14, bold=True),
    recipients_head=Face(12, bold=True, italic=True),
    recipients=Face(11),
    page_number=Face(13),
    table=Face(12),
    note=Face(11),
)
_ND30_MARGINS = Margins(top=20, bottom=20, left=30, right=15)

_FROM_ND30 = "Cỡ chữ, căn lề và giãn dòng theo Phụ lục I Nghị định 30/2020/NĐ-CP"

_UNION_2024 = Layout(
    rulebook="Quyết định 933/QĐ-TLĐ ngày 14/5/2024",
    family="union",
    valid_from=date(2024, 5, 14),
    unverified=f"{_FROM_ND30}; chưa đối chiếu với phụ lục của quyết định.",
    faces=_ND30_FACES,
    margins=_ND30_MARGINS,
    nation="Cộng hòa xã hội chủ nghĩa Việt Nam",
    motto="Độc lập - Tự do - Hạnh phúc",
    number_form="Số: {number}/{symbol}",
    closing="./.",
)
_UNION_2011 = replace(
    _UNION_2024,
    rulebook="Quyết định 1013/QĐ-TLĐ và 1014/QĐ-TLĐ năm 2011",
    valid_from=None,
    unverified=f"{_FROM_ND30}; chưa đối chiếu với hai quyết định năm 2011, ngày có hiệu lực chưa rõ.",
)
_PARTY = Layout(
    rulebook="Quy định 66-QĐ/TW về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng",
    family="party",
    valid_from=None,
    unverified=f"{_FROM_ND30}, riêng tiêu đề lớn hơn theo thói quen; chưa đối chiếu.",
    faces=replace(
        _ND30_FACES,
        nation=Face(15, bold=True, caps=True),
        superior=Face(14, caps=True),
        issuer=Face(14, bold=True, caps=True),
        number=Face(14),
        dateline=Face(14, italic=True),
        kind=Face(16, bold=True, caps=True),
    ),
    margins=_ND30_MARGINS,
    nation="Đảng Cộng sản Việt Nam",
    motto="",
    number_form="Số {number}-{symbol}",
    closing=".",
    issuer_mark="*",
    subject_mark="-----",
)
LAYOUTS = (_UNION_2024, _UNION_2011, _PARTY)
"""Every known profile, newest first within its family."""
