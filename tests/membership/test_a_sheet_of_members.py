"""Minh's office brings its lists in: looked at first, errors where they are, nobody twice, and back again."""

from collections.abc import Iterator
from datetime import date

import pytest

from builders import Province
from congdoan.foundation import clock, files
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import year
from congdoan.membership import queries
from congdoan.membership.actions import end, record_headcount
from congdoan.membership.importing import advance, order_commit, run_imports, take, undo
from congdoan.membership.importing.sheet import line_of
from congdoan.membership.models import Card, EndCause, ImportRow, ImportState, MemberFile, MemberImport, Spell
from congdoan.organisation.models import Person
from membership.sheets import HEADS, office_sheet, plain_sheet
from membership_stories import MAI_NUMBER, join, mai, members, nothing_is_wrong, one_member

pytestmark = pytest.mark.django_db

SINCE = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def in_2024() -> Iterator[None]:
    with clock.set_to(date(2024, 12, 20)):
        yield


def bring(province: Province, data: bytes, *, under: object = None) -> MemberImport:
    batch = take(data, name="danh sach.xlsx", under=under or province.sector, since=SINCE, by=province.minh)  # type: ignore[arg-type]
    return advance(batch)


def commit(batch: MemberImport, province: Province, *, skips_faulty: bool = False) -> MemberImport:
    return advance(order_commit(batch, skips_faulty=skips_faulty, by=province.minh))


def errors(batch: MemberImport) -> dict[int, set[str]]:
    return {row.line: set(row.errors) for row in batch.rows.exclude(errors={})}


ROWS = (
    (1, "Lò Thị Mai", date(1990, 5, 20), "Nữ", "PL-YT-BV", "068190001234", "Điều dưỡng", "Thái", "0912345678"),
    (2, "Giàng A Nam", "3/2/1985", "Nam", "CĐCS Bệnh viện Đa khoa Phong Lai", "", "Lái xe", "Mông", ""),
    (3, "Trần Văn Hùng", 1979, "nam", "PL-YT-NS", 68179000077, "Bác sĩ", "", ""),
)


def test_the_sheet_of_an_office_is_understood(province: Province) -> None:
    batch = bring(province, office_sheet(), under=province.hospital)
    assert (batch.state, batch.rows_read, batch.rows_faulty, batch.problem) == (ImportState.PREVIEW, 3, 0, "")
    mai, nam, hung = batch.rows.order_by("line")
    assert (mai.name, mai.sex, mai.birth_on) == ("Lò Thị Mai", "f", date(1990, 5, 20))
    assert (nam.sex, nam.birth_on) == ("m", date(1985, 2, 3))
    assert (hung.birth_on, hung.birth_year) == (None, 1979)
    assert "3/2/2016" not in str(mai.plain)
    assert mai.origins.open().count("/2/201") == 2
    assert {reason for _line, reason, _text in batch.lines_skipped} >= {"group", "total"}
    assert not Person.objects.filter(folded="lo thi mai").exists()


def test_a_preview_changes_nothing_and_a_commit_everything_at_once(province: Province) -> None:
    batch = bring(province, plain_sheet(ROWS))
    assert not Spell.objects.exists()
    batch = commit(batch, province)

    assert (batch.state, batch.members_made) == (ImportState.COMMITTED, 3)
    assert (members(province.hospital, SINCE), members(province.clinic, SINCE)) == (2, 1)
    assert members(province.top, SINCE, "women") == 1
    found = queries.reconciliation(province.top, year(2024))
    assert (found.registered, found.admitted, found.end, found.unexplained) == (3, 0, 3, 0)
    file = MemberFile.objects.get(person__folded="lo thi mai")
    assert file.job_title == "Điều dưỡng"
    assert file.opened("contact") == {"citizen_id": MAI_NUMBER, "phone": "0912345678"}
    assert queries.holder_of_citizen_id("068179000077") == Person.objects.get(folded="tran van hung")
    assert not ImportRow.objects.exists()
    assert nothing_is_wrong()


def test_the_file_and_its_rows_lie_sealed(province: Province) -> None:
    batch = bring(province, plain_sheet(ROWS))
    kept = files.path_of(batch.file.digest).read_bytes()
    assert kept.startswith(b"s1.")
    assert batch.file.is_encrypted
    row = batch.rows.get(line=2)
    assert "0912345678" not in row.contact.token
    assert str(row.contact) == "•••"


