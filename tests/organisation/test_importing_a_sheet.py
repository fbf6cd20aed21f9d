"""An office brings its own sheet: every row is judged before anything is founded, and all of it can be taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders import Province, user
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import StoredFile
from congdoan.organisation.importing import committing
from congdoan.organisation.importing.sheet import columns_of
from congdoan.organisation.models import ImportBatch, Unit
from congdoan.organisation.queries import ancestors
from congdoan.organisation.verify import verify

JAN_2024 = date(2024, 1, 1)
TITLES = (
    "STT",
    "Đơn vị / Mã",
    "Đơn vị / Tên",
    "Đơn vị / Tên viết tắt",
    "Cấp",
    "Trực thuộc (mã hoặc tên)",
    "Ngày thành lập",
    "Ký hiệu",
)

pytestmark = pytest.mark.django_db


def bring(province: Province, *rows: list[object]) -> ImportBatch:
    """The rows as the codec hands them over, the first on line 7 of the file."""
    lines = [(number, dict(zip(TITLES, row, strict=False))) for number, row in enumerate(rows, start=7)]
    sheet = StoredFile.objects.create(
        digest="0" * 64, name="danh-sach.xlsx", size_bytes=1, stored_at=clock.now(), stored_by="test"
    )
    return committing.preview(lines, file=sheet, under=province.top, since=JAN_2024, by=province.minh)


def errors(batch: ImportBatch) -> dict[str, dict[str, str]]:
    return {row.code: row.errors for row in committing.checked(batch).faulty}


def test_a_sheet_with_merged_heads_and_parents_by_code_or_name_is_read(province: Province) -> None:
    batch = bring(
        province,
        [1, "PL-GD-01", "CĐCS Trường THPT Bản Lềnh", "CĐ Bản Lềnh", "CĐCS", "PL-GD", "05/09/2019", "CĐBL"],
        [2, "PL-CT", "Công đoàn ngành Công Thương", None, "Công đoàn ngành", None, date(2020, 3, 1), "CĐCT"],
        [3, "PL-CT-01", "CĐCS Điện lực", None, "Công đoàn cơ sở", "Công đoàn ngành Công thương", None, None],
    )
    judged = committing.checked(batch)

    assert judged.faulty == []
    assert dict(judged.by_parent) == {
        province.other_sector.name: 1,
        province.top.name: 1,
        "Công đoàn ngành Công Thương": 1,
    }
    assert [(level.name, count) for level, count in judged.by_level] == [("Công đoàn ngành", 1), ("Công đoàn cơ sở", 2)]
    assert not Unit.objects.filter(code="PL-CT").exists(), "a preview founds nothing"

    assert committing.commit(batch, by=province.minh) == 3
    power = Unit.objects.get(code="PL-CT-01")
    assert [unit.code for unit in ancestors(power, on=JAN_2024)] == ["PL", "PL-CT", "PL-CT-01"]
    assert Unit.objects.get(code="PL-GD-01").established_on == date(2019, 9, 5)
    assert verify() == []


def test_every_kind_of_mistake_is_named_beside_its_cell(province: Province) -> None:
    batch = bring(
        province,
        [1, "PL-YT", "Trùng mã đã có", None, "CĐCS", None, None],
        [2, "A1", "Cấp lạ", None, "Phân hội", None, None],
        [3, "A2", "Cấp trên lạ", None, "CĐCS", "Công đoàn Mặt Trăng", None],
        [4, "A3", "Ngày lạ", None, "CĐCS", None, "31/02/2024"],
        [5, "A4", "Vòng một", None, "CĐCS", "A5", None],
        [6, "A5", "Vòng hai", None, "CĐCS", "A4", None],
        [7, "A3", "Trùng mã trong bảng", None, "CĐCS", None, None],
        [8, "A6", "Ra đời trước cấp trên", None, "CĐCS", "PL-YT", "01/01/1999"],
        [9, "A7", "Chờ dòng lỗi", None, "CĐCS", "A1", None],
        [10, None, "Không mã", None, "CĐCS", None, None],
        [11, "A8", "CĐCS Bệnh viện Đa khoa Phong Lai", None, "CĐCS", "PL-YT", None],
        [12, "ST-1", "Của tỉnh khác", None, "CĐCS", "ST", None],
        [13, "TỐT", "Dòng đúng", None, "CĐCS", None, None],
    )
    said = [(row.code, next(iter(row.errors.items()))) for row in committing.checked(batch).faulty]

    assert said == [
        ("PL-YT", ("code", "Mã “PL-YT” đã được dùng và không dùng lại được.")),
        ("A1", ("level", "Không có cấp “Phân hội”.")),
        ("A2", ("parent", "Không có đơn vị “Công đoàn Mặt Trăng” trong phạm vi của bạn và trong bảng này.")),
        ("A3", ("since", "Không đọc được ngày “31/02/2024”; hãy ghi như 31/12/2024.")),
        ("A4", ("parent", "Vòng lặp: đơn vị này trực thuộc chính nó.")),
        ("A5", ("parent", "Vòng lặp: đơn vị này trực thuộc chính nó.")),
        ("A3", ("code", "Trùng mã với dòng 10.")),
        ("A6", ("since", "Trước ngày thành lập của Công đoàn ngành Y tế tỉnh Phong Lai (01/01/2015).")),
        ("A7", ("parent", "Đơn vị cấp trên ở dòng 8 còn lỗi.")),
        ("", ("code", "Thiếu mã.")),
        ("A8", ("name", "Công đoàn ngành Y tế tỉnh Phong Lai đã có đơn vị tên này.")),
        ("ST-1", ("parent", "Không có đơn vị “ST” trong phạm vi của bạn và trong bảng này.")),
    ]
    with pytest.raises(Refused, match="Còn 12 dòng có lỗi"):
        committing.commit(batch, by=province.minh)
    assert not Unit.objects.filter(code="TỐT").exists()


def test_a_parent_that_has_ended_takes_no_children(province: Province) -> None:
    Unit.objects.filter(pk=province.sector.pk).update(ended_on=date(2024, 6, 1))

    assert (
        "đã kết thúc hoạt động từ 01/06/2024"
        in errors(bring(province, [1, "A", "Mới", None, "CĐCS", "PL-YT"]))["A"]["parent"]
    )


def test_the_batch_is_taken_back_while_nothing_depends_on_it(province: Province) -> None:
    batch = bring(province, [1, "A", "Một", None, "CĐCS", "PL-YT"], [2, "B", "Hai", None, "CĐCS", "PL-YT"])
    committing.commit(batch, by=province.minh)
    with pytest.raises(Refused, match="đã được nhập"):
        committing.commit(batch, by=province.minh)

    assert committing.undo(batch, by=province.minh) == 2
    assert not Unit.objects.filter(code__in=["A", "B"]).exists()
    assert verify() == []


def test_once_somebody_holds_a_role_there_the_batch_stays(province: Province) -> None:
    batch = bring(province, [1, "A", "Một", None, "CĐCS", "PL-YT"])
    committing.commit(batch, by=province.minh)
    user("Lan", Role.CHAIR, Unit.objects.get(code="A"))

    with pytest.raises(Refused, match="Đã có vai trò"):
        committing.undo(batch, by=province.minh)
    assert Unit.objects.filter(code="A").exists()
    assert verify() == []


def test_a_sheet_without_a_table_of_units_is_refused(province: Province) -> None:
    with pytest.raises(Refused, match="Không thấy cột “Mã” và cột “Tên”"):
        columns_of(["Nội dung", "Số tiền"])


def test_a_hundred_times_the_rows_cost_the_same_queries(province: Province) -> None:
    small, large = bring(province, *sheet_of("A", 12)), bring(province, *sheet_of("B", 1200))

    with CaptureQueriesContext(connection) as few:
        assert committing.commit(small, by=province.minh) == 12
    with CaptureQueriesContext(connection) as many:
        assert committing.commit(large, by=province.minh) == 1200
    assert len(many) <= len(few) + 4, "a query for each row takes minutes"
    with CaptureQueriesContext(connection) as undone:
        assert committing.undo(large, by=province.minh) == 1200
    assert len(undone) <= 60
    assert verify() == []


def sheet_of(code: str, count: int) -> list[list[object]]:
    """A sixth of the rows are communes, the others hang under them."""
    above = count // 6
    communes = [[n, f"{code}Q{n}", f"Công đoàn xã {code}{n}", None, "commune", None, None] for n in range(above)]
    below = range(count - above)
    return communes + [
        [n, f"{code}C{n}", f"CĐCS {code} số {n}", None, "CĐCS", f"{code}Q{n % above}", "01/02/2024"] for n in below
    ]
