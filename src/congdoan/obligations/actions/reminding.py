"""Reminders, one or many at once: at most one a duty and day, so that no bearer is nagged by two officers."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.telling import tell_bearers
from congdoan.obligations.models import Obligation, Reminder


class Reminded(NamedTuple):
    """Reminders sent now, and those found already sent today (by whom is on each)."""

    sent: list[Reminder]
    already: list[Reminder]


@transaction.atomic
def remind(obligations: Iterable[Obligation], *, text: str, by: Actor) -> Reminded:
    """Remind every bearer of `obligations` that still owes. What is settled is left out.

    Raises Refused without words, or when nothing among them is still owed.
    """
    words = " ".join(text.split())[:500]
    if not words:
        raise Refused(_("Hãy viết lời nhắc: đơn vị cần biết phải làm gì."), field="text")
    wanted = [row.pk for row in obligations]
    owed = list(Obligation.objects.select_for_update(of=("self",)).filter(pk__in=wanted).open().order_by("pk"))
    if not owed:
        raise Refused(_("Các nhiệm vụ này đều đã xong hoặc được miễn, không còn gì để nhắc."))
    today = clock.today()
    already = list(Reminder.objects.filter(obligation__in=owed, day=today).select_related("obligation__bearer"))
    reminded = {reminder.obligation_id for reminder in already}
    due_a_word = [row for row in owed if row.pk not in reminded]
    sent = Reminder.objects.bulk_create(
        [Reminder(obligation=row, day=today, text=words, sent_by=by.key, sent_by_name=by.name) for row in due_a_word]
    )
    said = _("Nhắc việc: %(words)s") % {"words": words[:200]}
    for row in due_a_word:
        audit.record("obligations.obligation.reminded", f"obligation:{row.key}", said, by=by)
    tell_bearers(due_a_word, "reminded", _("Được nhắc: %(what)s"))
    return Reminded(sent, already)
