"""Which rates judge a month, what is collected, and what is still owed upward."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from congdoan.dues.models import Assessment, Collection, Scheme, What
from congdoan.dues.rules import Rates
from congdoan.dues.wording import RATES
from congdoan.foundation.errors import NotInForce
from congdoan.foundation.models import Parameter
from congdoan.foundation.queries import parameter
from congdoan.funds.models import Remittance, Share
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import parameter_at


@dataclass(frozen=True, slots=True)
class InForce:
    """Every parameter that judges a month, and which rows they were: value, act, article, whether we have read it."""

    rates: Rates
    dues_kept: int
    contribution_rate: int
    contribution_kept: int
    judged_by: dict[str, dict[str, Any]]


_KEYS = (
    "dues.rate",
    "dues.base_salary",
    "dues.cap_percent",
    "dues.capped_groups",
    "dues.share_kept",
    "contribution.rate",
    "contribution.share_kept",
)


def _rate(key: str, day: date, unit: Unit | None) -> Parameter:
    """Raises NotInForce naming the rate as officers call it."""
    try:
        return parameter_at(key, unit, day) if unit else parameter(key, day)
    except NotInForce as refused:
        words = _("Chưa có “%(rate)s” áp dụng cho ngày %(day)s; hãy nhập tại Quản trị › Tham số.")
        raise NotInForce(words % {"rate": RATES[key], "day": f"{day:%d/%m/%Y}"}) from refused


def rates_on(day: date, *, unit: Unit | None = None) -> InForce:
    """The rates in force on the day, the unit's own before those of the units above and the general ones.

    Raises NotInForce. Eight queries; one more for each rate some unit has of its own.
    """
    rows = {key: _rate(key, day, unit) for key in _KEYS}
    scheme = Scheme.objects.filter(unit=unit, valid__contains=day).first() if unit else None
    return InForce(
        Rates(
            rows["dues.rate"].value,
            rows["dues.base_salary"].value,
            rows["dues.cap_percent"].value,
            tuple(rows["dues.capped_groups"].value),
            scheme.own_rate if scheme else None,
        ),
        rows["dues.share_kept"].value,
        rows["contribution.rate"].value,
        rows["contribution.share_kept"].value,
        {key: _told(row) for key, row in rows.items()},
    )


def highest_own_rate(unit: Unit, day: date) -> int:
    """In hundredths of a percent, the most a unit may resolve for itself on the day. Raises NotInForce. One query."""
    return int(parameter_at("dues.own_rate_most", unit, day).value)


def scheme_on(unit: Unit, day: date) -> Scheme | None:
    """The unit's group and own rate on the day; None where it never said."""
    return Scheme.objects.filter(unit=unit, valid__contains=day).first()


def collected(assessment: Assessment) -> int:
    """Đồng that came in for the month and were not taken back. One query."""
    return _standing(assessment).aggregate(total=Sum("amount_vnd"))["total"] or 0


def upward_of(assessment: Assessment) -> int:
    """What of it belongs to those above. One query."""
    return _standing(assessment).aggregate(total=Sum("upward_vnd"))["total"] or 0


@dataclass(frozen=True, slots=True)
class OwedUpward:
    """Shares of those above in what a unit collected, and what was sent on, paid or promised."""

    upward_vnd: int
    sent_vnd: int

    @property
    def owed_vnd(self) -> int:
        return max(self.upward_vnd - self.sent_vnd, 0)


def months_kept(unit: Unit, what: str, *, year: int) -> QuerySet[Assessment]:
    """The months of a year the unit sees to: its own, and those of units it is the heir of."""
    return Assessment.objects.filter(Q(heir=unit) | Q(heir__isnull=True, unit=unit), what=what, month__year=year)


def owed_upward(unit: Unit, what: str, *, year: int) -> OwedUpward:
    """Of one kind and the months of a year; also what units it is the heir of collected and sent. Three queries."""
    months = months_kept(unit, what, year=year)
    rows = Collection.objects.filter(assessment__in=months, lot__taken_back_on__isnull=True)
    senders = Q(from_unit=unit) | Q(from_unit__in=months.values("unit"))
    sent = Remittance.objects.filter(senders, source=source_of(what, year))
    standing = F("amount_vnd") - F("released_vnd")
    promised = Share.objects.filter(reservation__source__in=[row.under for row in sent]).aggregate(total=Sum(standing))
    return OwedUpward(rows.aggregate(total=Sum("upward_vnd"))["total"] or 0, promised["total"] or 0)


def inherited(unit: Unit) -> list[Assessment]:
    """Months of units that ended, not collected in full, which `unit` sees to; each with `came`. One query."""
    came = Sum("collections__amount_vnd", filter=Q(collections__lot__taken_back_on__isnull=True), default=0)
    rows = Assessment.objects.filter(heir=unit).annotate(came=came).filter(came__lt=F("due_vnd"))
    return list(rows.select_related("unit").order_by("month", "unit__sort_key", "what"))


def source_of(what: str, year: int) -> str:
    """What a remittance of these shares carries as its source."""
    return f"{What(what).value}:{year}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one unit stands in a month: what is due and what came in; None where nobody assessed it."""

    unit: Unit
    due_vnd: int | None
    collected_vnd: int


def month_below(units: "list[Unit]", what: str, month: date) -> list[Standing]:
    """Each unit's month of one kind. One query."""
    rows = Assessment.objects.filter(unit__in=units, what=what, month=month).annotate(
        came=Sum("collections__amount_vnd", filter=Q(collections__lot__taken_back_on__isnull=True), default=0)
    )
    found = {row.unit_id: row for row in rows}
    return [
        Standing(unit, found[unit.pk].due_vnd, found[unit.pk].came) if unit.pk in found else Standing(unit, None, 0)
        for unit in units
    ]


def _standing(assessment: Assessment) -> Any:
    return Collection.objects.filter(assessment=assessment, lot__taken_back_on__isnull=True)


def _told(row: Parameter) -> dict[str, Any]:
    return {
        "row": row.pk,
        "value": row.value,
        "symbol": row.cited_symbol,
        "article": row.source_article,
        "verified": row.is_verified,
    }
