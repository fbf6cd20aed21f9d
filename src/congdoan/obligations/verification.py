"""Does each obligation stand where its own history leads? The events are replayed by the rule the verbs use."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from congdoan.obligations.models import Obligation, ObligationEvent, ObligationState
from congdoan.obligations.queries import now
from congdoan.obligations.rules import Happening, Snapshot, replay


def verify() -> list[str]:
    """Every obligation whose columns differ from the replay of its events, or that was never laid.

    Two queries, streamed; memory holds one snapshot an obligation.
    """
    led = {pk: replay(happened) for pk, happened in _histories()}
    never = Snapshot("")
    found = []
    for row in Obligation.objects.select_related("bearer", "duty").order_by("pk").iterator(chunk_size=2000):
        leads, stands = led.get(row.pk, never), now(row)
        if leads != stands:
            found.append(_sentence(row, stands, leads))
    return found


def _histories() -> Iterator[tuple[int, list[Happening]]]:
    rows = ObligationEvent.objects.order_by("obligation_id", "id").values_list(
        "obligation_id", "kind", "on", "new_due", "done_on"
    )
    for pk, events in groupby(rows.iterator(chunk_size=2000), key=lambda event: event[0]):
        yield pk, [Happening(kind, on, new_due, done_on) for _pk, kind, on, new_due, done_on in events]


def _sentence(row: Obligation, stands: Snapshot, leads: Snapshot) -> str:
    return _("nhiệm vụ %(key)s của %(unit)s: đang ghi %(stands)s, lịch sử cho ra %(leads)s") % {
        "key": row.key,
        "unit": row.bearer.code,
        "stands": _words(stands),
        "leads": _words(leads),
    }


def _words(point: Snapshot) -> str:
    """ "Xong, hạn 2021-08-31, xong 2021-08-15, gia hạn 1"."""
    state = str(ObligationState(point.state).label) if point.state else _("chưa giao")
    days = ((_("hạn"), point.due_on), (_("xong"), point.done_on), (_("xác nhận"), point.verified_on))
    said = [state, *(f"{name} {day.isoformat()}" for name, day in days if day)]
    return ", ".join(said + ([_("gia hạn %d lần") % point.extensions] if point.extensions else []))