def test_what_is_wrong_stands_in_its_cell(province: Province) -> None:
    batch = bring(
        province,
        plain_sheet(
            [
                (1, "", "1/1/1990", "Nữ", "PL-YT-BV", "", "", "", ""),
                (2, "Người Một", "32/13/1990", "Nữ", "PL-YT-BV", "", "", "", ""),
                (3, "Người Hai", "1/1/1990", "khác", "PL-YT-BV", "", "", "", ""),
                (4, "Người Ba", "1/1/1990", "Nam", "Không có", "", "", "", ""),
                (5, "Người Bốn", "1/1/1990", "Nam", "PL-YT-BV", "123", "", "", ""),
                (6, "Người Năm", "1/1/2020", "Nam", "PL-YT-BV", "", "", "", ""),
                (7, "Người Sáu", "1/1/1990", "Nam", "ST", "", "", "", ""),
                (8, "Người Tốt", "1/1/1990", "Nam", "PL-YT-BV", "", "", "", ""),
            ]
        ),
    )
    assert errors(batch) == {
        2: {"name"}, 3: {"birth_on"}, 4: {"sex"}, 5: {"unit"}, 6: {"citizen_id"}, 7: {"birth_on"}, 8: {"unit"},
    }  # fmt: skip
    with pytest.raises(Refused, match="7 dòng có lỗi"):
        order_commit(batch, skips_faulty=False, by=province.minh)
    assert commit(batch, province, skips_faulty=True).members_made == 1


def test_what_slid_into_a_column_is_no_name_and_no_day_to_come(province: Province) -> None:
    heads = ("Họ và tên", "Ngày sinh", "Ngày vào công đoàn")
    rows = [
        ("<b>Lan</b>", "1/1/1990", ""),
        ("0912345678", "1/1/1990", ""),
        ("Lò Thị Mai", "1/1/1990", "1/9/2035"),
        ("H’Hen Niê (Y Tế 2)", "1/1/1990", "20/12/2024"),
    ]
    assert errors(bring(province, plain_sheet(rows, heads))) == {2: {"name"}, 3: {"name"}, 4: {"joined_on"}}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("không có", ""), ("Chưa cập nhật", ""), ("ko", ""), ("…", ""), ("-", ""), ("N/A", ""),
        (912345678, "0912345678"), ("0912 345.678", "0912345678"),
        ("0213-3876543; 0912345678", "02133876543 / 0912345678"),
        ("+84912345678", "+84912345678"), ("hỏi chị Hoa", None), ("12345", None), ("0912345678 vợ", None),
    ],
)  # fmt: skip
def test_a_phone_is_a_number_or_nothing(typed: object, kept: str | None) -> None:
    line = line_of({"Họ và tên": "Lò Thị Mai", "ĐT": typed}, {"name": "Họ và tên", "phone": "ĐT"}, since=SINCE)
    assert set(line.errors) == (set() if kept is not None else {"phone"})
    assert line.private.get("phone", "") == (kept or "")


def test_nobody_comes_in_twice_by_number_by_name_or_by_card(province: Province) -> None:
    heads = (*HEADS, "Số thẻ")
    batch = bring(
        province,
        plain_sheet(
            [
                (1, "Lò Thị Mai", "20/5/1990", "Nữ", "PL-YT-BV", MAI_NUMBER, "", "", "", "T1"),
                (2, "Lò Thị Mãi", "20/5/1990", "Nữ", "PL-YT-NS", MAI_NUMBER, "", "", "", ""),
                (3, "Giàng A Nam", "3/2/1985", "Nam", "PL-YT-BV", "", "", "", "", "T2"),
                (4, "GIÀNG A NAM", "03/02/1985", "Nam", "PL-YT-BV", "", "", "", "", ""),
                (5, "Giàng A Nam", "3/2/1985", "Nam", "PL-YT-NS", "", "", "", "", "T1"),
                (6, "Lý Hai", "3/2/1985", "Nam", "PL-YT-BV", "068185000001", "", "", "", ""),
                (7, "Lý Hai", "3/2/1985", "Nam", "PL-YT-BV", "068185000002", "", "", "", ""),
            ],
            heads,
        ),
    )
    assert errors(batch) == {3: {"citizen_id"}, 5: {"name"}, 6: {"card_number"}}
    assert "dòng 2" in batch.rows.get(line=3).errors["citizen_id"]
    commit(batch, province, skips_faulty=True)
    assert members(province.top, SINCE) == 4
    assert Card.objects.count() == 2


