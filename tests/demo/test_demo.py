"""The demo carries the true facts of the seeds, and tells them the same way every time it is loaded. One load."""

from datetime import date

import pytest

import demo_years as years
from congdoan.activities.models import Correction
from congdoan.demo import actions
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.indicators.queries import figure, indicator_by_code
from congdoan.journal.models import Entry
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit
from congdoan.registry.models import RegisteredDocument
from congdoan.reports.figures import shown
from congdoan.reports.models import Report, ReportRequest

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FORTNIGHT = Period(date(2021, 8, 1), date(2021, 8, 15))


@pytest.fixture
def loaded(db: None) -> None:
    actions.load()


def paper(symbol: str) -> RegisteredDocument:
    return RegisteredDocument.objects.filter(symbol=symbol).order_by("pk")[0]


def test_the_facts_of_the_seeds_stand(loaded: None) -> None:
    the_papers_and_their_chain()
    the_campaign_and_its_units()
    the_reports_on_their_way()
    the_figures_to_the_digit()
    years.the_health_sectors_2024()
    years.the_provinces_own_gift_of_january()
    years.the_provinces_2021()
    years.the_year_reports()
    years.the_papers_words_are_borne_out()
    years.the_records_agree_with_one_another()
    with pytest.raises(Refused, match="đã có đơn vị"):
        actions.load()


def the_papers_and_their_chain() -> None:
    issued = {
        "32/KH-LĐLĐ": date(2021, 7, 30),
        "08/KH-CĐYT": date(2021, 8, 3),
        "42-NQ/TW": date(2023, 11, 24),
        "53-CTr/TU": date(2024, 5, 24),
        "282/LĐLĐ": date(2024, 6, 18),
    }
    assert {symbol: paper(symbol).issued_on for symbol in issued} == issued
    for lower, upper in (("08/KH-CĐYT", "32/KH-LĐLĐ"), ("282/LĐLĐ", "53-CTr/TU"), ("53-CTr/TU", "42-NQ/TW")):
        assert upper in [base.symbol for base in paper(lower).bases.all()]
    plan = paper("08/KH-CĐYT")
    assert (plan.peak_start, plan.peak_end) == (date(2021, 8, 1), date(2021, 8, 31))
    dispatch = Obligation.objects.filter(duty__document=paper("282/LĐLĐ"))
    assert dispatch.values("duty").distinct().count() == 3


def the_campaign_and_its_units() -> None:
    unions = Unit.objects.filter(code__regex=r"^LD-YT-\d+$")
    assert unions.count() == 30
    launch = Obligation.objects.filter(duty__document=paper("08/KH-CĐYT"), duty__ordinal=1, bearer__in=unions)
    assert launch.count() == 30
    late = launch.overdue_on(date(2021, 8, 20))
    assert sorted(row.bearer.code for row in late) == ["LD-YT-26", "LD-YT-27", "LD-YT-28", "LD-YT-29"]


def the_reports_on_their_way() -> None:
    asked = ReportRequest.objects.get(receiver__code="LD-YT")
    states = [row.state for row in asked.reports.all()]
    assert {state: states.count(state) for state in set(states)} == {
        "signed": 5,
        "accepted": 7,
        "sent": 7,
        "returned": 1,
    }
    returned = Report.objects.get(state="returned")
    assert (returned.unit.code, returned.remarks.filter(closed_at__isnull=True).count()) == ("LD-YT-03", 2)
    drifted = shown(asked.reports.get(unit__code="LD-YT-02"))["propaganda_attendances"]
    assert (drifted.value, drifted.drift) == (213, 38)


def the_figures_to_the_digit() -> None:
    sector, heard = Unit.objects.get(code="LD-YT"), indicator_by_code("propaganda_attendances")
    assert figure(sector, heard, FORTNIGHT).value == 4850
    assert Correction.objects.get().act.lead.code == "LD-YT-05"
    wrong = Entry.objects.filter(quantity__in=[1610, -1610], measure_id="propaganda_attendances")
    assert sorted(wrong.values_list("quantity", flat=True)) == [-1610, 1610]
