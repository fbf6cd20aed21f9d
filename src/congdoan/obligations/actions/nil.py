""" "Không phát sinh": the bearer answers that nothing happened. A signed answer, never an entry of zero."""

from django.db import transaction

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.stepping import locked, step
from congdoan.obligations.actions.telling import tell_giver
from congdoan.obligations.models import NilReturn, Obligation
from congdoan.organisation.models import Unit


def whole_period(obligation: Obligation) -> Period:
    """The days an obligation asks about: its own period, or from its laying to its due day (to today without one)."""
    if obligation.period_start and obligation.period_end:
        return Period(obligation.period_start, obligation.period_end)
    end = obligation.due_on or clock.today()
    return Period(min(obligation.placed_on, end), end)


@transaction.atomic
def nil_return(
    obligation: Obligation, period: Period | None = None, *, by: Actor, version: int | None = None
) -> NilReturn:
    """Say that nothing happened in `period` (None: in all of what was asked about).

    Answering for the whole settles the obligation, today; answering for a part leaves it in progress. Raises Refused
    when the period was answered before, has not begun, or the bearer is no union unit.
    """
    row = locked(obligation, version)
    unit = Unit.objects.filter(pk=row.holder_id).first()
    if unit is None:
        raise Refused(_("%(body)s không phải đơn vị công đoàn nên không trả lời ở đây.") % {"body": row.holder.name})
    whole = whole_period(row)
    asked = period or whole
    if asked.start > clock.today():
        raise Refused(_("Kỳ này chưa bắt đầu nên chưa thể báo không phát sinh."), field="period")
    standing = row.nil_returns.filter(period_start=asked.start, withdrawn_at__isnull=True).first()
    if standing:
        raise Refused(
            _("%(unit)s đã báo không phát sinh cho kỳ này lúc %(when)s.")
            % {"unit": unit.name, "when": f"{standing.said_at.astimezone(clock.VIETNAM):%H:%M, %d/%m/%Y}"}
        )
    made = NilReturn.objects.create(
        obligation=row, unit=unit, period_start=asked.start, period_end=asked.end, said_at=clock.now(), said_by=by.key
    )
    covers = asked.start <= whole.start and asked.end >= whole.end
    done_on = clock.today() if covers else None
    row = step(row, "nil" if covers else "nil_part", by=by, note=asked.code, done_on=done_on)
    if covers:
        tell_giver(row, "nil", _("%(unit)s báo không phát sinh: %(what)s"))
    return made


@transaction.atomic
def withdraw_nil(nil: NilReturn, *, by: Actor) -> Obligation:
    """Take the answer back: something did happen. Raises Refused once it is verified, or was taken back before."""
    row = locked(nil.obligation)
    standing = NilReturn.objects.select_for_update().get(pk=nil.pk)
    if standing.withdrawn_at:
        raise Refused(_("Câu trả lời này đã được rút lại trước đó."))
    settled = row.events.filter(kind__in=["nil", "nil_part"], note=_period_of(nil).code).last()
    if settled and settled.kind == "nil":
        row = step(row, "nil_withdrawn", by=by, note=settled.note)
    standing.withdrawn_at = clock.now()
    standing.save(update_fields=["withdrawn_at"])
    return row


def _period_of(nil: NilReturn) -> Period:
    return Period(nil.period_start, nil.period_end)
