"""The page: A4 and its margins, the number in the top margin, the mark of a draft behind the text."""

from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.letterhead import DRAFT
from congdoan.documents.writing.word.markup import Element, paragraph, twips, w
from congdoan.documents.writing.word.styles import FONT

_HEIGHT_MM, _WIDTH_MM = 297, 210
_HEADER_MM = 10
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_TEXT_SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)


def set_up(document: Document, layout: Layout, *, is_draft: bool) -> None:
    """Margins of the first section and the headers that all sections share: none on a first page but the draft mark."""
    section = document.sections[0]
    margins = layout.margins
    section.page_width, section.page_height = Mm(_WIDTH_MM), Mm(_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(_HEADER_MM)
    section.different_first_page_header_footer = True
    for place, (header, runs) in enumerate(((section.header, [_page_number()]), (section.first_page_header, []))):
        marks = [_draft_mark(2049 + place)] if is_draft else []
        header.is_linked_to_previous = False
        root = header._element
        for old in list(root):
            root.remove(old)
        root.append(paragraph("Header", [*runs, *marks]))


def next_section(layout: Layout, *, is_wide: bool) -> Element:
    """The properties of an appendix's pages: numbered from one, the first without its number, on the side if wide."""
    margins = layout.margins
    upright = w("pgSz", w=twips(_WIDTH_MM), h=twips(_HEIGHT_MM))
    turned = w("pgSz", w=twips(_HEIGHT_MM), h=twips(_WIDTH_MM), orient="landscape")
    return w(
        "sectPr",
        w("type", val="nextPage"),
        turned if is_wide else upright,
        w(
            "pgMar",
            top=twips(margins.top),
            right=twips(margins.right),
            bottom=twips(margins.bottom),
            left=twips(margins.left),
            header=twips(_HEADER_MM),
            footer=twips(_HEADER_MM),
            gutter=0,
        ),
        w("pgNumType", start=1),
        w("titlePg"),
    )


def section_end(properties: Element | None) -> Element:
    """The tiny paragraph a section ends with; its properties are None for the last one, which the body itself holds."""
    tiny = paragraph("Rule", spacing=w("spacing", before=0, after=0, line=20, lineRule="exact"))
    if properties is not None:
        tiny[0].append(properties)
    return tiny


def _page_number() -> Element:
    return w("fldSimple", w("r", w("t")), instr=" PAGE ")


def _draft_mark(place: int) -> Element:
    """DỰ THẢO across the page, as word processors draw their own watermarks; `place` makes its name unique."""
    look = (
        "position:absolute;width:430pt;height:95pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    mark: Element = parse_xml(
        f"<w:r {nsdecls('w')} {_VML}><w:pict>{_TEXT_SHAPE}"
        f'<v:shape id="PowerPlusWaterMarkObject{place}" o:spid="_x0000_s{place}" type="#_x0000_t136" '
        f'fillcolor="#ebebeb" stroked="f" style="{look}">'
        f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-weight:bold" string="{DRAFT}"/>'
        "</v:shape></w:pict></w:r>"
    )
    return mark
