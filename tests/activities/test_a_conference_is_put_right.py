"""What the short form of a conference says is corrected with a reason, and a conclusion becomes a duty later."""

from datetime import date

import pytest

from act_stories import Record
from builders import Province
from congdoan.activities import actions
from congdoan.activities.details import Asked, ConferenceDetails, TeamDetails
from congdoan.foundation.errors import Refused
from congdoan.obligations.models import Obligation, Origin

pytestmark = pytest.mark.django_db

COUNTED = {"conferences": 1}
SAID = ConferenceDetails(committee="Ban Chấp hành", ordinal=6, members_called=15, members_present=13, invitees=4)


def test_members_and_invitees_are_corrected_and_what_stood_is_kept(province: Province, record: Record) -> None:
    act = record("conference", {}, details=SAID)
    said = ConferenceDetails(committee="Ban Chấp hành", ordinal=6, members_called=15, members_present=12, invitees=9)
    corrected = actions.correct(act, details=said, reason="Đếm lại theo chữ ký", version=act.version, by=province.lan)

    assert (corrected.conference.members_present, corrected.conference.invitees) == (12, 9)
    kept = corrected.corrections.get()
    assert (kept.before["form"]["invitees"], kept.after["form"]["invitees"]) == (4, 9)
    more = ConferenceDetails(members_called=10, members_present=12)
    with pytest.raises(Refused, match="nhiều hơn số được triệu tập"):
        actions.correct(corrected, details=more, reason="Sai", version=corrected.version, by=province.lan)


def test_saying_the_same_again_is_no_correction(province: Province, record: Record) -> None:
    act = record("conference", {}, details=SAID)
    with pytest.raises(Refused, match="Chưa có gì thay đổi"):
        actions.correct(act, details=SAID, reason="Không có gì", version=act.version, by=province.lan)
    with pytest.raises(Refused, match="không đính chính ở đây"):
        actions.correct(act, details=TeamDetails("Tổ", 3), reason="Nhầm", version=act.version, by=province.lan)


def test_a_conclusion_that_was_only_noted_is_given_to_somebody_later_and_once(
    province: Province, record: Record
) -> None:
    act = record("conference", {}, details=SAID)
    noted = actions.conclude(act, text="Sửa lại nhà ăn", by=province.lan)
    asked = Asked([province.clinic], "Sửa lại nhà ăn trước mùa mưa", date(2021, 9, 30))
    given = actions.assign(noted, asked=asked, by=province.lan)

    laid = Obligation.objects.get()
    assert (laid.duty.origin, laid.bearer_id, laid.due_on) == (
        Origin.CONCLUSION, province.clinic.pk, date(2021, 9, 30),
    )  # fmt: skip
    assert given.text == "Sửa lại nhà ăn trước mùa mưa"
    with pytest.raises(Refused, match="đã được giao"):
        actions.assign(given, asked=asked, by=province.lan)
