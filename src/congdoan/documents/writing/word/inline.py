"""Stretches of text inside a paragraph: bold, italic, links, footnotes."""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from congdoan.documents.writing.paper import Text, spans
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.word.markup import Element, paragraph, run, w

_SEPARATORS = (("separator", 0), ("continuationSeparator", 1))
_FIRST_NOTE = 2


class Inline:
    """Makes the runs of one document, remembering its footnotes until `save_notes` writes them."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._notes: list[str] = []

    def runs(self, text: Text, *, bold: bool | None = None, size_pt: float | None = None) -> list[Element]:
        """The runs of `text`; `bold` makes all of it bold."""
        made = []
        for span in spans(text):
            words = run(clean(span.text), bold=True if span.bold else bold, italic=span.italic or None, size_pt=size_pt)
            made.append(self._linked(words, span.link) if span.link else words)
            if span.note:
                made.append(self._noted(span.note))
        return made

    def _linked(self, words: Element, address: str) -> Element:
        key = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = w("hyperlink", words, history=1)
        link.set(qn("r:id"), key)
        return link

    def _noted(self, note: str) -> Element:
        self._notes.append(clean(note))
        number = _FIRST_NOTE + len(self._notes) - 1
        return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=number))

    def save_notes(self) -> None:
        """Add the footnotes to the document as the part that word processors look for."""
        root: Element = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for kind, number in _SEPARATORS:
            root.append(w("footnote", w("p", w("r", w(kind))), type=kind, id=number))
        for number, note in enumerate(self._notes, start=_FIRST_NOTE):
            mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
            root.append(w("footnote", paragraph("FootnoteText", [mark, run(f" {note}")]), id=number))
        blob = serialize_part_xml(root)
        notes = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, self._part.package)
        self._part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
