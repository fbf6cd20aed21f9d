"""Mai joins the hospital's union, moves to the clinic, rests, leaves; every total says so on every day, once."""

from datetime import date

import pytest

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.periods import Period, year
from congdoan.journal.queries import flows
from congdoan.membership import queries
from congdoan.membership.actions import (
    admit,
    cancel_transfer,
    correct_identity,
    end,
    end_exemption,
    exempt,
    issue_card,
    receive_transfer,
    return_card,
    return_transfer,
    set_dues_base,
    transfer_out,
    withdraw_admission,
    withdraw_leaving,
)
from congdoan.membership.models import AdmissionKind, EndCause, MemberFile, Spell, TransferState
from congdoan.membership.particulars import Particulars
from congdoan.organisation.actions import add_person
from congdoan.organisation.models import Person
from membership_stories import (
    DECISION,
    JANUARY,
    MAI_NUMBER,
    crowd,
    join,
    mai,
    members,
    nam,
    nothing_is_wrong,
    one_member,
    people_of,
    register,
)

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY, JUNE = (date(2024, month, 1) for month in (3, 4, 5, 6))


@pytest.fixture(autouse=True)
def in_2024() -> object:
    with clock.set_to(date(2024, 12, 20)):
        yield


def test_a_telephone_number_is_one_by_hand_as_in_a_sheet(province: Province) -> None:
    with pytest.raises(Refused, match="không phải là số"):
        join(province.hospital, Particulars("Lò Thị Hà", private={"phone": "hỏi chị Mai"}), by=province.lan)
    said = {"Lò Thị Hà": "912 345 678", "Lò Thị Hé": "chưa có"}
    people = [Particulars(name, private={"phone": phone}) for name, phone in said.items()]
    join(province.hospital, *people, by=province.lan)
    kept = {file.person.name: file.opened("contact") for file in MemberFile.objects.select_related("person")}
    assert kept == {"Lò Thị Hà": {"phone": "0912345678"}, "Lò Thị Hé": {}}


def test_one_joins_and_many_join_by_one_decision(province: Province) -> None:
    join(province.hospital, mai(), by=province.lan)
    admission = join(province.hospital, *crowd(30, women=18), by=province.lan, on=MARCH)

    assert members(province.hospital, MARCH) == 31
    assert members(province.top, MARCH, "women") == 19
    assert members(province.top, JANUARY) == 1
    admitted = flows([province.top.pk], ["new_members"], year(2024))
    assert {row.facet: row.quantity for row in admitted} == {"": 12, "women": 19}
    assert admission.cited_symbol == DECISION.symbol
    assert len(people_of(admission)) == 30
    assert nothing_is_wrong()


def test_nobody_joins_without_a_decision_or_on_a_day_to_come(province: Province) -> None:
    for nothing in (None, Citation("", None)):
        with pytest.raises(Refused, match="số quyết định"):
            admit(province.hospital, [mai()], on=JANUARY, decision=nothing, by=province.lan)
    with pytest.raises(Refused, match="Chưa đến ngày"):
        join(province.hospital, mai(), on=date(2025, 1, 1), by=province.lan)
    with pytest.raises(Refused, match="không hoạt động"):
        join(province.hospital, mai(), on=date(2014, 1, 1), by=province.lan)
    assert not Spell.objects.exists()


def test_somebody_known_by_number_is_the_same_person_however_it_is_written(province: Province) -> None:
    person = one_member(province)
    again = mai(name="LÒ THỊ MAI", private={"citizen_id": "068 190 001 234"})

    with pytest.raises(Refused, match="chuyển sinh hoạt") as refused:
        join(province.clinic, again, by=province.minh)
    assert province.hospital.name not in str(refused.value)
    assert Person.objects.filter(folded=person.folded).count() == 1


def test_the_same_name_and_birthday_in_a_unit_is_asked_about(province: Province) -> None:
    one_member(province, private={})
    with pytest.raises(Refused, match="cùng họ tên và ngày sinh"):
        join(province.hospital, mai(private={}), by=province.lan)
    join(province.hospital, mai(private={}), by=province.lan, although_alike=True)
    assert members(province.hospital, JANUARY) == 2


def test_an_identity_number_that_is_none_is_refused(province: Province) -> None:
    with pytest.raises(Refused, match="12 chữ số"):
        join(province.hospital, mai(private={"citizen_id": "12345"}), by=province.lan)
    with pytest.raises(Refused, match="cùng một số căn cước"):
        join(province.hospital, mai(), nam(private={"citizen_id": MAI_NUMBER}), by=province.lan)


def test_members_of_before_are_taken_into_the_record_without_being_admitted(province: Province) -> None:
    register(province.hospital, mai(), nam(), by=province.lan)
    found = queries.reconciliation(province.top, year(2024))
    assert (found.start, found.registered, found.admitted, found.end, found.unexplained) == (0, 2, 0, 2, 0)


