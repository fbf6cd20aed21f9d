"""A duty is laid on its bearers: on the day of issue, and again for each period of a recurring one."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor, command
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold
from congdoan.obligations.actions.stepping import short
from congdoan.obligations.actions.telling import tell_laid
from congdoan.obligations.bearers import accountable_offices, bearers_of, bearers_of_next
from congdoan.obligations.models import Duty, DutyState, Obligation, ObligationEvent, Recurrence
from congdoan.obligations.rules import due_in, period_after, period_containing
from congdoan.organisation.models import Body
from congdoan.registry.models import DocumentState


@transaction.atomic
def lay(duty: Duty, *, on: date, by: Actor) -> list[Obligation]:
    """Lay the duty on each bearer as groups stood on `on`, and answer with the new obligations.

    Of a recurring duty, the occurrence that holds `on`. Whoever has it already keeps it untouched. Raises Refused when
    the duty is not accepted, names nobody, or names a unit that had ended by then.
    """
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if row.state != DutyState.ACCEPTED:
        raise Refused(_("Nhiệm vụ “%(what)s” chưa được nhận nên chưa giao được.") % {"what": short(row.what)})
    period = period_containing(row.recurrence, on)
    return _lay(row, bearers_of(row, on=on), on=on, period=period, due_on=row.due_on, by=by)


@transaction.atomic
def lay_recurring(on: date, *, by: Actor | None = None) -> list[Obligation]:
    """Lay every occurrence of recurring duties that has begun by `on` and is missing; running again changes nothing.

    Each occurrence is frozen on the day its period begins: groups are expanded as of that day, heirs stand in for units
    that ended. Nothing recurs from a recalled paper, after the paper's own period, or after `recurs_until`.
    """
    actor = by or command("lay_recurring")
    duties = Duty.objects.filter(state=DutyState.ACCEPTED, obligations__isnull=False)
    alive = duties.exclude(recurrence=Recurrence.ONCE).exclude(document__state=DocumentState.RECALLED)
    return [row for pk in sorted(set(alive.values_list("pk", flat=True))) for row in _lay_missing(pk, on=on, by=actor)]


@transaction.atomic
def end_recurrence(duty: Duty, *, after: date, reason: str, by: Actor) -> Duty:
    """No occurrence that begins after `after` is laid any more; those already laid stay owed."""
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if row.recurrence == Recurrence.ONCE:
        raise Refused(_("Nhiệm vụ này chỉ giao một lần, không có kỳ sau để dừng."))
    row.recurs_until = after
    row.version += 1
    row.save(update_fields=["recurs_until", "version"])
    audit.record(
        "obligations.duty.recurrence_ended",
        f"duty:{row.key}",
        _("Dừng giao định kỳ sau %(day)s: “%(what)s” (%(why)s).")
        % {"day": f"{after:%d/%m/%Y}", "what": short(row.what), "why": short(reason)},
        by=by,
    )
    return row


def _lay_missing(pk: int, *, on: date, by: Actor) -> list[Obligation]:
    duty = Duty.objects.select_for_update(of=("self",)).select_related("document").get(pk=pk)
    laid = duty.obligations.exclude(period_start=None).values_list("period_start", "period_end")
    periods = sorted(Period(start, end) for start, end in laid if start and end)
    first_period, period = periods[0], periods[-1]
    made: list[Obligation] = []
    while (period := period_after(duty.recurrence, period)).start <= min(on, _last_day(duty)):
        due_on = due_in(period, first=first_period, first_due=duty.due_on)
        bodies = bearers_of_next(duty, on=period.start)
        made += _lay(duty, bodies, on=period.start, period=period, due_on=due_on, by=by) if bodies else []
    return made


def _last_day(duty: Duty) -> date:
    ends = [duty.recurs_until, duty.document.period_end if duty.document else None]
    return min((day for day in ends if day), default=date.max)


def _lay(
    duty: Duty, bodies: Sequence[Body], *, on: date, period: Period | None, due_on: date | None, by: Actor
) -> list[Obligation]:
    """Make the rows and their first events: five queries for any number of bearers."""
    start = period.start if period else None
    has_it = set(duty.obligations.filter(period_start=start).values_list("bearer_id", flat=True))
    new = [body for body in bodies if body.pk not in has_it]
    offices = accountable_offices(duty, new, on=on)
    made = Obligation.objects.bulk_create(
        [
            Obligation(
                duty=duty, bearer=body, under_id=duty.carries_id, office=offices.get(body.pk), placed_on=on,
                due_on=due_on, period_start=start, period_end=period.end if period else None,
            )
            for body in new
        ]
    )  # fmt: skip
    ObligationEvent.objects.bulk_create(_first_events(made, on=on, by=by))
    _index(duty)
    if made:
        _record(duty, made, by)
        tell_laid(duty, new)
    return made


def _first_events(rows: Iterable[Obligation], *, on: date, by: Actor) -> list[ObligationEvent]:
    now = clock.now()
    return [
        ObligationEvent(
            obligation=row, kind="laid", on=on, at=now, actor_key=by.key, actor_name=by.name, actor_unit=by.unit_code,
            new_due=row.due_on,
        )
        for row in rows
    ]  # fmt: skip


def _index(duty: Duty) -> None:
    """Keep the stored search text in step with the words: every duty that binds anyone passes here."""
    symbol = duty.document.symbol if duty.document else ""
    folded = fold(f"{duty.what} {symbol}")
    if folded != duty.folded:
        duty.folded = folded
        duty.save(update_fields=["folded"])


def _record(duty: Duty, rows: Sequence[Obligation], by: Actor) -> None:
    audit.record(
        "obligations.duty.laid",
        f"duty:{duty.key}",
        _("Giao “%(what)s” cho %(count)d đơn vị.") % {"what": short(duty.what), "count": len(rows)},
        by=by,
        details={"bearers": [row.bearer.code for row in rows]},
    )
