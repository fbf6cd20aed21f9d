"""The paragraph styles of a paper, named as an officer would look for them, replacing every style of the template."""

from dataclasses import dataclass

from congdoan.documents.writing.layout import Face, Layout
from congdoan.documents.writing.word.markup import TWIPS_PER_PT, Element, Side, twips, w

FONT = "Times New Roman"
LANGUAGE = "vi-VN"


@dataclass(frozen=True, slots=True)
class _Style:
    """What distinguishes a style from plain text: its face, where it stands and the white around it (points)."""

    id: str
    name: str
    face: Face
    side: Side = "center"
    before_pt: float = 0
    after_pt: float = 0
    is_indented: bool = False
    has_body_pitch: bool = False
    outline: int | None = None


def _styles(layout: Layout) -> list[_Style]:
    faces, gap = layout.faces, layout.paragraph_gap_pt
    heading = Face(faces.heading.size_pt, bold=True)
    return [
        _Style("Nation", "Quốc hiệu", faces.nation),
        _Style("Motto", "Tiêu ngữ", faces.motto),
        _Style("Superior", "Cơ quan chủ quản", faces.superior),
        _Style("Issuer", "Cơ quan ban hành", faces.issuer),
        _Style("Rule", "Đường kẻ", Face(1)),
        _Style("Number", "Số ký hiệu", faces.number, before_pt=7),
        _Style("Reference", "Về việc", faces.reference, before_pt=3),
        _Style("Draft", "Dự thảo", faces.issuer, before_pt=6),
        _Style("Dateline", "Địa danh, ngày tháng", faces.dateline, before_pt=7),
        _Style("Kind", "Tên loại văn bản", faces.kind, before_pt=22, after_pt=3),
        _Style("Subject", "Trích yếu", faces.subject),
        _Style("Decider", "Thẩm quyền ban hành", faces.authority, before_pt=12, after_pt=8),
        _Style("Addressee", "Kính gửi", faces.addressee, "left", after_pt=3),
        _Style("Basis", "Căn cứ", faces.basis, "both", 0, gap, True, True),
        _Style("Body", "Thân văn bản", faces.body, "both", 0, gap, True, True),
        _Style("Heading1", "heading 1", heading, "both", 0, gap, True, True, 0),
        _Style("Heading2", "heading 2", heading, "both", 0, gap, True, True, 1),
        _Style("Heading3", "heading 3", faces.item, "both", 0, gap, True, True, 2),
        _Style("Centred", "Dòng giữa", heading, before_pt=8, after_pt=8),
        _Style("Caption", "caption", heading, before_pt=4, after_pt=4),
        _Style("Unit", "Đơn vị tính", Face(faces.note.size_pt, italic=True), "right", after_pt=3),
        _Style("Cell", "Ô bảng", faces.table, "left", 1, 1),
        _Style("TableNote", "Ghi chú bảng", Face(faces.note.size_pt, italic=True), "left", 3, 8),
        _Style("RecipientsHead", "Nơi nhận", faces.recipients_head, "left"),
        _Style("Recipients", "Danh sách nơi nhận", faces.recipients, "left"),
        _Style("FormNote", "Căn cứ mẫu biểu", Face(faces.note.size_pt, italic=True), before_pt=2),
        _Style("SignerTitle", "Chức danh ký", faces.issuer),
        _Style("SignerHint", "Cách ký", Face(faces.note.size_pt, italic=True)),
        _Style("Authority", "Chức vụ người ký", faces.authority),
        _Style("Signer", "Họ tên người ký", faces.signer),
        _Style("Annexed", "Kèm theo", faces.basis, after_pt=14),
        _Style("Header", "header", faces.page_number),
        _Style("FootnoteText", "footnote text", Face(faces.note.size_pt), "both"),
    ]


def put_styles(root: Element, layout: Layout) -> None:
    """Empty the style sheet `root` and fill it with the styles of `layout`."""
    for child in list(root):
        root.remove(child)
    root.append(_defaults(layout))
    raised = w("rPr", w("vertAlign", val="superscript"))
    root.append(w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal"))
    root.append(w("style", w("name", val="Normal Table"), _bare(), type="table", default=1, styleId="TableNormal"))
    root.append(w("style", w("name", val="footnote reference"), raised, type="character", styleId="FootnoteReference"))
    for style in _styles(layout):
        root.append(_element(style, layout))


def _defaults(layout: Layout) -> Element:
    plain = w(
        "rPr",
        w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT),
        w("sz", val=round(layout.faces.body.size_pt * 2)),
        w("szCs", val=round(layout.faces.body.size_pt * 2)),
        w("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"),
    )
    return w("docDefaults", w("rPrDefault", plain), w("pPrDefault", w("pPr", w("spacing", before=0, after=0))))


def _bare() -> Element:
    sides = (w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))
    return w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *sides))


def _element(style: _Style, layout: Layout) -> Element:
    is_heading = style.outline is not None
    line = round(240 * layout.line_pitch) if style.has_body_pitch else 240
    before, after = (round(points * TWIPS_PER_PT) for points in (style.before_pt, style.after_pt))
    shape = w(
        "pPr",
        w("keepNext") if is_heading or style.id in ("Caption", "Unit", "Centred") else None,
        w("widowControl"),
        w("spacing", before=before, after=after, line=line, lineRule="auto"),
        w("ind", firstLine=twips(layout.first_line_mm)) if style.is_indented else None,
        w("jc", val=style.side),
        w("outlineLvl", val=style.outline) if is_heading else None,
    )
    letters = w(
        "rPr",
        w("b") if style.face.bold else None,
        w("i") if style.face.italic else None,
        w("sz", val=round(style.face.size_pt * 2)),
        w("szCs", val=round(style.face.size_pt * 2)),
    )
    names = (w("name", val=style.name), w("basedOn", val="Normal"), w("qFormat"))
    return w("style", *names, shape, letters, type="paragraph", styleId=style.id)
