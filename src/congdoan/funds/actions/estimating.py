"""Dự toán and quyết toán: what a year was meant to be, and what it was, drawn by one and approved by another."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from congdoan.accounts.persons import accounts_of
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.foundation.periods import year as whole_year
from congdoan.foundation.saying import gettext as _
from congdoan.funds.models import (
    Books,
    Estimate,
    EstimateLine,
    EstimateState,
    Origin,
    OriginStream,
    Purpose,
    PurposeStream,
    Settlement,
)
from congdoan.funds.queries.books import executed, held_before
from congdoan.funds.rules import LARGEST_VND
from congdoan.organisation.models import Unit

Lines = Mapping[str, int]
"""`in:dues` or `out:award` to đồng."""


@transaction.atomic
def draw_estimate(
    unit: Unit, *, stream: str, year: int, lines: Lines, by: Actor, version: int | None = None
) -> Estimate:
    """Draw up the year's estimate, or rewrite it while it is not approved. Lines of 0 are left out.

    Raises Refused where nothing is estimated, for a heading the stream does not know or an amount below zero; Changed
    when somebody saved first.
    """
    found = Estimate.objects.select_for_update().filter(unit=unit, stream=stream, year=year).first()
    if found and found.state == EstimateState.APPROVED:
        raise Refused(_("Dự toán năm %(year)d đã duyệt.") % {"year": year})
    if found and version is not None and version != found.version:
        raise Changed(_("Dự toán vừa được người khác sửa."), theirs={"version": str(found.version)})
    if not any(lines.values()):
        raise Refused(_("Dự toán chưa có số nào; hãy ghi ít nhất một khoản thu hoặc chi."))
    made = found or Estimate(unit=unit, stream=stream, year=year)
    made.version += 1 if found else 0
    made.drawn_by, made.drawn_by_name = by.key, by.name
    made.save()
    made.lines.all().delete()
    EstimateLine.objects.bulk_create([_line(made, name, amount) for name, amount in lines.items() if amount])
    said = {"year": year, "unit": unit.name}
    audit.record(
        "funds.estimate.drawn", f"estimate:{made.key}", _("Lập dự toán năm %(year)d của %(unit)s.") % said, by=by
    )
    return made


@transaction.atomic
def approve_estimate(estimate: Estimate, *, by: Actor, version: int | None = None) -> Estimate:
    """Approve it as it stands. Raises NotAllowed for whoever drew it, Changed when it was rewritten since `version`."""
    locked = Estimate.objects.select_for_update().get(pk=estimate.pk)
    if version is not None and version != locked.version:
        raise Changed(_("Dự toán vừa được người khác sửa."), theirs={"version": str(locked.version)})
    if locked.state == EstimateState.APPROVED:
        raise Refused(_("Dự toán năm %(year)d đã duyệt.") % {"year": locked.year})
    if locked.drawn_by in accounts_of(by.key):
        raise NotAllowed(_("Người lập không được tự duyệt; cần người khác duyệt."))
    locked.state, locked.approved_on = EstimateState.APPROVED, clock.today()
    locked.approved_by, locked.approved_by_name = by.key, by.name
    locked.version += 1
    locked.save()
    audit.record(
        "funds.estimate.approved",
        f"estimate:{locked.key}",
        _("Duyệt dự toán năm %(year)d.") % {"year": locked.year},
        by=by,
    )
    return locked


@transaction.atomic
def settle_year(unit: Unit, *, stream: str, year: int, by: Actor) -> Settlement:
    """Draw the year's settlement out of the books, frozen. Raises Refused while its books are open, or twice."""
    if Settlement.objects.filter(unit=unit, stream=stream, year=year).exists():
        raise Refused(_("Quyết toán năm %(year)d đã lập.") % {"year": year})
    books = Books.objects.select_for_update().filter(unit=unit).first()
    if books is None or books.closed_through is None or books.closed_through < date(year, 12, 31):
        raise Refused(_("Hãy khóa sổ đến hết ngày 31/12/%(year)d trước khi quyết toán.") % {"year": year})
    span = whole_year(year)
    taken_in, spent = executed(unit, stream, span)
    opening = held_before(unit, stream, span.start)
    income, expense = sum(row.amount_vnd for row in taken_in), sum(row.amount_vnd for row in spent)
    made = Settlement.objects.create(
        unit=unit,
        stream=stream,
        year=year,
        opening_vnd=opening,
        income_vnd=income,
        expense_vnd=expense,
        closing_vnd=opening + income - expense,
        lines={f"in:{row.code}": row.amount_vnd for row in taken_in}
        | {f"out:{row.code}": row.amount_vnd for row in spent},
        drawn_at=clock.now(),
        drawn_by=by.key,
        drawn_by_name=by.name,
    )
    said = {"year": year, "unit": unit.name}
    audit.record(
        "funds.settlement.drawn", f"settlement:{made.key}", _("Lập quyết toán năm %(year)d của %(unit)s.") % said, by=by
    )
    return made


@transaction.atomic
def approve_settlement(settlement: Settlement, *, by: Actor) -> Settlement:
    """Approve it. Raises NotAllowed for whoever drew it."""
    locked = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if locked.approved_by:
        raise Refused(_("Quyết toán năm %(year)d đã duyệt.") % {"year": locked.year})
    if locked.drawn_by in accounts_of(by.key):
        raise NotAllowed(_("Người lập không được tự duyệt; cần người khác duyệt."))
    locked.approved_by, locked.approved_by_name, locked.approved_on = by.key, by.name, clock.today()
    locked.save(update_fields=["approved_by", "approved_by_name", "approved_on"])
    audit.record(
        "funds.settlement.approved",
        f"settlement:{locked.key}",
        _("Duyệt quyết toán năm %(year)d.") % {"year": locked.year},
        by=by,
    )
    return locked


def _line(estimate: Estimate, name: str, amount: int) -> EstimateLine:
    side, _colon, code = name.partition(":")
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 <= amount <= LARGEST_VND:
        raise Refused(_("Số dự toán phải là số đồng nguyên, không âm."), field=name)
    if side == "in" and OriginStream.objects.filter(origin=code, stream=estimate.stream).exists():
        return EstimateLine(estimate=estimate, origin=Origin.objects.get(code=code), amount_vnd=amount)
    if side == "out" and PurposeStream.objects.filter(purpose=code, stream=estimate.stream).exists():
        return EstimateLine(estimate=estimate, purpose=Purpose.objects.get(code=code), amount_vnd=amount)
    raise Refused(_("Dòng tiền này không có mục “%(name)s”.") % {"name": name}, field=name)
