"""Minh pastes a text: each of its figures is borne out, contradicted, or nobody recorded anything about it."""

from datetime import date

import pytest

from builders import Province
from congdoan.foundation import clock, periods
from congdoan.foundation.errors import Changed, Refused
from congdoan.indicators.queries import indicator_by_code
from congdoan.narratives import actions, queries
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.narratives.queries import Finding
from congdoan.narratives.rules.judging import Verdict

AUGUST = periods.month(8, 2021)


def of(narrative: Narrative, words: str) -> Finding:
    return next(row for row in queries.findings(narrative, reader=None) if words in row.claim.quote)


def test_each_figure_finds_its_record(told: Narrative, august: Province) -> None:
    attendances, sittings, leaflets, own, money = (
        of(told, words) for words in ("5.702", "12 buổi", "300 tờ rơi", "161 lượt", "20 triệu")
    )

    assert attendances.verdict is Verdict.BOUND
    assert (attendances.claim.indicator_id, attendances.claim.unit) == ("propaganda_attendances", august.sector)
    assert queries.period_of(attendances.claim) == AUGUST
    assert sittings.verdict is Verdict.BOUND
    assert leaflets.verdict is Verdict.BOUND, "gần 300 is a fair way to speak of 280"
    assert (own.verdict, own.claim.unit) == (Verdict.BOUND, august.hospital), "the unit its sentence names"
    assert money.verdict is Verdict.UNBOUND
    assert money.part is None


def test_what_the_records_deny_is_contradicted_with_the_difference(told: Narrative, august: Province) -> None:
    august.append(august.clinic, "propaganda_attendances", 40, on=date(2021, 8, 20))

    found = of(told, "5.702")

    assert found.verdict is Verdict.CONTRADICTED
    assert found.known == 5_742
    assert found.judged.quoted is not None
    assert found.judged.quoted.difference == 40


def test_silence_contradicts_nothing(august: Province) -> None:
    text = "Tháng 9 năm 2021, ngành tổ chức 30 buổi tuyên truyền."
    narrative = actions.keep(august.sector, text=text, by=august.minh, period=periods.month(9, 2021))

    found = of(narrative, "30 buổi")

    assert (found.verdict, found.claim.indicator_id) == (Verdict.UNBOUND, "propaganda_sittings")
    assert str(found.judged.why)


def test_a_body_from_elsewhere_is_nobody_here(august: Province) -> None:
    text = "Liên đoàn Lao động tỉnh Sông Trà đã tổ chức 12 buổi tuyên truyền trong tháng 8 năm 2021."
    narrative = actions.keep(august.sector, text=text, by=august.minh, period=AUGUST)

    found = of(narrative, "12 buổi")

    assert (found.claim.unit, found.verdict) == (None, Verdict.UNBOUND)


def test_an_officer_binds_otherwise_and_takes_it_back(told: Narrative, august: Province) -> None:
    claim = of(told, "5.702").claim

    bound = actions.bind(
        claim, indicator=indicator_by_code("propaganda_attendances"), unit=august.hospital, period=AUGUST,
        version=claim.version, by=august.minh,
    )  # fmt: skip
    found = of(told, "5.702")
    assert (found.verdict, found.known, bound.decision) == (Verdict.CONTRADICTED, 161, Decision.CONFIRMED)

    with pytest.raises(Changed):
        actions.confirm(claim, version=claim.version, by=august.minh)
    actions.reopen(bound, by=august.minh)
    assert of(told, "5.702").claim.decision == Decision.PROPOSED


def test_people_are_not_money(told: Narrative, august: Province) -> None:
    claim = of(told, "20 triệu").claim

    with pytest.raises(Refused, match="đơn vị tính"):
        actions.bind(
            claim, indicator=indicator_by_code("propaganda_attendances"), unit=august.sector, period=AUGUST,
            version=claim.version, by=august.minh,
        )  # fmt: skip
    with pytest.raises(Refused, match="chưa gắn đủ"):
        actions.confirm(claim, version=claim.version, by=august.minh)


