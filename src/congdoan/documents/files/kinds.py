"""What a file is, by its content; a name is only asked where the content does not tell."""

import io
import re
from typing import Literal

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.limits import MOST_DIRECTORY_BYTES

Kind = Literal["text", "html", "mail", "docx", "odt", "doc", "pdf", "image"]

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL = re.compile(rb"\A(?:[A-Za-z-]{2,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3,}", re.MULTILINE)
_MAIL_FIELDS = re.compile(
    rb"^(?:from|to|subject|date|received|mime-version|message-id|content-type):", re.IGNORECASE | re.MULTILINE
)
_PHONE_PHOTO = re.compile(rb"\A.{4}ftyp(?:heic|heix|hevc|mif1|msf1)", re.DOTALL)
_END_OF_ARCHIVE = b"PK\x05\x06"
_OTHER_OFFICE = "Tệp này là bảng tính hoặc trình chiếu, không phải văn bản. Hãy gửi tệp .docx, .pdf hoặc .txt."


def kind_of(data: bytes, name: str | None = None) -> Kind:
    """Raises UnreadableDocument for a kind that holds no paper, RefusedDocument for a locked one."""
    head = data[:2048]
    if head.lstrip()[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if data.startswith(_IMAGES):
        return "image"
    if _PHONE_PHOTO.match(data):
        raise UnreadableDocument("Ảnh chụp dạng HEIC chưa đọc được. Hãy lưu ảnh thành .jpg hoặc .png rồi gửi lại.")
    if data.startswith(b"{\\rtf"):
        return "doc"
    low = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if low.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or re.match(
        rb"<\?xml[^>]*>\s*<!?(?:doctype )?html", low
    ):
        return "html"
    if (name or "").lower().endswith((".html", ".htm")):
        return "html"
    if _MAIL.match(head) and len(_MAIL_FIELDS.findall(head)) >= 3:
        return "mail"
    return "text"


def _kind_of_zip(data: bytes) -> Kind:
    import zipfile  # most of what a start costs that only takes a PDF apart

    if _directory_bytes(data) > MOST_DIRECTORY_BYTES:
        raise RefusedDocument("Tệp nén có quá nhiều tệp bên trong nên không được nhận.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype")
            else:
                mimetype = b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError) as broken:
        raise UnreadableDocument("Tệp bị hỏng, không mở được. Hãy mở bằng Word, lưu lại rồi gửi lần nữa.") from broken
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise RefusedDocument("Tệp có chứa macro nên không được nhận. Hãy lưu lại thành .docx không có macro.")
    if "word/document.xml" in names:
        return "docx"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if names & {"xl/workbook.xml", "ppt/presentation.xml"}:
        raise UnreadableDocument(_OTHER_OFFICE)
    raise UnreadableDocument("Tệp nén không phải là văn bản. Hãy giải nén và gửi từng văn bản.")


def _directory_bytes(data: bytes) -> int:
    """How long the list of parts says it is: to look at it costs memory for each part. A 64-bit archive says 4 GB."""
    place = data.rfind(_END_OF_ARCHIVE, max(0, len(data) - 2**16 - 22))
    return int.from_bytes(data[place + 12 : place + 16], "little") if place >= 0 else 0


def _kind_of_ole(data: bytes) -> Kind:
    """Word 97–2003, or a .docx under a password, which is kept in the same container."""
    if _utf16("EncryptedPackage") in data:
        raise RefusedDocument(
            "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu trong Word (Tệp › Thông tin › Bảo vệ) rồi gửi lại."
        )
    if _utf16("_VBA_PROJECT") in data:
        raise RefusedDocument("Tệp có chứa macro nên không được nhận. Hãy lưu lại thành .docx không có macro.")
    if _utf16("WordDocument") in data:
        return "doc"
    if _utf16("__substg1.0_") in data:
        raise UnreadableDocument("Thư Outlook (.msg) chưa đọc được. Hãy lưu thư dạng .eml, hoặc gửi tệp đính kèm.")
    raise UnreadableDocument(_OTHER_OFFICE)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
