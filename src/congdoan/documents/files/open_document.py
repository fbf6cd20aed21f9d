"""Text of an .odt: paragraphs, headings, lists and tables; deleted text left out."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.packed import Package

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note"}


def text_of_odt(data: bytes) -> str:
    package = Package(data)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(f".//{_MANIFEST}encryption-data") is not None:
        raise RefusedDocument("Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
    root = package.xml("content.xml")
    body = root.find(f"{_OFFICE}body") if root is not None else None
    if body is None:
        raise UnreadableDocument("Tệp OpenDocument này không có nội dung.")
    return "\n".join(_lines(body))


def _lines(container: Element) -> Iterator[str]:
    for child in container:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield from "".join(_letters(child)).split("\n")
        elif child.tag == f"{_TABLE}table-row":
            cells = [list(_lines(cell)) for cell in child.findall(f"{_TABLE}table-cell")]
            depth = max(map(len, cells), default=0)
            for line in range(depth):
                yield "\t".join(cell[line] if line < len(cell) else "" for cell in cells).rstrip("\t")
        else:
            yield from _lines(child)


def _letters(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdigit() else 1, 200)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT:
            yield from _letters(child)
        yield child.tail or ""
