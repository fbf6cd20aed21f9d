"""Due days that move: an extension, or the day the paper did not give. The old day stays in the history."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.stepping import locked, short, step
from congdoan.obligations.actions.telling import tell_bearer, tell_bearers
from congdoan.obligations.models import Duty, Obligation
from congdoan.organisation.queries import parameter_at

ALLOWED = "obligations.extensions_allowed"


@transaction.atomic
def extend(obligation: Obligation, *, to: date, reason: str, by: Actor, version: int | None = None) -> Obligation:
    """Move this bearer's due day to `to`, which lies after the present one and not in the past.

    The parameter `obligations.extensions_allowed` in force today at the giver says how often. Raises Refused beyond it,
    and where there is no due day to move (`set_due` gives one).
    """
    row = locked(obligation, version)
    if row.due_on is None:
        raise Refused(_("Nhiệm vụ này chưa có hạn nên chưa thể gia hạn; hãy đặt hạn trước."), field="to")
    if to <= row.due_on:
        raise Refused(_("Hạn mới phải sau hạn hiện nay, %(day)s.") % {"day": f"{row.due_on:%d/%m/%Y}"}, field="to")
    _refuse_past(to, field="to")
    _refuse_beyond_cap(row)
    row = step(row, "extended", by=by, note=reason, new_due=to)
    tell_bearer(row, "extended", _("Được gia hạn đến %(due)s: %(what)s"))
    return row


@transaction.atomic
def set_due(duty: Duty, *, due_on: date, reason: str, by: Actor, version: int | None = None) -> list[Obligation]:
    """Give a day to a duty whose paper named none, for every bearer that still owes it. The paper's words are kept.

    Raises Refused when the duty already has a day (then one extends), or the day is past: nobody becomes late at once.
    """
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if version is not None and version != row.version:
        raise Changed(
            _("Có người vừa sửa nhiệm vụ này; hãy xem lại."),
            theirs={str(_("Hạn")): f"{row.due_on:%d/%m/%Y}" if row.due_on else str(_("chưa có"))},
        )
    if row.due_on is not None:
        raise Refused(
            _("Nhiệm vụ này đã có hạn %(day)s; muốn lùi hạn, hãy gia hạn.") % {"day": f"{row.due_on:%d/%m/%Y}"},
            field="due_on",
        )
    _refuse_past(due_on, field="due_on")
    row.due_on = due_on
    row.version += 1
    row.save(update_fields=["due_on", "version"])
    owed = Obligation.objects.filter(duty=row, due_on__isnull=True).open().order_by("pk")
    dated = [step(obligation, "dated", by=by, note=reason, new_due=due_on) for obligation in owed]
    audit.record(
        "obligations.duty.dated",
        f"duty:{row.key}",
        _("Đặt hạn %(day)s cho “%(what)s”: %(why)s.")
        % {"day": f"{due_on:%d/%m/%Y}", "what": short(row.what), "why": short(reason)},
        by=by,
    )
    tell_bearers(dated, "dated", _("Có hạn %(due)s: %(what)s"))
    return dated


def extensions_left(obligation: Obligation) -> int:
    """How many extensions the giver may still grant today. One query. Raises NotInForce without the parameter."""
    allowed = int(parameter_at(ALLOWED, obligation.duty.given_by, clock.today()).value)
    return max(0, allowed - obligation.extensions)


def _refuse_beyond_cap(row: Obligation) -> None:
    if not extensions_left(row):
        raise Refused(
            _("Nhiệm vụ này của %(unit)s đã được gia hạn %(times)d lần, là mức cao nhất theo quy định đang áp dụng.")
            % {"unit": row.holder.name, "times": row.extensions},
            field="to",
        )


def _refuse_past(day: date, *, field: str) -> None:
    if day < clock.today():
        raise Refused(
            _("Ngày %(day)s đã qua; hãy chọn từ hôm nay, %(today)s, trở đi.")
            % {"day": f"{day:%d/%m/%Y}", "today": f"{clock.today():%d/%m/%Y}"},
            field=field,
        )