def test_a_transfer_counts_once_at_every_moment(province: Province) -> None:
    person = one_member(province)
    transfer = transfer_out(person, to=province.clinic, on=MARCH, by=province.lan)

    def where(on: date) -> tuple[int, int, int]:
        return members(province.hospital, on), members(province.clinic, on), members(province.top, on)

    assert where(APRIL) == (1, 0, 1)  # on the way: still at the first
    receive_transfer(transfer, on=APRIL, by=province.minh)
    assert where(MARCH) == (1, 0, 1)
    assert where(APRIL) == (0, 1, 1)
    assert [spell.unit.code for spell in person.spells.order_by("valid")] == ["PL-YT-BV", "PL-YT-NS"]
    spell = queries.member_on(person, APRIL)
    assert spell is not None
    assert spell.unit == province.clinic
    found = queries.reconciliation(province.hospital, year(2024))
    assert (found.admitted, found.transferred_out, found.end, found.unexplained) == (1, 1, 0, 0)
    assert nothing_is_wrong()


def test_a_transfer_sent_back_or_taken_back_changes_nothing(province: Province) -> None:
    person = one_member(province)
    first = transfer_out(person, to=province.clinic, on=MARCH, by=province.lan)
    with pytest.raises(Refused, match="lý do"):
        return_transfer(first, reason=" ", on=APRIL, by=province.minh)
    return_transfer(first, reason="Không đúng đơn vị", on=APRIL, by=province.minh)
    second = transfer_out(person, to=province.clinic, on=APRIL, by=province.lan)
    with pytest.raises(Refused, match="đang chuyển"):
        transfer_out(person, to=province.sector, on=APRIL, by=province.lan)
    cancel_transfer(second, reason="", on=MAY, by=province.lan)

    assert second.state == TransferState.PENDING  # the caller's copy; the row says otherwise
    second.refresh_from_db()
    assert second.state == TransferState.CANCELLED
    with pytest.raises(Refused, match="đã xong"):
        receive_transfer(second, on=MAY, by=province.minh)
    assert members(province.hospital, JUNE) == members(province.top, JUNE) == 1
    assert nothing_is_wrong()


def test_leaving_has_its_cause_and_going_elsewhere_is_no_leaving(province: Province) -> None:
    joined = join(province.hospital, mai(), nam(), *crowd(3), by=province.lan)
    people = people_of(joined)
    end(people[0], cause=EndCause.RETIRED, on=JUNE, by=province.lan)
    end(people[1], cause=EndCause.MOVED, on=JUNE, to_place="Công đoàn tỉnh khác", by=province.lan)
    with pytest.raises(Refused, match="số quyết định"):
        end(people[2], cause=EndCause.EXPELLED, on=JUNE, by=province.lan)

    found = queries.reconciliation(province.top, year(2024))
    assert found.left == {"retired": 1}
    assert (found.transferred_out, found.end, found.unexplained) == (1, 3, 0)
    assert members(province.hospital, date(2024, 5, 31)) == 5
    with pytest.raises(Refused, match="không phải là đoàn viên"):
        end(people[0], cause=EndCause.DIED, on=JUNE, by=province.lan)
    assert nothing_is_wrong()


def test_nobody_leaves_before_coming_or_on_the_way(province: Province) -> None:
    person = one_member(province)
    with pytest.raises(Refused, match="Phải sau ngày"):
        end(person, cause=EndCause.DIED, on=JANUARY, by=province.lan)
    transfer_out(person, to=province.clinic, on=MARCH, by=province.lan)
    with pytest.raises(Refused, match="rút lại việc chuyển"):
        end(person, cause=EndCause.RETIRED, on=APRIL, by=province.lan)
    assert members(province.top, JUNE) == 1


def test_a_former_member_is_admitted_again_from_above_only(province: Province) -> None:
    person = one_member(province)
    end(person, cause=EndCause.VOLUNTARY, on=MARCH, by=province.lan)
    with pytest.raises(Refused, match="kết nạp lại"):
        join(province.hospital, person, on=JUNE, by=province.lan)
    with pytest.raises(Refused, match="cấp trên"):
        join(province.hospital, person, on=JUNE, by=province.lan, kind=AdmissionKind.READMITTED)
    join(province.hospital, person, on=JUNE, by=province.minh, kind=AdmissionKind.READMITTED)
    assert members(province.top, MAY) == 0
    assert members(province.top, JUNE) == 1
    assert nothing_is_wrong()


def test_what_was_entered_by_mistake_is_taken_back_with_what_it_counted(province: Province) -> None:
    admission = join(province.hospital, mai(), by=province.lan)
    person = people_of(admission)[0]
    leaving = end(person, cause=EndCause.DIED, on=MARCH, by=province.lan)
    with pytest.raises(Refused, match="Sau đó"):
        withdraw_admission(admission, reason="Nhầm", by=province.lan)
    with pytest.raises(Refused, match="lý do"):
        withdraw_leaving(leaving, reason="", by=province.lan)
    withdraw_leaving(leaving, reason="Ghi nhầm người", by=province.lan)
    assert members(province.top, JUNE) == 1
    with pytest.raises(Refused, match="trước đó"):
        withdraw_leaving(leaving, reason="Nữa", by=province.lan)

    withdraw_admission(admission, reason="Nhầm đơn vị", by=province.lan)
    assert members(province.top, JUNE) == 0
    assert not any(row.quantity for row in flows([province.top.pk], ["new_members", "members_left"], year(2024)))
    assert nothing_is_wrong()


