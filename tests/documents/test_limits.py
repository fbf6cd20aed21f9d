"""No file takes more than its share: what is too large, slow or locked is refused in words an officer can act on."""

import io
import os
import pickle
import time
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from congdoan.documents import RefusedDocument, UnreadableDocument, claims, doors, read, read_text, reader
from congdoan.documents.files import Extracted, extraction, sandbox, transport
from congdoan.documents.files.limits import LETTERS_READ_HERE, MOST_BYTES, MOST_LETTERS, MOST_PAGES
from documents.test_files import LETTER, _paragraph, _word

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600)


def _old_reader(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program of ours where the reader of old Word files is looked for."""
    program = folder / "antiword"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_a_file_that_hangs_is_stopped_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _old_reader(tmp_path, monkeypatch, f"sleep 300 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(sandbox, "SECONDS", 3)
    with pytest.raises(UnreadableDocument, match="quá nhiều thời gian"):
        read(OLD_WORD, name="treo.doc")
    assert _is_gone(int((tmp_path / "child").read_text()))


def _is_gone(process: int) -> bool:
    """Dead, or dead and not yet buried; looked for at most five seconds."""
    for _ in range(50):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(process, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


def test_a_program_that_opens_a_file_is_told_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _old_reader(tmp_path, monkeypatch, "env")
    monkeypatch.setenv("CONGDOAN_SECRET_KEY", "dung-noi-voi-ai")
    seen = read(OLD_WORD, name="cu.doc").text
    assert "PATH=" in seen
    assert "dung-noi-voi-ai" not in seen
    folder = next(line.removeprefix("TMPDIR=") for line in seen.split("\n") if line.startswith("TMPDIR="))
    assert not Path(folder).exists(), "what it wrote went with it"


def test_a_file_that_wants_all_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    look = "".join(f'<w:ind w:left="{number}"/>' for number in range(8))
    lines = (f"<w:p><w:pPr>{look}</w:pPr><w:r><w:t>{number}</w:t></w:r></w:p>" for number in range(10_000, 38_000))
    paper = _word("".join(lines))
    assert len(sandbox.in_sandbox("docx", paper).text) == 28_000 * 6 - 1
    monkeypatch.setattr(sandbox, "MOST_MEMORY_BYTES", 64 * 2**20)
    with pytest.raises(UnreadableDocument, match="quá lớn"):  # it says so itself, or died before it could
        read(paper)


def test_a_very_long_text_is_read_apart_and_reads_the_same() -> None:
    paper = LETTER + "\n".join(f"Thăm {number} đoàn viên ở tổ dân phố, bản làng xa xôi." for number in range(1, 2100))
    assert len(paper) > LETTERS_READ_HERE
    here, apart = reader.read_text(paper), read(paper)
    assert apart == here
    assert read(paper.encode()) == here
    assert read("\ufeff\0\ud800" + paper).text == "\ufeff\0\ud800" + paper


@pytest.mark.parametrize("seconds", [1])
def test_a_text_that_takes_too_long_is_stopped(seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", seconds)
    with pytest.raises(UnreadableDocument, match=r"quá nhiều thời gian|quá lớn"):
        read("Trao 12 suất quà cho 12 đoàn viên.\n" * 60_000)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedDocument, match="quá giới hạn 30 MB"):
        read(b"x" * (MOST_BYTES + 1))
    with pytest.raises(RefusedDocument, match="Hãy tách tệp"):
        read("a " * MOST_LETTERS)
    with pytest.raises(RefusedDocument, match="quá giới hạn 600 trang"):
        read(_pdf(pages=MOST_PAGES + 1))
    with pytest.raises(RefusedDocument, match="quá nhiều tệp"):
        read(_crowded())


def _crowded() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "x")
        for number in range(20_000):
            archive.writestr(f"word/media/{number}", "")
    return held.getvalue()


def _pdf(*, pages: int = 1, locked: bool = False) -> bytes:
    """The smallest PDF of so many empty pages; or one whose password nobody knows."""
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + pages))
    parts = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    parts.append(f"<</Filter/Standard/V 1/R 2/Length 40/P -4/O <{'41' * 32}>/U <{'42' * 32}>>>")
    parts += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    lock = f"/Encrypt 3 0 R/ID[<{'43' * 16}><{'43' * 16}>]" if locked else ""
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<</Root 1 0 R/Size {len(parts) + 1}{lock}>>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def _opendocument(*, lock: str = "", extra: str = "") -> bytes:
    held = io.BytesIO()
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entry = f'<manifest:file-entry manifest:full-path="content.xml">{lock}</manifest:file-entry>'
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {names}>{entry}</manifest:manifest>")
        archive.writestr("content.xml", "\x00\x01not to be read" if lock else "<x/>")
        if extra:
            archive.writestr(extra, "x")
    return held.getvalue()


def _locked_zip() -> bytes:
    """A .docx packed by an archiver under a password: the flag says so, in the list and before the part."""
    data = bytearray(_word(_paragraph("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark) + offset
        data[place] |= 1
    return bytes(data)


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_pdf(locked=True), "PDF được đặt mật khẩu"),
        (_ole("EncryptedPackage"), "được đặt mật khẩu"),
        (_locked_zip(), "được đặt mật khẩu"),
        (_opendocument(lock="<manifest:encryption-data/>"), "được đặt mật khẩu"),
        (_ole("_VBA_PROJECT"), "macro"),
        (_opendocument(extra="Basic/Standard/Module1.xml"), "macro"),
    ],
)
def test_locked_files_and_macros_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(RefusedDocument, match=words):
        read(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_ole("__substg1.0_0037001F"), r"lưu thư dạng \.eml"),
        (_ole("Workbook"), "bảng tính"),
        (b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(300), r"lưu ảnh thành \.jpg"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "ảnh bị hỏng"),
        (_opendocument(), "không có nội dung"),
    ],
)
def test_what_holds_no_paper_says_what_to_send_instead(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read(data)


def test_the_list_of_parts_is_weighed_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def must_not_be_opened(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(zipfile, "ZipFile", must_not_be_opened)
    with pytest.raises(RefusedDocument):
        extraction.kind_of(b"PK\x03\x04" + bytes(40) + b"PK\x05\x06" + bytes(8) + b"\xff\xff\xff\xff" + bytes(6))


def test_an_answer_may_hold_a_reading_and_nothing_else() -> None:
    whole = Extracted(LETTER, "text", ("x",), read_text(LETTER))
    assert transport.unpack(transport.pack(whole)) == whole
    with pytest.raises(RefusedDocument, match="quá lớn"):
        transport.unpack(transport.pack(RefusedDocument("quá lớn")))
    for foreign in (print, os.system, Path("x"), ("NoSuchError", "x"), [date(2026, 1, 1), Decimal(1)], "text"):
        with pytest.raises(ValueError, match="no answer"):
            transport.unpack(pickle.dumps(foreign))
    for torn in (b"", b"\x80", transport.pack(whole)[:50]):
        with pytest.raises(ValueError, match="no answer"):
            transport.unpack(torn)


def test_a_pasted_text_has_a_limit_of_time_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "SECONDS_TO_READ_A_TEXT", 1)
    junk = "1.000 đông 5 % 12/3 (a) - Đ/c Lan: đề nghị\t7\t\n"
    with pytest.raises(UnreadableDocument, match=r"quá nhiều thời gian|quá lớn"):
        read_text(junk * (1_000_000 // len(junk)))


def test_of_a_text_full_of_figures_the_first_ones_are_read_and_the_rest_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(claims, "MOST_FIGURES", 50)
    reading = reader.read_text("Trao 12 suất quà. " * 60)
    assert len(reading.claims) == 50
    assert "chỉ 50 số đầu" in reading.warnings[0]
    assert reader.read_text("Trao 12 suất quà.").warnings == ()
