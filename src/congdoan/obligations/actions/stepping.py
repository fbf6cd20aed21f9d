"""One step of one obligation: the only place where its row and its list of events are written, both from `after`."""

from datetime import date

from django.db.models import QuerySet

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations import queries
from congdoan.obligations.models import Obligation, ObligationEvent, ObligationState
from congdoan.obligations.rules import STEPS, Happening, Snapshot, after

NEEDED = ("duty", "bearer", "heir")
"""What a step says and whom it tells. The paper itself, with all its words, is fetched only by who asks for it."""


def locked(obligation: Obligation, version: int | None = None) -> Obligation:
    """The row as stored now, locked until the transaction ends.

    Raises Changed when the form that carries `version` was shown an older one.
    """
    row = Obligation.objects.select_for_update(of=("self",)).select_related(*NEEDED).get(pk=obligation.pk)
    if version is not None and version != row.version:
        last = row.events.exclude(kind="laid").last()
        raise Changed(
            _("%(who)s vừa cập nhật nhiệm vụ này của %(unit)s; hãy xem lại trước khi làm tiếp.")
            % {"who": last.actor_name if last else _("Có người"), "unit": row.holder.name},
            theirs={
                str(_("Trạng thái")): str(ObligationState(row.state).label),
                str(_("Hạn")): f"{row.due_on:%d/%m/%Y}" if row.due_on else str(_("chưa có")),
            },
        )
    return row


def step(
    obligation: Obligation,
    kind: str,
    *,
    by: Actor,
    version: int | None = None,
    note: str = "",
    new_due: date | None = None,
    done_on: date | None = None,
) -> Obligation:
    """Take the step `kind`, or raise Refused because the table does not allow it from where the obligation stands."""
    return step_locked(locked(obligation, version), kind, by=by, note=note, new_due=new_due, done_on=done_on)


def step_locked(
    row: Obligation,
    kind: str,
    *,
    by: Actor,
    note: str = "",
    new_due: date | None = None,
    done_on: date | None = None,
) -> Obligation:
    """As `step`, for a row the caller has locked."""
    _refuse_unless_allowed(row, kind, note)
    return write(row, kind, by=by, note=note, new_due=new_due, done_on=done_on)


def step_all(waiting: QuerySet[Obligation], kind: str, *, by: Actor) -> list[Obligation]:
    """Take the step on everything that waits, locked in one order. Four statements for any number.

    Raises Refused where the table does not allow it from where one stands.
    """
    rows = list(waiting.select_for_update(of=("self",)).select_related(*NEEDED).order_by("pk"))
    for row in rows:
        _refuse_unless_allowed(row, kind, "")
    events = ObligationEvent.objects.bulk_create([_event(row, kind, by=by) for row in rows])
    for row, event in zip(rows, events, strict=True):
        put(row, after(queries.now(row), Happening(kind, event.on)))
        row.version += 1
    Obligation.objects.bulk_update(rows, [*PUT, "version"], batch_size=500)
    audit.record_all([_line(row, kind, "") for row in rows], by=by)
    return rows


def write(
    row: Obligation,
    kind: str,
    *,
    by: Actor,
    note: str = "",
    new_due: date | None = None,
    done_on: date | None = None,
    on: date | None = None,
) -> Obligation:
    """Append the event to a row the caller has locked (or just made) and bring the row to where the events lead."""
    event = _event(row, kind, by=by, note=note, new_due=new_due, done_on=done_on, on=on)
    event.save()
    put(row, after(queries.now(row), Happening(kind, event.on, new_due, done_on)))
    row.version += 1
    row.save()
    _record(row, kind, note, by)
    return row


def _event(
    row: Obligation,
    kind: str,
    *,
    by: Actor,
    note: str = "",
    new_due: date | None = None,
    done_on: date | None = None,
    on: date | None = None,
) -> ObligationEvent:
    """The event, unsaved."""
    return ObligationEvent(
        obligation=row,
        kind=kind,
        on=on or clock.today(),
        at=clock.now(),
        actor_key=by.key,
        actor_name=by.name,
        actor_unit=by.unit_code,
        note=note[:500],
        old_due=row.due_on if kind in {"extended", "dated"} else None,
        new_due=new_due,
        done_on=done_on,
    )


PUT = ("state", "due_on", "done_on", "verified_on", "extensions")


def put(row: Obligation, now: Snapshot) -> None:
    row.state, row.due_on, row.done_on = now.state, now.due_on, now.done_on
    row.verified_on, row.extensions = now.verified_on, now.extensions


def _refuse_unless_allowed(row: Obligation, kind: str, note: str) -> None:
    step = STEPS[kind]
    if row.state not in step.sources:
        last = row.events.last()
        raise Refused(
            _("Không thể “%(step)s”: nhiệm vụ của %(unit)s đang ở trạng thái “%(state)s” (%(who)s, %(day)s).")
            % {
                "step": step.label,
                "unit": row.holder.name,
                "state": ObligationState(row.state).label,
                "who": last.actor_name if last else "",
                "day": f"{last.on:%d/%m/%Y}" if last else "",
            }
        )
    if step.needs_reason and not note.strip():
        raise Refused(_("Hãy ghi lý do: %(unit)s sẽ đọc được.") % {"unit": row.holder.name}, field="reason")


def _record(row: Obligation, kind: str, note: str, by: Actor) -> None:
    if kind != "laid":  # laid in bulk: one entry a duty, written by `lay`
        audit.record_all([_line(row, kind, note)], by=by)


def _line(row: Obligation, kind: str, note: str) -> audit.Line:
    said = {"step": STEPS[kind].label, "unit": row.holder.name, "what": short(row.duty.what)}
    return audit.Line(
        f"obligations.obligation.{kind}",
        f"obligation:{row.key}",
        _("%(step)s: %(unit)s, “%(what)s”.") % said,
        {"due_on": row.due_on.isoformat() if row.due_on else None, "note": note[:200]},
    )


def short(words: str, length: int = 140) -> str:
    """The beginning of a duty's words, for a sentence or a notice."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"
