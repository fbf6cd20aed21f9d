"""Papers come scanned, photographed, or from the Word of long ago; optional programs of the machine open them."""

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image

from congdoan.documents import Reading, read
from congdoan.documents.files.programs import can_read_scans
from documents.test_files import LETTER as TYPED

LETTER = TYPED.replace("14/LĐLĐ", "14/CV-CĐYT")

needs_ocr = pytest.mark.skipif(not can_read_scans(), reason="tesseract with Vietnamese data is not installed")
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def _printed(text: str) -> Image.Image:
    """The text on a page of paper, as a scanner at 200 dpi gives it."""
    lines = "\n".join(f"#text({_quoted(line)})#linebreak()" if line else "#v(4pt)" for line in text.split("\n"))
    page = typst.compile(f'#set page(paper: "a4")\n#set text(size: 13pt)\n{lines}'.encode())
    with pypdfium2.PdfDocument(bytes(page)) as pdf:
        return pdf[0].render(scale=200 / 72, grayscale=True).to_pil()


def _quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _saved(image: Image.Image, kind: str, **how: object) -> bytes:
    held = io.BytesIO()
    image.save(held, format=kind, **how)
    return held.getvalue()


def _is_the_letter(reading: Reading) -> bool:
    number, day = reading.header.number, reading.header.date
    return bool(number and number.value == "14/CV-CĐYT" and day and day.value.isoformat() == "2024-03-05")


@needs_ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "PDF"])
def test_a_scan_is_recognised_and_says_that_it_was(kind: str) -> None:
    reading = read(_saved(_printed(LETTER), kind), name=f"quet.{kind.lower()}")
    assert _is_the_letter(reading), reading.text
    assert [deadline.date.value.isoformat() for deadline in reading.deadlines if deadline.date] == ["2024-03-15"]
    assert "OCR" in reading.warnings[0]


@needs_ocr
def test_a_photograph_lying_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: turn a quarter clockwise to see it right
    lying = _printed(LETTER).rotate(90, expand=True)
    assert _is_the_letter(read(_saved(lying, "JPEG", exif=exif)))


@needs_ocr
def test_every_page_of_a_scanned_stack_is_read() -> None:
    head, second = LETTER.split("1. Gửi")
    pages = [_printed(part) for part in (head, "1. Gửi" + second)]
    reading = read(_saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate"))
    assert _is_the_letter(reading)
    assert reading.signatory is not None
    assert reading.signatory.title is not None
    assert reading.signatory.title.value == "CHỦ TỊCH"


@needs_office
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_files_of_an_office_of_long_ago(kind: str, tmp_path: Path) -> None:
    (tmp_path / "thu.html").write_text(
        "<meta charset='utf-8'>" + "".join(f"<p>{line}</p>" for line in LETTER.split("\n") if line), encoding="utf-8"
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    writer = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}[kind]
    subprocess.run(
        ["soffice", profile, "--headless", "--writer", "--infilter=HTML (StarWriter)", "--convert-to", writer,
         "--outdir", str(tmp_path), str(tmp_path / "thu.html")],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    assert _is_the_letter(read((tmp_path / f"thu.{kind}").read_bytes(), name=f"thu.{kind}"))
