"""Parts of a packed document (.docx, .odt), opened with care."""

import io
import lzma
import zipfile
import zlib
from xml.etree import ElementTree

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.limits import MOST_RATIO, MOST_UNPACKED_BYTES

# What unpacking a damaged or exotic archive raises; the libraries' own errors have no common base.
_DAMAGED = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
_BOMB = "Tệp bung ra quá lớn so với kích thước của nó nên không được nhận."


class Package:
    """A zip archive whose parts are read as XML, within the limits of `limits`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as broken:
            raise UnreadableDocument("Tệp bị hỏng, không mở được.") from broken
        self._left_bytes = MOST_UNPACKED_BYTES

    def xml(self, name: str) -> ElementTree.Element | None:
        """The root of a part; None if there is no such part. Raises UnreadableDocument for broken XML."""
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise RefusedDocument("Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
        is_bomb = info.file_size > 2**20 and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if is_bomb or info.file_size > self._left_bytes:
            raise RefusedDocument(_BOMB)
        try:
            with self._archive.open(info) as part:
                content = part.read(self._left_bytes + 1)
        except _DAMAGED as broken:
            raise UnreadableDocument("Tệp bị hỏng, không mở được.") from broken
        self._left_bytes -= len(content)
        if self._left_bytes < 0:
            raise RefusedDocument(_BOMB)
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:65536]:
            raise RefusedDocument("Tệp chứa khai báo lạ trong phần XML nên không được nhận.")
        try:
            return ElementTree.fromstring(content)  # noqa: S314 - no document type, so no entities
        except ElementTree.ParseError as broken:
            raise UnreadableDocument("Tệp bị hỏng, không đọc được nội dung.") from broken
