"""A monthly report has a form each month: the first is asked for by hand, the next come with the duty."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Province
from congdoan.foundation import clock, periods
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period, month, quarter, year
from congdoan.obligations import actions as obligations
from congdoan.obligations.actions import lay_recurring
from congdoan.obligations.models import Duty, Recurrence
from congdoan.reports import actions, queries
from congdoan.reports.actions.asking import heading
from congdoan.reports.models import Report, ReportRequest
from congdoan.reports.wording import told_for
from obligations.papers import asks, draft, issue

AUGUST_3 = date(2021, 8, 3)
FIRST_HALF, SECOND_HALF = Period(date(2021, 1, 1), date(2021, 6, 30)), Period(date(2021, 7, 1), date(2021, 12, 31))


def monthly_duty(province: Province) -> Duty:
    """The hospital reports every month by the 25th."""
    with clock.set_to(AUGUST_3):
        plan = draft(province.sector, "Kế hoạch", by=province.minh)
        asks(
            plan,
            "Báo cáo kết quả",
            province.hospital,
            due_on=date(2021, 8, 25),
            is_report=True,
            recurrence=Recurrence.MONTHLY,
        )
    issue(plan, AUGUST_3, by=province.minh)
    return Duty.objects.get()


def asked_in_august(province: Province, duty: Duty) -> ReportRequest:
    return actions.ask_for_report(
        duty, title="Kết quả phòng, chống dịch tháng 8/2021", receiver=province.sector, period=month(8, 2021),
        cutoff_on=date(2021, 8, 20), by=province.minh,
        outline=[heading("I", "Tuyên truyền tháng 8", indicators=["propaganda_attendances"])],
    )  # fmt: skip


@pytest.mark.django_db
def test_each_month_brings_its_own_form_and_each_report_answers_its_own_month(province: Province) -> None:
    duty = monthly_duty(province)
    with clock.set_to(date(2021, 10, 2)):
        august = asked_in_august(province, duty)
        lay_recurring(date(2021, 10, 2))
        september, october = actions.ask_again()
        assert actions.ask_again() == []

        assert [row.title[-12:] for row in (september, october)] == ["tháng 9/2021", "háng 10/2021"]
        assert (september.period_start, september.period_end) == (date(2021, 9, 1), date(2021, 9, 30))
        assert september.cutoff_on == date(2021, 9, 20)
        assert september.outline[0]["title"] == "Tuyên truyền tháng 9"

        report = actions.open_report(september, unit=province.hospital, by=province.lan)
        assert report.obligation is not None
        assert report.obligation.period_start == date(2021, 9, 1)
        token = report.tokens.get()
        assert (token.period_start, token.period_end) == (date(2021, 9, 1), date(2021, 9, 20))

        assert [row.request for row in queries.owed_by(province.hospital, on=date(2021, 10, 2))] == [
            august, september, october,
        ]  # fmt: skip
        assert [len(queries.standings(row)) for row in (august, september, october)] == [1, 1, 1]
        assert [row.report for row in queries.standings(september)] == [report]


@pytest.mark.django_db
def test_a_form_asked_for_before_the_duty_is_laid_is_that_of_its_first_month(province: Province) -> None:
    with clock.set_to(AUGUST_3):
        plan = draft(province.sector, "Kế hoạch", by=province.minh)
        asks(
            plan, "Báo cáo kết quả", province.hospital, due_on=date(2021, 8, 25), is_report=True,
            recurrence=Recurrence.MONTHLY,
        )  # fmt: skip
        early = asked_in_august(province, Duty.objects.get())
    issue(plan, AUGUST_3, by=province.minh)
    with clock.set_to(date(2021, 9, 2)):
        assert [row.obligation.period_start for row in queries.standings(early)] == [date(2021, 8, 1)]
        lay_recurring(date(2021, 9, 2))
        (september,) = actions.ask_again()
        early.refresh_from_db()
        assert (early.occurrence, september.occurrence) == (date(2021, 8, 1), date(2021, 9, 1))


@pytest.mark.django_db
def test_closing_a_month_does_not_stop_the_next_and_ending_the_recurrence_does(province: Province) -> None:
    duty = monthly_duty(province)
    minh = Actor("minh", "Minh", province.sector.code)
    with clock.set_to(date(2021, 9, 2)):
        actions.close_request(asked_in_august(province, duty), by=minh)
        lay_recurring(date(2021, 9, 2))
        assert len(actions.ask_again()) == 1
        obligations.end_recurrence(duty, after=date(2021, 9, 30), reason="Hết dịch", by=minh)
    with clock.set_to(date(2021, 10, 2)):
        lay_recurring(date(2021, 10, 2))
        assert actions.ask_again() == []
    assert Report.objects.count() == 0


@pytest.mark.django_db
def test_what_is_counted_from_new_year_is_counted_from_there_again(province: Province) -> None:
    duty = monthly_duty(province)
    with clock.set_to(date(2021, 10, 2)):
        eight = Period(date(2021, 1, 1), date(2021, 8, 31))
        actions.ask_for_report(
            duty, title="Kết quả 8 tháng đầu năm 2021", receiver=province.sector, period=eight,
            cutoff_on=date(2021, 8, 20), by=province.minh, outline=[heading("I", "Kết quả")],
        )  # fmt: skip
        lay_recurring(date(2021, 10, 2))
        nine, ten = actions.ask_again()
    assert (nine.period_start, nine.period_end, nine.title[8:]) == (
        date(2021, 1, 1), date(2021, 9, 30), "9 tháng đầu năm 2021",
    )  # fmt: skip
    assert (ten.period_start, ten.period_end) == (date(2021, 1, 1), date(2021, 10, 31))


@pytest.mark.django_db
def test_a_month_settled_in_plain_steps_gets_no_form_that_could_never_be_sent(province: Province) -> None:
    duty = monthly_duty(province)
    with clock.set_to(date(2021, 10, 2)):
        lay_recurring(date(2021, 10, 2))
        for settled in duty.obligations.order_by("period_start")[:2]:
            obligations.finish(settled, on=date(2021, 10, 2), by=province.lan)
        august = asked_in_august(province, duty)
        assert [row.period_start for row in actions.ask_again()] == [date(2021, 10, 1)]

        assert august not in [row.request for row in queries.owed_by(province.hospital, on=date(2021, 10, 2))]
        [standing] = queries.standings(august)
        assert standing.is_answered_plainly
        assert queries.completeness([standing]).due == 0
        with pytest.raises(Refused, match="đã gửi"):
            actions.open_report(august, unit=province.hospital, by=province.lan)


@pytest.mark.django_db
def test_a_title_that_grows_past_its_room_is_cut_and_stops_nobody(province: Province) -> None:
    duty = monthly_duty(province)
    with clock.set_to(date(2021, 10, 2)):
        asked = asked_in_august(province, duty)
        ReportRequest.objects.filter(pk=asked.pk).update(title=f"{'x' * 292} tháng 8")
        lay_recurring(date(2021, 10, 2))
        assert [len(row.title) for row in actions.ask_again()] == [300, 300]


@pytest.mark.parametrize(
    ("words", "old", "new", "told"),
    [
        ("Kết quả tháng 8 năm 2021", month(8, 2021), month(9, 2021), "Kết quả tháng 9 năm 2021"),
        ("Kết quả tháng 08/2021", month(8, 2021), month(9, 2021), "Kết quả tháng 09/2021"),
        ("Tháng 12-2021", month(12, 2021), month(1, 2022), "Tháng 1-2022"),
        ("Tháng 8, hướng tháng 9 năm 2021", month(8, 2021), month(9, 2021), "Tháng 9, hướng tháng 10 năm 2021"),
        ("Đại hội tháng 11/2021", month(8, 2021), month(9, 2021), "Đại hội tháng 11/2021"),
        ("tháng 12 (năm 2021)", month(12, 2021), month(1, 2022), "tháng 1 (năm 2022)"),
        ("Quý III, nhiệm vụ quý IV", quarter(3, 2021), quarter(4, 2021), "Quý IV, nhiệm vụ quý I"),
        ("6 tháng đầu năm, hướng 6 tháng cuối năm", FIRST_HALF, SECOND_HALF, "6 tháng cuối năm, hướng 6 tháng đầu năm"),
        ("Tổng kết năm 2021, hướng năm 2022", year(2021), year(2022), "Tổng kết năm 2022, hướng năm 2023"),
        ("8 tháng đầu năm 2021", Period(date(2021, 1, 1), date(2021, 8, 31)), FIRST_HALF, "6 tháng đầu năm 2021"),
        ("Sáu tháng đầu năm", FIRST_HALF, Period(date(2021, 1, 1), date(2021, 9, 30)), "chín tháng đầu năm"),
        ("5 tháng đầu năm 2021", Period(date(2021, 1, 1), date(2021, 8, 31)), FIRST_HALF, "5 tháng đầu năm 2021"),
        ("Tháng 8 năm 2020 và tháng 8", month(8, 2021), month(9, 2021), "Tháng 8 năm 2020 và tháng 9"),
        ("Đợt 18/8 tháng Công nhân", month(8, 2021), month(9, 2021), "Đợt 18/8 tháng Công nhân"),
        ("Quý III/2021", quarter(3, 2021), quarter(4, 2021), "Quý IV/2021"),
        ("công tác quý I năm 2022", quarter(1, 2022), quarter(2, 2022), "công tác quý II năm 2022"),
        ("Quý IV năm 2022", quarter(1, 2022), quarter(2, 2022), "Quý IV năm 2022"),
        ("quý 4-2021", quarter(4, 2021), quarter(1, 2022), "quý 1-2022"),
        ("6 tháng đầu năm 2021", FIRST_HALF, SECOND_HALF, "6 tháng cuối năm 2021"),
        ("sáu tháng đầu năm", FIRST_HALF, SECOND_HALF, "sáu tháng cuối năm"),
        ("Tổng kết năm 2021", year(2021), year(2022), "Tổng kết năm 2022"),
        ("Từ 16/7 đến 15/8", Period(date(2021, 7, 16), date(2021, 8, 15)), month(9, 2021), "Từ 16/7 đến 15/8"),
    ],
)  # fmt: skip
def test_words_that_name_the_period_name_the_next(words: str, old: Period, new: Period, told: str) -> None:
    assert told_for(words, old=old, new=new) == told


@given(
    st.sampled_from(["tháng {m}/{y}", "tháng {m} năm {y}", "Tháng {m}"]),
    st.integers(1, 12), st.integers(2000, 2100), st.integers(1, 12), st.integers(2000, 2100),
)  # fmt: skip
def test_there_and_back_is_the_same(words: str, m: int, y: int, to_month: int, to_year: int) -> None:
    old, new = periods.month(m, y), periods.month(to_month, to_year)
    said = words.format(m=m, y=y)
    there = told_for(said, old=old, new=new)
    assert there == words.format(m=to_month, y=to_year)
    assert told_for(there, old=new, new=old) == said
