"""The few pieces of WordprocessingML everything else is made of. Lengths are given in millimetres and points."""

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from congdoan.documents.writing.paper import Align

Element: TypeAlias = BaseOxmlElement
Side: TypeAlias = Align | Literal["both"]

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_PT = 20
_THIN = "6"


def w(tag: str, *children: "Element | None", **attributes: Any) -> Element:
    """The element `w:tag` with its attributes, all in the same namespace, and those children that are not None."""
    element: Element = OxmlElement(
        f"w:{tag}", attrs={qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    )
    for child in children:
        if child is not None:
            element.append(child)
    return element


def twips(length_mm: float) -> int:
    """Millimetres in twentieths of a point, the unit of WordprocessingML."""
    return round(length_mm * TWIPS_PER_MM)


def run(text: str, *, bold: bool | None = None, italic: bool | None = None, size_pt: float | None = None) -> Element:
    """A run of `text`, its line breaks kept. None leaves a property to the paragraph's style."""
    said = []
    for place, line in enumerate(text.split("\n")):
        if place:
            said.append(w("br"))
        words = w("t")
        words.text = line
        words.set(qn("xml:space"), "preserve")
        said.append(words)
    return w("r", _run_properties(bold, italic, size_pt), *said)


def _run_properties(bold: bool | None, italic: bool | None, size_pt: float | None) -> Element | None:
    properties = [
        None if bold is None else w("b", val=int(bold)),
        None if italic is None else w("i", val=int(italic)),
        None if size_pt is None else w("sz", val=round(size_pt * 2)),
        None if size_pt is None else w("szCs", val=round(size_pt * 2)),
    ]
    return w("rPr", *properties) if any(part is not None for part in properties) else None


def paragraph(
    style: str,
    runs: Iterable[Element] = (),
    *,
    keep_next: bool = False,
    side: Side | None = None,
    indents_mm: tuple[float, float] | None = None,
    hanging_mm: float = 0,
    border: Element | None = None,
    spacing: Element | None = None,
) -> Element:
    """A paragraph in the named style; `indents_mm` are the left and the right one."""
    indent = None
    if indents_mm:
        left, right = indents_mm
        indent = w(
            "ind", left=twips(left), right=twips(right), **({"hanging": twips(hanging_mm)} if hanging_mm else {})
        )
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val=style),
            w("keepNext") if keep_next else None,
            border,
            spacing,
            indent,
            w("jc", val=side) if side else None,
        ),
        *runs,
    )


def rule(length_mm: float, within_mm: float, *, gap_pt: float = 3) -> Element:
    """A drawn line in the middle of `within_mm`: the upper border of an empty paragraph between two indents."""
    indent = max(0.0, (within_mm - length_mm) / 2)
    return paragraph(
        "Rule",
        indents_mm=(indent, indent),
        border=w("pBdr", w("top", val="single", sz=_THIN, space=1, color="000000")),
        spacing=w("spacing", before=round(gap_pt * TWIPS_PER_PT), after=0, line=40, lineRule="exact"),
    )


def box(name: str) -> Element:
    """A thin frame: `tblBorders` or `pBdr`."""
    sides = ("top", "left", "bottom", "right") + (("insideH", "insideV") if name == "tblBorders" else ())
    space = {} if name == "tblBorders" else {"space": 2}
    return w(name, *(w(side, val="single", sz="4", color="000000", **space) for side in sides))


def table(
    widths_mm: list[float],
    rows: Iterable[Element],
    *,
    borders: Element | None = None,
    padding_mm: float = 0,
) -> Element:
    """A table of fixed widths, said on the table, the grid and (by `cell`) each cell, so that no program moves them."""
    margins = w("tblCellMar", *(w(side, w=twips(padding_mm), type="dxa") for side in ("left", "right")))
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=sum(twips(width) for width in widths_mm), type="dxa"),
            w("tblInd", w=0, type="dxa"),
            borders,
            w("tblLayout", type="fixed"),
            margins,
        ),
        w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths_mm)),
        *rows,
    )


def row(
    cells: Iterable[Element], *, is_head: bool = False, may_split: bool = False, least_mm: float | None = None
) -> Element:
    """A table row, at least `least_mm` high; a head row is repeated on every page the table reaches."""
    whole = None if may_split else w("cantSplit")
    high = w("trHeight", val=twips(least_mm), hRule="atLeast") if least_mm else None
    return w("tr", w("trPr", whole, high, w("tblHeader") if is_head else None), *cells)


def cell(
    width_mm: float,
    paragraphs: Iterable[Element],
    *,
    span: int = 1,
    merge: Literal["", "restart", "continue"] = "",
    is_middle: bool = False,
) -> Element:
    """A table cell over `span` columns; `merge` joins it with the one above or below."""
    return w(
        "tc",
        w(
            "tcPr",
            w("tcW", w=twips(width_mm), type="dxa"),
            w("gridSpan", val=span) if span > 1 else None,
            w("vMerge", val=merge) if merge else None,
            w("vAlign", val="center") if is_middle else None,
        ),
        *paragraphs,
    )
