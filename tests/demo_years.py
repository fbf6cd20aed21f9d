"""The years of two provinces as their papers tell them: the figures, the vouchers and records behind, the reports."""

from datetime import date

from congdoan.cases.models import SupportCase
from congdoan.cli import verify
from congdoan.documents import read
from congdoan.documents.writing import layout_on, write_docx
from congdoan.foundation import periods
from congdoan.foundation.periods import Period
from congdoan.funds.models import Lot, Voucher
from congdoan.indicators.queries import figure, indicator_by_code, targets_for, trail
from congdoan.indicators.values import Figure
from congdoan.narratives import queries as narratives
from congdoan.narratives.models import Narrative
from congdoan.narratives.rules.judging import Verdict
from congdoan.organisation.models import Unit
from congdoan.reports.figures import shown
from congdoan.reports.models import Report
from congdoan.reports.paper import paper

LAI_CHAU = {
    "members_supported": 404,
    "support_turns": 436,
    "gifts_given": 394,
    "gifts_amount": 145_000_000,
    "support_amount": 124_000_000,
    "houses_supported": 12,
    "housing_support_amount": 512_000_000,
    "new_members": 97,
    "members_introduced_to_party": 58,
}
DIEN_BIEN = {
    "donations_received": 125_000_000,
    "epidemic_support_amount": 403_000_000,
    "gifts_given": 70,
    "gifts_amount": 38_500_000,
    "houses_supported": 15,
    "housing_support_amount": 450_000_000,
    "new_members": 223,
    "members_introduced_to_party": 965,
}


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def figures(code: str, codes: object, period: Period) -> dict[str, Figure]:
    return {name: figure(unit(code), indicator_by_code(name), period) for name in codes}  # type: ignore[attr-defined]


def paid(code: str, period: Period) -> dict[str, int]:
    """Đồng paid out by the unit's vouchers in the period, by the measure its purpose counts under."""
    rows = Voucher.objects.filter(
        unit__code=code, kind="payment", state="paid", paid_on__range=(period.start, period.end)
    )
    sums: dict[str, int] = {}
    for measure, amount in rows.values_list("reservation__purpose__measure", "amount_vnd"):
        sums[measure] = sums.get(measure, 0) + amount
    return sums


def each_opens_to_its_records(found: dict[str, Figure]) -> None:
    for name, one in found.items():
        steps = trail(one, limit=2000)
        assert steps.steps, name
        if name != "members_supported":  # a person helped twice stands in two records
            assert steps.quantity == sum(step.quantity for step in steps.steps) == one.value


def the_health_sectors_2024() -> None:
    """Lai Châu: 404 helped, "trên 500 triệu" for houses, 97 admitted where 90 were due, 58 introduced to the Party."""
    year = periods.year(2024)
    found = figures("LC-YT", LAI_CHAU, year)
    assert {name: one.value for name, one in found.items()} == LAI_CHAU
    each_opens_to_its_records(found)
    assert trail(found["members_supported"], limit=2000).quantity == LAI_CHAU["support_turns"]
    assert paid("LC-YT", year) == {
        name: LAI_CHAU[name] for name in ("gifts_amount", "support_amount", "housing_support_amount")
    }
    [target] = targets_for([unit("LC-YT")], [indicator_by_code("new_members")], year).values()
    assert (target.giver.code, target.value) == ("LC", 90)
    written = figure(unit("LC-YT"), indicator_by_code("initiatives_recognised"), year)
    assert (written.value or 0, [(row.value, row.bound) for row in written.reported]) == (0, [(146, "exact")])


def the_provinces_own_gift_of_january() -> None:
    """65 million on 14/1/2025 for three members from three hospitals: neither the sector's nor of 2024."""
    housing = indicator_by_code("housing_support_amount")
    january = figure(unit("LC"), housing, periods.month(1, 2025))
    assert [(part.unit.code, part.is_own) for part in january.parts if part.value] == [("LC", True)]
    assert (january.value, figure(unit("LC"), housing, periods.year(2024)).value) == (65_000_000, 512_000_000)
    assert paid("LC", Period(date(2025, 1, 14), date(2025, 1, 14))) == {"housing_support_amount": 65_000_000}
    helped = SupportCase.objects.filter(unit__code="LC").select_related("for_unit")
    assert sorted((row.for_unit.code, row.approved_vnd, row.state) for row in helped) == [
        ("LC-YT-01", 30_000_000, "approved"),
        ("LC-YT-02", 20_000_000, "approved"),
        ("LC-YT-05", 15_000_000, "approved"),
    ]
    given = figures("LC", ("awards_individual", "awards_collective"), periods.month(1, 2025))
    assert [one.value for one in given.values()] == [13, 1]


def the_provinces_2021() -> None:
    """Điện Biên: what was given, by whose books, and who joined; each figure opens down to its records."""
    year = periods.year(2021)
    found = figures("DB", DIEN_BIEN, year)
    assert {name: one.value for name, one in found.items()} == DIEN_BIEN
    each_opens_to_its_records(found)
    assert paid("DB", year) == {
        "support_amount": 403_000_000, "gifts_amount": 38_500_000, "housing_support_amount": 450_000_000,
    }  # fmt: skip
    assert paid("DB-TP", year) == {"support_amount": 5_000_000}
    waiting = SupportCase.objects.filter(unit__code="DB", need_on__year=2022).values_list("state", flat=True)
    assert sorted(waiting) == ["approved", "proposed", "received"]
    [lot] = Lot.objects.filter(amount_vnd=125_000_000)
    assert lot.donors.count() == 4
    for code, bound in (("donations_raised", "nearly"), ("community_support_amount", "over")):
        beside = figure(unit("DB"), indicator_by_code(code), year)
        assert (beside.value or 0, [row.bound for row in beside.reported]) == (0, [bound])


def the_year_reports() -> None:
    """Each was ordered from above, written from the records, signed, and says in Word what the records say."""
    for code, above, said in (("LC-YT", "LC", LAI_CHAU), ("DB", "TLD", DIEN_BIEN)):
        report = Report.objects.get(unit__code=code, state="signed")
        assert (report.request.receiver.code, report.obligation and report.obligation.state) == (above, "verified")
        quoted = shown(report)
        assert {name: quoted[name].value for name in said} == said
        assert not any(figure.drift for figure in quoted.values())
    words = read(write_docx(paper(report_of("LC-YT")), layout_on(date(2025, 1, 13)))).text
    for phrase in ("404 người", "trên 510 triệu đồng", "97 người", "58 người", "Liên đoàn Lao động tỉnh Lai Châu"):
        assert phrase in words
    assert "403.000.000 đồng" in read(write_docx(paper(report_of("DB")), layout_on(date(2022, 1, 13)))).text


def report_of(code: str) -> Report:
    return Report.objects.get(unit__code=code, state="signed")


def the_papers_words_are_borne_out() -> None:
    """What the newspaper said of the year, held against the records: four figures stand, one is known from paper."""
    rows = narratives.findings(Narrative.objects.get(unit__code="LC-YT"), reader=None)
    assert {row.claim.quote.split()[0]: row.verdict for row in rows if row.noted is None} == dict.fromkeys(
        ("404", "trên", "97", "58"), Verdict.BOUND
    )
    assert [row.claim.said for row in rows if row.noted] == [146]


def the_records_agree_with_one_another() -> None:
    for name, check in verify.checks():
        assert list(check()) == [], name
