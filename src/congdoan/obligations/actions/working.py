"""What the bearer does with an obligation: opens, takes on, begins, finishes, opens again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.stepping import NEEDED, locked, short, step, step_all, step_locked
from congdoan.obligations.actions.telling import tell_giver
from congdoan.obligations.models import Obligation, ObligationState
from congdoan.obligations.queries import first_day
from congdoan.organisation.models import Body, Office
from congdoan.registry.models import RegisteredDocument

NOT_BEGUN = {
    ObligationState.DELIVERED,
    ObligationState.OPENED,
    ObligationState.ACKNOWLEDGED,
    ObligationState.RETURNED,
}
FINISHED = {ObligationState.DONE, ObligationState.VERIFIED}


@transaction.atomic
def mark_opened(document: RegisteredDocument, *, body: Body, by: Actor) -> int:
    """Someone of `body` has opened the paper: its obligations there count as opened. Says how many were new.

    Call it beside `registry.mark_opened`. Obligations already past that stay where they are.
    """
    waiting = Obligation.objects.held_by(body).filter(duty__document=document, state=ObligationState.DELIVERED)
    return len(step_all(waiting, "opened", by=by))


@transaction.atomic
def acknowledge_paper(document: RegisteredDocument, *, body: Body, by: Actor) -> list[Obligation]:
    """Take on everything the paper asks of `body` that nobody there has taken on yet."""
    states = [ObligationState.DELIVERED, ObligationState.OPENED]
    waiting = Obligation.objects.held_by(body).filter(duty__document=document, state__in=states)
    return step_all(waiting, "acknowledged", by=by)


@transaction.atomic
def acknowledge(obligation: Obligation, *, by: Actor, version: int | None = None) -> Obligation:
    """The bearer has received the duty and takes it on. Raises Refused when someone there already did."""
    return step(obligation, "acknowledged", by=by, version=version)


@transaction.atomic
def begin(obligation: Obligation, *, by: Actor, version: int | None = None) -> Obligation:
    """Work has begun. One already under way is left as it is, so that a second act may answer it too."""
    row = locked(obligation, version)
    return row if row.state == ObligationState.IN_PROGRESS else step_locked(row, "begun", by=by)


@transaction.atomic
def finish(obligation: Obligation, *, on: date, by: Actor, note: str = "", version: int | None = None) -> Obligation:
    """The bearer says it was done on `on`; that day decides whether it was late.

    Raises Refused for a day to come or before it was given (a slip in the year would make a late unit punctual), and
    when it is done already.
    """
    _refuse_wrong_day(obligation, on)
    row = step(obligation, "done", by=by, version=version, note=note, done_on=on)
    tell_giver(row, "done", _("%(unit)s báo đã làm xong: %(what)s"))
    return row


def _refuse_wrong_day(obligation: Obligation, on: date) -> None:
    if on > clock.today():
        raise Refused(_("Ngày %(day)s chưa tới; chỉ báo xong việc đã làm.") % {"day": f"{on:%d/%m/%Y}"}, field="on")
    if on < obligation.placed_on and on < (first := first_day(obligation)):
        raise Refused(
            _("Nhiệm vụ này có từ ngày %(day)s; ngày làm xong không thể trước đó.") % {"day": f"{first:%d/%m/%Y}"},
            field="on",
        )


@transaction.atomic(savepoint=False)
def work_on(rows: Sequence[Obligation], *, done_on: Mapping[int, date], by: Actor) -> None:
    """Work on each has begun; where `done_on` names a day, by its id, it was done on it. What is under way or done
    already stays as it is, so that a second act may answer it too. For rows that `hold` gave to the caller.

    Raises Refused for a day to come or before it was given, and where the table does not allow the step.
    """
    for row in rows:
        if row.state in NOT_BEGUN:
            step_locked(row, "begun", by=by)
        if row.pk in done_on and row.state not in FINISHED:
            _refuse_wrong_day(row, done_on[row.pk])
            step_locked(row, "done", by=by, done_on=done_on[row.pk])
            tell_giver(row, "done", _("%(unit)s báo đã làm xong: %(what)s"))


def hold(obligations: Iterable[int]) -> list[Obligation]:
    """The obligations of these ids, locked in the order of their keys. One query."""
    rows = Obligation.objects.select_for_update(of=("self",)).select_related(*NEEDED)
    return list(rows.filter(pk__in=set(obligations)).order_by("pk"))


@transaction.atomic
def reopen(obligation: Obligation, *, reason: str, by: Actor, version: int | None = None) -> Obligation:
    """The bearer takes back having said it was done, before anyone verified it: an act was withdrawn, a slip."""
    return step(obligation, "reopened", by=by, version=version, note=reason)


@transaction.atomic
def name_accountable(obligation: Obligation, *, office: Office, by: Actor) -> Obligation:
    """Name the office at the bearer that answers for it. Raises Refused for another body's office, or an ended one."""
    row = locked(obligation)
    if office.body_id != row.holder_id or clock.today() not in office.valid:
        raise Refused(
            _("%(person)s hiện không giữ chức vụ tại %(unit)s.")
            % {"person": office.person.name, "unit": row.holder.name},
            field="office",
        )
    row.office = office
    row.version += 1
    row.save(update_fields=["office", "version"])
    audit.record(
        "obligations.obligation.accountable",
        f"obligation:{row.key}",
        _("Giao %(person)s phụ trách “%(what)s”.") % {"person": office.person.name, "what": short(row.duty.what)},
        by=by,
    )
    return row
