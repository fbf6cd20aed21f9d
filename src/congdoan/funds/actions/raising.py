"""What was raised for others and never enters the books."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds.actions.checking import reason_given, refuse_no_money
from congdoan.funds.actions.receiving import ROOM
from congdoan.funds.models import Raised
from congdoan.journal import actions as journal
from congdoan.journal.actions import Fact
from congdoan.journal.models import Bound, Lane
from congdoan.organisation.models import Unit

KINDS = ("appeal", "sponsorship", "in_kind")


@transaction.atomic
def note_raised(
    unit: Unit,
    amount_vnd: int,
    *,
    kind: str,
    happened_on: date,
    giver: str,
    by: Actor,
    receiver: str = "",
    goods: str = "",
    bound: str = Bound.EXACT,
) -> Raised:
    """Note money or goods the unit raised for others. A sum that is not exact goes to the journal's reported lane.

    Raises Refused for no money, a day to come, nobody who gave.
    """
    refuse_no_money(amount_vnd)
    if kind not in KINDS or not nfc(giver).strip():
        raise Refused(_("Hãy chọn loại vận động và ghi ai ủng hộ."), field="giver")
    if happened_on > clock.today():
        raise Refused(_("Ngày %(day)s chưa đến.") % {"day": f"{happened_on:%d/%m/%Y}"}, field="happened_on")
    made = Raised.objects.create(
        unit=unit,
        kind=kind,
        amount_vnd=amount_vnd,
        bound=bound,
        happened_on=happened_on,
        giver=nfc(giver).strip()[:200],
        receiver=nfc(receiver).strip()[:200],
        goods=nfc(goods).strip()[:300],
        noted_by=by.key,
        noted_by_name=by.name,
    )
    lane = Lane.RECORDED if bound == Bound.EXACT else Lane.REPORTED
    fact = Fact(unit, "donations_raised", amount_vnd, happened_on, made.source, facet=kind, lane=lane, bound=bound)
    journal.append([fact], room=ROOM, by=by)
    said = {"amount": format_vnd(amount_vnd), "giver": made.giver}
    audit.record("funds.raised.noted", made.source, _("Ghi nhận vận động %(amount)s từ %(giver)s.") % said, by=by)
    return made


@transaction.atomic
def withdraw_raised(raised: Raised, *, reason: str, by: Actor) -> Raised:
    """Take the note back with a reason; its entry is reversed. Raises Refused the second time."""
    why = reason_given(reason)
    locked = Raised.objects.select_for_update().get(pk=raised.pk)
    if locked.withdrawn_reason:
        raise Refused(_("Ghi nhận này đã được rút."))
    locked.withdrawn_reason = why[:300]
    locked.save(update_fields=["withdrawn_reason"])
    journal.reverse(journal.standing_entries(locked.source), by=by)
    audit.record(
        "funds.raised.withdrawn", locked.source, _("Rút ghi nhận vận động: %(reason)s.") % {"reason": why}, by=by
    )
    return locked
