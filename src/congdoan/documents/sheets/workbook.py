"""From the bytes of a file to its grids of cells; every refusal says what is wrong and how to mend it."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from congdoan.documents.encodings import decode
from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.sheets import extract
from congdoan.documents.sheets.table import Cell, Grid
from congdoan.foundation.text import nfc

MAX_FILE_BYTES = 15_000_000
MAX_UNPACKED_BYTES = 200_000_000
_MAX_MEMBERS = 2_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml")
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_SAVE_AS = "Hãy mở bằng Excel rồi lưu lại dạng .xlsx."


def grids(data: bytes, *, name: str) -> list[Grid]:
    """The visible sheets of the workbook, or the one grid of a .csv. Raises UnreadableDocument."""
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        raise RefusedDocument(f"Tệp “{name}” lớn quá {limit} MB. Hãy bỏ hình ảnh hoặc tách thành nhiều tệp.")
    return _extracted(data, name) if check_file(data, name) else [separated(data, name)]


def check_file(data: bytes, name: str) -> bool:
    """Whether the bytes are a workbook (else they are separated text). Raises UnreadableDocument for anything else."""
    if not data:
        raise UnreadableDocument(f"Tệp “{name}” rỗng. Hãy chọn lại tệp có dữ liệu.")
    if data.startswith(_PICTURES):
        raise _no_table(name)
    if data.startswith(b"PK"):
        _check_archive(data, name)
        return True
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise _locked(name)
        return True
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_WEB_PAGE):
        raise UnreadableDocument(f"Tệp “{name}” là trang web được đặt đuôi bảng tính. {_SAVE_AS}")
    return False


def refusal_of_exit(code: int, name: str) -> UnreadableDocument:
    """What the extracting process meant by its exit code."""
    if code == extract.PASSWORD_EXIT:
        return _locked(name)
    if code < 0 or code == extract.CELLS_EXIT:
        return _too_large(name)
    return UnreadableDocument(f"Tệp “{name}” bị hỏng hoặc không phải bảng tính. {_SAVE_AS}")


def _no_table(name: str) -> UnreadableDocument:
    return UnreadableDocument(f"Tệp “{name}” không phải bảng tính. Hãy chọn tệp .xlsx, .xls, .ods hoặc .csv.")


def _locked(name: str) -> RefusedDocument:
    return RefusedDocument(f"Tệp “{name}” có mật khẩu. Hãy bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi tải lên lại.")


def _check_archive(data: bytes, name: str) -> None:
    """Refuse what is no workbook, what is broken, and what would unpack to far more than a table holds."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):  # each from some damaged file
        raise UnreadableDocument(f"Tệp “{name}” bị hỏng hoặc tải lên chưa trọn. Hãy tải lên lại.") from None
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        raise UnreadableDocument(f"Tệp “{name}” là tệp Word. Hãy chép bảng sang Excel rồi lưu dạng .xlsx.")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise UnreadableDocument(f"Tệp “{name}” là tệp nén, không phải bảng tính. Hãy giải nén và chọn tệp .xlsx.")
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise RefusedDocument(f"Tệp “{name}” giải nén ra quá lớn nên không được mở. {_SAVE_AS}")


def _extracted(data: bytes, name: str) -> list[Grid]:
    program = [sys.executable, "-I", str(Path(extract.__file__))]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=extract.SECONDS * 2, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _too_large(name) from None
    if done.returncode != 0:
        raise refusal_of_exit(done.returncode, name)
    sheets = json.loads(done.stdout, parse_float=Decimal)
    return [_grid(sheet) for sheet in sheets if sheet["is_visible"]]


def _too_large(name: str) -> RefusedDocument:
    return RefusedDocument(
        f"Bảng trong tệp “{name}” quá lớn: có thể có ô ghi ở rất xa bảng. "
        "Hãy xóa các hàng, cột thừa bên phải và bên dưới bảng rồi lưu lại."
    )


def _grid(sheet: dict[str, Any]) -> Grid:
    merges = tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merges"])
    return Grid(sheet["name"], [[tidy_cell(value) for value in row] for row in sheet["rows"]], merges)


def tidy_cell(value: Any) -> Cell:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, dict):
        return _moment(value["t"], value["v"])
    return value if isinstance(value, bool | int) else None


def _moment(kind: str, words: str) -> Cell:
    if kind == "time":
        return time.fromisoformat(words)
    moment = datetime.fromisoformat(words)
    return moment.date() if kind == "date" or moment.time() == time() else moment


def _text(value: str) -> str | None:
    return nfc(value).replace("\u00a0", " ").replace("\r\n", "\n").strip() or None


def separated(data: bytes, name: str) -> Grid:
    try:
        text = decode(data).removeprefix("\ufeff")
    except UnreadableDocument:  # no text at all: its words are about papers, this is about tables
        raise _no_table(name) from None
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        text, separator = rest, first.strip()[4:5] or ";"
    else:
        separator = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise UnreadableDocument(f"Tệp “{name}” không đọc được như một bảng. {_SAVE_AS}") from None
    return Grid(name, [[_text(value) for value in row] for row in rows])


def _separator(text: str) -> str:
    """The sign that stands equally often in most of the first lines; a comma if there is none."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]

    def regularity(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if sign in line]
        most_common = max(set(counts), key=counts.count) if counts else 0
        return counts.count(most_common) if most_common else 0, most_common

    return max(",;\t|", key=regularity)
