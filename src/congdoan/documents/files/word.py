"""Text of a .docx: paragraphs, tables, text boxes, numbered lists; deleted and hidden text left out."""

from collections.abc import Iterator
from itertools import zip_longest
from xml.etree.ElementTree import Element

from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.files.numbering import Numbering
from congdoan.documents.files.packed import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_CONTROLS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"}
_DEEPEST = 40


def text_of_docx(data: bytes) -> str:
    """Raises UnreadableDocument where there is no readable body."""
    package = Package(data)
    root = package.xml("word/document.xml")
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise UnreadableDocument("Tệp Word này không có nội dung.")
    numbering = Numbering(package.xml("word/numbering.xml"), package.xml("word/styles.xml"))
    return "\n".join(_lines(body, numbering, 0))


def _lines(container: Element, numbering: Numbering, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for child in container:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, numbering, depth)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, numbering, depth)
            yield ""
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child, numbering, depth + 1)


def _table(table: Element, numbering: Numbering, depth: int) -> Iterator[str]:
    """A row whose cells hold several lines is a layout of columns; any other is one line of cells."""
    for row in _own(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells = [list(_lines(cell, numbering, depth + 1)) for cell in _own(row, f"{_W}tc")]
        trimmed = [_trimmed(cell) for cell in cells]
        if len(trimmed) <= 3 and any(len(cell) > 1 for cell in trimmed):
            yield from ("\t".join(parts).rstrip("\t") for parts in zip_longest(*trimmed, fillvalue=""))
        else:
            yield "\t".join(" ".join(" ".join(cell).split()) for cell in trimmed)


def _own(element: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, cells of a row: also inside a content control, but not those of a table in a cell."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTROLS:
            yield from _own(child, tag)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _paragraph(paragraph: Element, numbering: Numbering, depth: int) -> Iterator[str]:
    text = "".join(_runs(paragraph))
    label = numbering.label_of(paragraph) if text.strip() else ""
    yield from f"{label}{text}".split("\n")
    for box in _boxes(paragraph):
        yield from _lines(box, numbering, depth + 1)


def _runs(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT or child.tag.endswith("}txbxContent"):
            continue
        if child.tag == f"{_W}r" and _is_hidden(child):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag] if element.tag != f"{_W}tabs" else ""
        else:
            yield from _runs(child)


def _is_hidden(run: Element) -> bool:
    return run.find(f"{_W}rPr/{_W}vanish") is not None


def _boxes(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}txbxContent":
            yield child
        else:
            yield from _boxes(child)
