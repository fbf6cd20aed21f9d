"""From paper to .docx."""

import docx
from docx.document import Document

from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.paper import Appendix, Paper
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.word.body import body
from congdoan.documents.writing.word.ending import ending
from congdoan.documents.writing.word.inline import Inline
from congdoan.documents.writing.word.letterhead import opening
from congdoan.documents.writing.word.markup import Element, paragraph, run
from congdoan.documents.writing.word.package import packed, put_properties, put_settings, strip
from congdoan.documents.writing.word.page import next_section, section_end, set_up
from congdoan.documents.writing.word.styles import put_styles
from congdoan.documents.writing.wording import annexed_to, appendix_title, closed_body


def write_docx(paper: Paper, layout: Layout) -> bytes:
    """`paper` as a .docx for Word and LibreOffice, every part of it in a named style: the same bytes each time."""
    document = docx.Document()
    strip(document)
    put_settings(document)
    put_styles(document.styles.element, layout)
    put_properties(document, paper)
    set_up(document, layout, is_draft=paper.is_draft)
    inline = Inline(document.part)
    _fill(document, paper, layout, inline)
    inline.save_notes()
    return packed(document)


def _fill(document: Document, paper: Paper, layout: Layout, inline: Inline) -> None:
    """Put the sections into the body: each ends with its properties, the last one's being the body's own."""
    main = [
        *opening(paper, layout),
        *body(closed_body(paper, layout), layout, layout.text_width_mm, inline, is_signed=True),
        *ending(paper, layout),
    ]
    sections = [main, *(_appendix(appendix, paper, layout, inline) for appendix in paper.appendices)]
    root = document.element.body
    first = root.sectPr
    root.remove(first)
    properties = [first, *(next_section(layout, is_wide=appendix.is_wide) for appendix in paper.appendices)]
    for place, elements in enumerate(sections):
        is_last = place == len(sections) - 1
        root.extend([*elements, section_end(None if is_last else properties[place])])
    root.append(properties[-1])


def _appendix(appendix: Appendix, paper: Paper, layout: Layout, inline: Inline) -> list[Element]:
    margins = layout.margins
    width = 297 - margins.left - margins.right if appendix.is_wide else layout.text_width_mm
    return [
        paragraph("Subject", [run(clean(appendix.label))], keep_next=True),
        paragraph("Subject", [run(appendix_title(appendix))], keep_next=True),
        paragraph("Annexed", [run(annexed_to(paper, layout))], keep_next=True),
        *body(appendix.body, layout, width, inline),
    ]