def test_a_figure_that_needs_no_source_is_set_aside_with_the_reason(told: Narrative, august: Province) -> None:
    claim = of(told, "20 triệu").claim

    with pytest.raises(Refused, match="vì sao"):
        actions.set_aside(claim, reason=" ", version=claim.version, by=august.minh)
    actions.set_aside(claim, reason="Do doanh nghiệp trao thẳng.", version=claim.version, by=august.minh)

    counts = queries.tally(queries.findings(told, reader=None))
    assert (counts.bound, counts.contradicted, counts.unbound, counts.set_aside) == (4, 0, 0, 1)


def test_a_check_keeps_what_was_found_that_day(told: Narrative, august: Province) -> None:
    check = actions.save_check(told, reader=None, by=august.minh)
    august.append(august.clinic, "propaganda_attendances", 40, on=date(2021, 8, 20))

    assert (check.bound, check.contradicted, check.unbound) == (4, 0, 1)
    kept = {row["quote"]: row for row in told.checks.get().findings}
    assert kept["5.702 lượt người"]["known"] == "5702"
    assert of(told, "5.702").verdict is Verdict.CONTRADICTED


def test_what_cannot_be_checked_is_refused_in_words(august: Province) -> None:
    with pytest.raises(Refused, match="dán nội dung"):
        actions.keep(august.sector, text=" \n ", by=august.minh)
    with pytest.raises(Refused, match="chia nhỏ"):
        actions.keep(august.sector, text="a" * 400_001, by=august.minh)
    with pytest.raises(Refused):
        actions.keep(august.sector, text="", file=("x.docx", b"PK\x03\x04 broken"), by=august.minh)
    assert not Narrative.objects.exists()


def test_a_text_without_figures_is_kept_all_the_same(august: Province) -> None:
    narrative = actions.keep(august.sector, text="Không có số nào.", by=august.minh)

    assert not Claim.objects.filter(narrative=narrative).exists()
    assert queries.findings(narrative, reader=None) == []


def test_many_figures_cost_few_questions(
    told: Narrative, august: Province, django_assert_max_num_queries: object
) -> None:
    lines = "".join(f"Ngày {day} đã tổ chức {day} buổi tuyên truyền, phát {day}00 tờ rơi. " for day in range(2, 28))
    narrative = actions.keep(august.sector, text=lines, by=august.minh, period=AUGUST)
    assert narrative.claims.count() > 40

    with django_assert_max_num_queries(9), clock.set_to(clock.moment(date(2021, 9, 1))):  # type: ignore[operator]
        queries.findings(narrative, reader=None)


def test_what_another_body_gave_within_our_text_is_not_ours(august: Province) -> None:
    text = (
        "Công đoàn ngành Y tế tỉnh Phong Lai đã tổ chức 12 buổi tuyên truyền. "
        "Liên đoàn Lao động tỉnh Sông Trà tổ chức 30 buổi tuyên truyền. Công đoàn đã phát 280 tờ rơi."
    )
    narrative = actions.keep(august.sector, text=text, by=august.minh, period=AUGUST)

    units = {row.claim.quote: row.claim.unit for row in queries.findings(narrative, reader=None)}

    assert units == {"12 buổi": august.sector, "30 buổi": None, "280 tờ rơi": august.sector}


def test_visits_in_a_sentence_about_the_front_line_are_visits(august: Province) -> None:
    text = "Có 40 lượt đoàn viên tham gia tuyến đầu chống dịch, thăm hỏi, động viên khoảng 160 lượt đoàn viên khó khăn."
    narrative = actions.keep(august.sector, text=text, by=august.minh, period=AUGUST)

    bound = {row.claim.quote: row.claim.indicator_id for row in queries.findings(narrative, reader=None)}

    assert bound == {
        "40 lượt đoàn viên": "frontline_volunteers",
        "khoảng 160 lượt đoàn viên": "members_visited",
    }