def test_who_is_known_is_left_alone_and_who_belongs_elsewhere_is_told(province: Province) -> None:
    person = one_member(province)
    batch = bring(province, plain_sheet(ROWS))
    assert (batch.rows_known, batch.rows_faulty) == (1, 0)
    commit(batch, province)
    assert members(province.hospital, date(2024, 2, 1)) == 2
    assert person.spells.count() == 1

    moved = [(1, "Lò Thị Mai", "20/5/1990", "Nữ", "PL-YT-NS", MAI_NUMBER, "", "", "")]
    again = bring(province, plain_sheet(moved))
    assert "chuyển sinh hoạt" in again.rows.get().errors["citizen_id"]
    assert province.hospital.name not in str(again.rows.get().errors)
    end(person, cause=EndCause.RETIRED, on=date(2024, 6, 1), by=province.lan)
    assert "kết nạp lại" in bring(province, plain_sheet(moved)).rows.get().errors["citizen_id"]


def test_the_same_sheet_twice_changes_nothing(province: Province) -> None:
    commit(bring(province, plain_sheet(ROWS)), province)
    batch = bring(province, plain_sheet(ROWS))
    assert (batch.rows_known, batch.rows_faulty) == (3, 0)
    assert commit(batch, province).members_made == 0
    assert members(province.top, SINCE) == 3


def test_names_are_given_to_those_the_unit_had_counted(province: Province) -> None:
    record_headcount(province.hospital, year(2023), members=3, women=2, by=province.minh)
    commit(bring(province, plain_sheet(ROWS)), province)
    found = queries.reconciliation(province.hospital, year(2024))
    assert (found.start, found.registered, found.end, found.end_counted) == (3, 0, 3, 1)
    assert nothing_is_wrong()


def test_a_batch_is_undone_whole_unless_something_happened_since(province: Province) -> None:
    batch = commit(bring(province, plain_sheet(ROWS)), province)
    undone = undo(batch, by=province.minh)
    assert undone.state == ImportState.UNDONE
    assert members(province.top, SINCE) == 0
    assert not Person.objects.filter(folded__in=["lo thi mai", "giang a nam"]).exists()
    assert nothing_is_wrong()

    again = commit(bring(province, plain_sheet(ROWS)), province)
    someone = Person.objects.get(folded="giang a nam")
    end(someone, cause=EndCause.LEFT_JOB, on=date(2024, 6, 1), by=province.lan)
    with pytest.raises(Refused, match="Sau đó"):
        undo(again, by=province.minh)
    assert members(province.top, SINCE) == 3


def test_a_person_who_came_between_looking_and_writing_stops_it(province: Province) -> None:
    batch = bring(province, plain_sheet(ROWS))
    order_commit(batch, skips_faulty=False, by=province.minh)
    join(province.clinic, mai(), by=province.minh, on=SINCE)
    batch = advance(batch)
    assert (batch.state, batch.rows_faulty) == (ImportState.PREVIEW, 1)
    assert members(province.top, SINCE) == 1


def test_what_is_no_table_fails_with_why(province: Province) -> None:
    assert "bảng" in bring(province, b"%PDF-1.7 khong phai").problem
    assert "Họ và tên" in bring(province, plain_sheet([(1, "x", 2)], ("STT", "Mã", "Số lượng"))).problem
    empty = bring(province, plain_sheet([]))
    assert empty.state == ImportState.FAILED
    with pytest.raises(Refused, match="đã được nhập"):
        order_commit(empty, skips_faulty=True, by=province.minh)


def test_the_worker_takes_what_waits_one_at_a_time(province: Province) -> None:
    first = take(plain_sheet(ROWS), name="a.xlsx", under=province.sector, since=SINCE, by=province.minh)
    take(b"x", name="b.csv", under=province.sector, since=SINCE, by=province.minh)
    assert [run_imports(), run_imports(), run_imports()] == [1, 1, 0]
    first.refresh_from_db()
    order_commit(first, skips_faulty=False, by=province.minh)
    assert run_imports() == 1
    assert members(province.top, SINCE) == 3


def test_a_basis_stands_with_every_admission(province: Province) -> None:
    batch = take(
        plain_sheet(ROWS), name="a.xlsx", under=province.sector, since=SINCE, by=province.minh,
        basis=Citation("45/CV-CĐYT", date(2024, 1, 2), "Công đoàn ngành Y tế"),
    )  # fmt: skip
    commit(advance(batch), province)
    assert {row.cited_symbol for row in batch.admissions.all()} == {"45/CV-CĐYT"}
    assert {row.recorded_by_name for row in batch.admissions.all()} == {"Minh"}
