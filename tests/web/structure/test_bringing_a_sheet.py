"""A sheet is uploaded, looked at, mended where it is wrong, founded as a whole and taken back as a whole."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.documents.sheets import read_table
from congdoan.foundation import files
from congdoan.organisation.models import Unit

SignIn = Callable[..., Client]
HEADS = ("STT", "Mã", "Tên", "Tên viết tắt", "Cấp", "Trực thuộc", "Ngày thành lập")


@pytest.fixture(autouse=True)
def _papers_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "folder", lambda: tmp_path)


@pytest.fixture
def admin(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Quản trị", Role.ADMINISTRATOR, province.top)


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    """A sheet as an office keeps it: title, table, total, signature."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.merge_range(0, 0, 0, 6, "DANH SÁCH CÔNG ĐOÀN CƠ SỞ")
    for line, row in enumerate([HEADS, *((n, *row) for n, row in enumerate(rows, 1))], start=2):
        sheet.write_row(line, 0, ["" if cell is None else cell for cell in row])
    sheet.write_row(len(rows) + 3, 0, ["Tổng cộng", "", f"{len(rows)} đơn vị"])
    sheet.write(len(rows) + 6, 4, "NGƯỜI LẬP BIỂU")
    book.close()
    return SimpleUploadedFile("danh-sach.xlsx", target.getvalue())


SCHOOL = ("PL-GD-01", "CĐCS Trường THPT Bản Lềnh", None, "CĐCS", "PL-GD", "05/09/2019")


def upload(admin: Client, sheet: SimpleUploadedFile) -> str:
    answer = admin.post("/to-chuc/nhap/", {"file": sheet, "since": "01/01/2024"})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_good_sheet_is_looked_at_founded_and_taken_back(admin: Client) -> None:
    batch = upload(admin, workbook(SCHOOL, ("PL-GD-02", "CĐCS Tiểu học Nậm Sơn", None, "CĐCS", "PL-GD", None)))

    shown = admin.get(batch).content.decode()
    assert "Thành lập 2 đơn vị" in shown
    assert "Công đoàn ngành Giáo dục tỉnh Phong Lai" in shown
    assert not Unit.objects.filter(code="PL-GD-01").exists()
    admin.post(f"{batch}nhap/")
    assert Unit.objects.filter(code__startswith="PL-GD-0").count() == 2
    admin.post(f"{batch}hoan-tac/")
    assert not Unit.objects.filter(code__startswith="PL-GD-0").exists()


def test_a_wrong_sheet_comes_back_with_its_errors_in_their_cells(admin: Client) -> None:
    batch = upload(admin, workbook(SCHOOL, ("PL-YT", "Trùng mã", None, "Phân hội", "PL-GD", None)))

    assert "1 trong 2 dòng có lỗi" in admin.get(batch).content.decode()
    assert admin.post(f"{batch}nhap/").status_code == 409
    returned = admin.get(f"{batch}loi.xlsx").content
    table = read_table(returned, name="loi.xlsx")
    assert [row["Mã"] for row in table.rows] == ["PL-GD-01", "PL-YT"], "the mended copy may be uploaded again"
    assert b"Kh\xc3\xb4ng c\xc3\xb3 c\xe1\xba\xa5p" in _strings(returned)


def test_a_file_that_is_no_table_is_refused_beside_the_field(admin: Client) -> None:
    answer = admin.post(
        "/to-chuc/nhap/", {"file": SimpleUploadedFile("anh.xlsx", b"\x89PNG khong phai"), "since": "01/01/2024"}
    )
    assert "không phải bảng tính" in answer.content.decode()


def test_the_template_can_be_filled_in_and_uploaded(admin: Client) -> None:
    empty = admin.get("/to-chuc/nhap/mau.xlsx")
    assert empty["Content-Type"] == files.XLSX
    assert "Trực thuộc" in _strings(empty.content).decode()


def test_only_who_may_organise_brings_in_units_and_only_sees_their_own(province: Province, sign_in: SignIn) -> None:
    mine = upload(sign_in("Quản trị", Role.ADMINISTRATOR, province.top), workbook(SCHOOL))

    assert sign_in("Lan", Role.CHAIR, province.hospital).get("/to-chuc/nhap/").status_code == 403
    assert sign_in("Hoa", Role.ADMINISTRATOR, province.elsewhere).get(mine).status_code == 404


def _strings(data: bytes) -> bytes:
    from zipfile import ZipFile

    return ZipFile(BytesIO(data)).read("xl/sharedStrings.xml")
