"""A wrong number is put right in the open: what stood before stays readable, and only what differs is reversed."""

from datetime import date

import pytest

from act_stories import Record, ordered, total
from builders import Province
from congdoan.activities import actions
from congdoan.activities.details import Answer
from congdoan.foundation import periods
from congdoan.foundation.errors import Changed, Refused
from congdoan.journal.models import Entry
from congdoan.journal.verification import verify

pytestmark = pytest.mark.django_db


def test_only_the_wrong_count_is_reversed(province: Province, record: Record) -> None:
    act = record(counts={"propaganda_sittings": 1, "propaganda_attendances": 1610})

    fixed = actions.correct(
        act,
        counts={"propaganda_sittings": 1, "propaganda_attendances": 161},
        reason="gõ thừa số 0",
        version=act.version,
        by=province.lan,
    )

    assert total(province.top) == 161
    assert Entry.objects.filter(measure="propaganda_sittings").count() == 1
    heard = Entry.objects.filter(measure="propaganda_attendances").order_by("id")
    assert [row.quantity for row in heard] == [1610, -1610, 161]
    kept = fixed.corrections.get()
    counts = [said["counts"]["propaganda_attendances"] for said in (kept.before, kept.after)]
    assert (kept.reason, kept.by_name, counts) == ("gõ thừa số 0", "Lan", [1610, 161])
    assert verify() == []


def test_another_day_moves_every_count_to_its_month(province: Province, record: Record) -> None:
    act = record()
    actions.correct(act, happened_on=date(2021, 7, 30), reason="nhầm ngày", version=1, by=province.lan)

    assert total(province.top) == 0
    assert total(province.top, period=periods.month(7, 2021)) == 161


def test_the_second_to_save_sees_what_the_first_saved(province: Province, record: Record) -> None:
    act = record()
    actions.correct(act, title="Tuyên truyền tại khoa Nội", reason="ghi rõ tên", version=1, by=province.lan)

    with pytest.raises(Changed) as refused:
        actions.correct(act, title="Tên khác", reason="ghi rõ tên", version=1, by=province.minh)
    assert refused.value.theirs["Tên việc"] == "Tuyên truyền tại khoa Nội"


def test_no_change_without_a_reason_and_no_correction_of_nothing(province: Province, record: Record) -> None:
    act = record()

    with pytest.raises(Refused, match="lý do"):
        actions.correct(act, title="Khác", reason=" ", version=1, by=province.lan)
    with pytest.raises(Refused, match="Chưa có gì thay đổi"):
        actions.correct(act, title=act.title, reason="thử", version=1, by=province.lan)
    assert not act.corrections.exists()


def test_a_withdrawn_act_counts_nowhere_and_reopens_what_it_alone_finished(province: Province, record: Record) -> None:
    alone, with_another = ordered(province, province.hospital), ordered(province, province.hospital)
    act = record(answers=[Answer(alone, completes=True), Answer(with_another, completes=True)])
    record(answers=[Answer(with_another, completes=True)])

    withdrawn = actions.withdraw(act, reason="ghi trùng", by=province.lan)

    alone.refresh_from_db()
    with_another.refresh_from_db()
    assert (alone.state, with_another.state) == ("in_progress", "done")
    assert total(province.top) == 161
    assert (withdrawn.state, withdrawn.counts.count()) == ("withdrawn", 2), "what it said stays readable"
    with pytest.raises(Refused, match="đã được rút"):
        actions.correct(withdrawn, title="Khác", reason="thử", version=withdrawn.version, by=province.lan)
    assert verify() == []


def test_a_correction_may_tie_the_act_to_what_came_later(province: Province, record: Record) -> None:
    act = record()
    later = ordered(province, province.hospital)

    actions.correct(act, answers=[Answer(later)], reason="bổ sung nhiệm vụ", version=1, by=province.lan)

    later.refresh_from_db()
    assert later.state == "in_progress"