def test_a_corrected_sex_is_corrected_wherever_it_was_counted(province: Province) -> None:
    person = one_member(province, sex="m")
    receive_transfer(transfer_out(person, to=province.clinic, on=MARCH, by=province.lan), on=APRIL, by=province.minh)
    end(person, cause=EndCause.RETIRED, on=JUNE, by=province.minh)
    file = MemberFile.objects.get(person=person)
    assert members(province.top, MAY, "women") == 0

    correct_identity(file, name="Lò Thị Mai", sex="f", birth_on=file.birth_on, version=file.version, by=province.minh)
    assert members(province.hospital, MARCH, "women") == 1
    assert members(province.clinic, MAY, "women") == 1
    assert members(province.top, MAY, "") == 0
    assert members(province.top, JUNE) == 0
    assert nothing_is_wrong()


def test_an_exempt_member_still_counts(province: Province) -> None:
    person = one_member(province)
    exemption = exempt(
        person, kind="dues", reason="Nghỉ thai sản hưởng bảo hiểm", since=MARCH, until=JUNE, by=province.lan
    )
    assert queries.is_exempt([person], APRIL) == {person.pk}
    assert queries.is_exempt([person], JUNE) == set()
    assert members(province.top, APRIL) == 1
    with pytest.raises(Refused, match="cùng loại"):
        exempt(person, kind="dues", reason="Nữa", since=MAY, by=province.lan)
    end_exemption(exemption, on=APRIL, by=province.lan)
    exempt(person, kind="dues", reason="Không lương", since=MAY, by=province.lan)


def test_cards_are_one_in_hand_and_never_the_same_number(province: Province) -> None:
    person = one_member(province)
    card = issue_card(person, number="pl 000123", on=MARCH, by=province.lan)
    other = people_of(join(province.hospital, nam(), by=province.lan))[0]
    with pytest.raises(Refused, match="đã cấp"):
        issue_card(other, number="PL 000123", on=MARCH, by=province.lan)
    with pytest.raises(Refused, match="đang giữ"):
        issue_card(person, number="PL 000124", on=MARCH, by=province.lan)
    return_card(card, on=APRIL, because="mất", by=province.lan)
    issue_card(person, number="PL 000124", on=APRIL, by=province.lan)
    assert list(queries.find_members("PL 000124", province.hospital, JUNE)) == [person]


def test_the_dues_base_goes_by_its_days(province: Province) -> None:
    person = one_member(province)
    set_dues_base(person, base_vnd=5_000_000, since=JANUARY, by=province.lan)
    set_dues_base(person, base_vnd=6_000_000, since=APRIL, by=province.lan)
    assert queries.dues_base_on([person], MARCH) == {person.pk: 5_000_000}
    assert queries.dues_base_on([person], APRIL) == {person.pk: 6_000_000}
    assert queries.dues_base_on([person], date(2023, 1, 1)) == {}


def test_people_are_found_without_accents_and_by_a_whole_number_only(province: Province) -> None:
    person = one_member(province)
    join(province.clinic, nam(), by=province.minh)
    units = [province.hospital.pk, province.clinic.pk]
    assert list(queries.find_members("lo thi mai", units, JUNE)) == [person]
    assert list(queries.find_members("mai lo", units, JUNE)) == [person]
    assert list(queries.find_members(MAI_NUMBER, units, JUNE)) == [person]
    assert list(queries.find_members(MAI_NUMBER[:9], units, JUNE)) == []
    assert list(queries.find_members("ai", units, JUNE)) == []
    assert queries.find_members("", units, JUNE).count() == 2
    assert list(queries.find_members("mai", province.clinic, JUNE)) == []


def test_the_trail_never_names_a_member(province: Province) -> None:
    person = one_member(province)
    receive_transfer(transfer_out(person, to=province.clinic, on=MARCH, by=province.lan), on=APRIL, by=province.minh)
    exempt(person, kind="dues", reason="Ốm dài ngày", since=MAY, by=province.minh)
    end(person, cause=EndCause.DIED, on=JUNE, by=province.minh)
    said = " ".join(entry.sentence for entry in AuditEntry.objects.all())
    assert "Mai" not in said
    assert "Ốm" not in said


def test_a_person_who_is_no_member_cannot_be_moved(province: Province) -> None:
    stranger = add_person("Người lạ", by=province.lan)
    with pytest.raises(NotFound, match="không phải là đoàn viên"):
        transfer_out(stranger, to=province.clinic, on=MARCH, by=province.lan)
    assert queries.reconciliation(province.top, Period(MARCH, JUNE)).end == 0
