"""Lan records what was done, once; the journal, the thread and every figure follow in the same moment."""

from datetime import date

import pytest

from act_stories import DAY, Record, ordered, total
from builders import Province
from congdoan.activities.details import Answer, ConferenceDetails, SittingDetails
from congdoan.activities.models import Act
from congdoan.activities.queries import doubts_about
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import AuditEntry
from congdoan.journal.models import Entry
from congdoan.organisation.models import Unit
from congdoan.reorganisation.actions import merge

pytestmark = pytest.mark.django_db


def test_one_act_is_seen_at_the_top_at_once(province: Province, record: Record) -> None:
    act = record(details=SittingDetails(theme="5K và vắc-xin"), place="Hội trường A")

    assert total(province.top) == 161
    assert {row.source for row in Entry.objects.all()} == {f"act:{act.key}"}
    assert AuditEntry.objects.filter(action="activities.act.recorded", subject=f"act:{act.key}").exists()
    assert act.title == "Tuyên truyền, phổ biến"


def test_the_same_form_sent_twice_over_a_bad_network_is_one_act(province: Province, record: Record) -> None:
    first = record(client_token="a1")
    again = record(client_token="a1", counts={"propaganda_attendances": 999})

    assert again.pk == first.pk
    assert total(province.top) == 161
    with pytest.raises(Refused, match="đơn vị khác"):
        record(client_token="a1", lead=province.clinic)


def test_the_act_moves_on_what_it_answers(province: Province, record: Record) -> None:
    begun, finished = ordered(province, province.hospital), ordered(province, province.hospital)

    act = record(answers=[Answer(begun), Answer(finished, completes=True)])

    begun.refresh_from_db()
    finished.refresh_from_db()
    assert (begun.state, finished.state, finished.done_on) == ("in_progress", "done", DAY)
    assert act.answers.count() == 2


def test_nobody_answers_for_another_unit_unless_it_took_part(province: Province, record: Record) -> None:
    others = ordered(province, province.clinic)

    with pytest.raises(Refused, match="không phải cho đơn vị ghi việc này"):
        record(answers=[Answer(others)])
    assert not Act.objects.exists()
    joint = record(partners=[province.clinic], answers=[Answer(others)])
    assert joint.partners.get().body_id == province.clinic.pk
    assert total(province.clinic) == 0, "a partner takes part uncounted"


def test_zero_is_said_and_kept_but_is_no_entry(province: Province, record: Record) -> None:
    act = record("visit", {"members_visited": 0})

    assert act.counts.get().quantity == 0
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"happened_on": date(2021, 8, 21)}, "chưa đến"),
        ({"until": date(2021, 8, 1)}, "trước ngày bắt đầu"),
        ({"happened_on": date(2014, 8, 1)}, "thành lập ngày 01/01/2015"),
        ({"counts": {"members_visited": 3}}, "không đếm “Lượt đoàn viên được thăm hỏi"),
        ({"counts": {"propaganda_attendances": -3}}, "không thể âm"),
        ({"counts": {"propaganda_attendances": 10**13}}, "lớn quá mức"),
        ({"counts": {"propaganda_sittings.moon": 1}}, "phân tổ"),
        ({"details": ConferenceDetails()}, "không dùng mẫu này"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_leaves_nothing(
    province: Province, record: Record, said: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        record(**said)
    assert not Act.objects.exists()
    assert not Entry.objects.exists()
    assert record(happened_on=clock.today())


def test_a_conference_tells_members_from_invitees(province: Province, record: Record) -> None:
    with pytest.raises(Refused, match="khách mời ghi ở ô riêng"):
        record("conference", {"events_held": 1}, details=ConferenceDetails(members_called=15, members_present=16))

    act = record(
        "conference",
        {"events_held": 1, "participants_count": 40},
        details=ConferenceDetails("Ban Chấp hành", 6, True, members_called=15, members_present=14, invitees=26),
    )
    assert (act.conference.members_present, act.conference.invitees) == (14, 26)


def test_a_count_ten_times_the_usual_is_asked_about_not_refused(province: Province, record: Record) -> None:
    act = record()

    doubts = doubts_about(act.kind, lead=province.hospital, counts={"propaganda_attendances": 1_611})
    assert [(doubt.code, "gấp hơn 10 lần" in doubt.words) for doubt in doubts] == [("propaganda_attendances", True)]
    assert not doubts_about(act.kind, lead=province.hospital, counts={"propaganda_attendances": 1_610})
    assert "Không phát sinh" in doubts_about(act.kind, lead=province.hospital, counts={})[0].words


def test_what_a_unit_that_ended_did_since_is_recorded_by_who_took_over(province: Province, record: Record) -> None:
    merge([province.clinic], into=province.hospital, on=DAY, decided_by=None, by=province.minh)
    with pytest.raises(Refused, match=f"hãy ghi ở đơn vị tiếp nhận: {province.hospital.name}"):
        record(lead=Unit.objects.get(pk=province.clinic.pk))
