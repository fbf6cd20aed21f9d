"""The blocks of a paper's body."""

from collections.abc import Iterable

from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.paper import Block, Bullet, Centred, Heading, PageBreak, Paragraph, Signers, Table
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.word.ending import side_by_side
from congdoan.documents.writing.word.inline import Inline
from congdoan.documents.writing.word.markup import Element, paragraph, run, w
from congdoan.documents.writing.word.tables import ruled_table
from congdoan.documents.writing.wording import bullet_spans, heading_text, paragraph_spans


def body(
    blocks: Iterable[Block], layout: Layout, width_mm: float, inline: Inline, *, is_signed: bool = False
) -> list[Element]:
    """The elements of `blocks` in lines of `width_mm`. If a signature follows, the last words stay on its page."""
    elements = [element for block in blocks for element in _block(block, layout, width_mm, inline)]
    if is_signed and elements and elements[-1].tag.endswith("}p"):
        properties = elements[-1][0]
        properties.insert(1, w("keepNext"))
    return elements


def _block(block: Block, layout: Layout, width_mm: float, inline: Inline) -> list[Element]:
    match block:
        case Heading():
            return [paragraph(f"Heading{block.level}", [run(heading_text(block))])]
        case Paragraph():
            return [paragraph("Body", inline.runs(paragraph_spans(block)))]
        case Bullet():
            return [paragraph("Body", inline.runs(bullet_spans(block)))]
        case Centred():
            return [paragraph("Centred", [run(clean(block.text))])]
        case PageBreak():
            return [paragraph("Rule", [w("r", w("br", type="page"))])]
        case Table():
            return ruled_table(block, layout, width_mm, inline)
        case Signers():
            return side_by_side(block, width_mm)
