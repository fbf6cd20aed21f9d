"""A paper dropped twice lies once; a phone's photo keeps its picture and loses its secrets."""

from io import BytesIO

import pytest
from PIL import Image

from builders import SETUP
from congdoan.foundation import files
from congdoan.foundation.errors import Refused

pytestmark = pytest.mark.django_db


def photo(width: int = 3000, height: int = 1000, *, orientation: int = 1) -> bytes:
    """A red picture whose hidden data names a place in Phong Lai and the phone that took it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "Điện thoại của Lan"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.0, 23.0, 5.0)
    written = BytesIO()
    Image.new("RGB", (width, height), "red").save(written, "JPEG", exif=exif)
    return written.getvalue()


def test_the_same_bytes_under_two_names_lie_on_the_disk_once() -> None:
    first = files.store(b"ke hoach", name="Kế hoạch 08.txt", by=SETUP)
    second = files.store(b"ke hoach", name="C:\\Users\\lan\\ban sao.txt", by=SETUP)

    assert first.digest == second.digest
    assert first.key != second.key
    assert (first.name, second.name) == ("Kế hoạch 08.txt", "ban sao.txt")
    assert files.bytes_of(second) == b"ke hoach"
    assert len(list(files.path_of(first.digest).parent.glob(first.digest))) == 1


def test_a_photo_is_made_smaller_upright_and_loses_where_it_was_taken() -> None:
    kept = files.store_photo(photo(orientation=6), name="IMG_0001.HEIC.jpeg", by=SETUP)

    with Image.open(BytesIO(files.bytes_of(kept))) as picture:
        assert picture.size == (667, 2000)
        assert not picture.getexif()
    assert kept.content_type == "image/jpeg"
    assert b"Lan" not in files.bytes_of(kept)


@pytest.mark.parametrize("data", [b"", b"khong phai anh", photo()[:400], b"%PDF-1.7"])
def test_what_is_no_picture_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(Refused, match="JPG"):
        files.store_photo(data, name="ảnh.jpg", by=SETUP)


def test_an_empty_and_a_huge_file_are_refused_by_name() -> None:
    with pytest.raises(Refused, match="rỗng"):
        files.store(b"", name="trống.docx", by=SETUP)
    with pytest.raises(Refused, match="nặng 2 MB"):
        files.store(b"x" * (2**20 + 1), name="nặng.pdf", by=SETUP, limit_bytes=2**20)


def test_bytes_lost_from_the_disk_are_said_to_be_lost() -> None:
    kept = files.store(b"se mat", name="mất.txt", by=SETUP)
    files.path_of(kept.digest).unlink()
    with pytest.raises(Refused, match="sao lưu"):
        files.bytes_of(kept)


@pytest.mark.parametrize("name", ["giay.exe", "giay.html", "giay.svg", "giay", "giay.pdf.js"])
def test_a_paper_of_another_kind_is_refused_with_the_kinds_taken(name: str) -> None:
    with pytest.raises(Refused, match=r"\.pdf"):
        files.store_paper(b"%PDF-1.7", name=name, by=SETUP)


@pytest.mark.parametrize(
    ("name", "data"),
    [("giay.pdf", b"MZ\x90\x00"), ("giay.docx", b"<html>"), ("giay.jpg", b"<svg/>"), ("giay.txt", b"MZ\x90\x00")],
)
def test_a_paper_that_is_not_what_its_name_says_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(Refused, match="không đúng loại"):
        files.store_paper(data, name=name, by=SETUP)


@pytest.mark.parametrize(
    ("name", "data"), [("giay.PDF", b"\n%PDF-1.4"), ("giay.odt", b"PK\x03\x04"), ("giay.txt", "Lò Thị Hoa".encode())]
)
def test_what_people_write_and_scan_is_kept_as_it_is(name: str, data: bytes) -> None:
    assert files.bytes_of(files.store_paper(data, name=name, by=SETUP)) == data


def test_a_picture_of_a_paper_keeps_its_size_and_loses_where_it_was_taken() -> None:
    kept = files.bytes_of(files.store_paper(photo(orientation=6), name="giay-ra-vien.jpg", by=SETUP))
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.size, picture.format, dict(picture.getexif())) == ((1000, 3000), "JPEG", {})
    with pytest.raises(Refused, match="hãy gửi ảnh JPG"):
        files.store_paper(b"\xff\xd8\xff<script>", name="giay.jpg", by=SETUP)
    with pytest.raises(Refused, match="HEIC"):
        files.store_photo(b"\0\0\0\x18ftypheic", name="IMG_1.HEIC", by=SETUP)
