"""What a conference concludes or an inspection recommends becomes a duty of those it names."""

from django.db import transaction

from congdoan.activities.details import Asked
from congdoan.activities.models import Act, Conclusion, Conference, Finding
from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.obligations import actions as obligations
from congdoan.obligations.models import Duty, Origin


@transaction.atomic
def conclude(act: Act, *, text: str, by: Actor, asked: Asked | None = None) -> Conclusion:
    """Note a conclusion of the conference; where it asks something of someone, lay it on them as an obligation.

    Raises Refused when the act is no conference or nothing was written.
    """
    conference = Conference.objects.select_for_update().filter(act=act).first()
    if conference is None:
        raise Refused(_("Chỉ hội nghị, đại hội mới có kết luận."))
    if not text.strip():
        raise Refused(_("Hãy ghi nội dung kết luận."), field="text")
    conclusion = Conclusion.objects.create(
        conference=conference,
        ordinal=conference.conclusions.count() + 1,
        text=nfc(text).strip(),
        duty=_duty(act, Origin.CONCLUSION, asked, by=by) if asked else None,
    )
    audit.record(
        "activities.conference.concluded", act.source, _("Thêm kết luận của “%(title)s”.") % {"title": act.title}, by=by
    )
    return conclusion


@transaction.atomic
def assign(conclusion: Conclusion, *, asked: Asked, by: Actor) -> Conclusion:
    """Lay on those it names a conclusion that was only noted, in the words now agreed on. Raises Refused when it was
    laid before.
    """
    locked = Conclusion.objects.select_for_update(of=("self",)).select_related("conference__act__lead")
    row = locked.get(pk=conclusion.pk)
    if row.duty_id:
        raise Refused(_("Kết luận này đã được giao thành nhiệm vụ."))
    act = row.conference.act
    row.text = nfc(asked.what).strip()
    row.duty = _duty(act, Origin.CONCLUSION, asked, by=by)
    row.save(update_fields=["text", "duty"])
    sentence = _("Giao một kết luận của “%(title)s”.") % {"title": act.title}
    audit.record("activities.conference.assigned", act.source, sentence, by=by)
    return row


@transaction.atomic
def recommend(finding: Finding, *, asked: Asked, by: Actor) -> Finding:
    """Lay the recommendation of a finding on those it names. Raises Refused when it was laid before."""
    locked = Finding.objects.select_for_update(of=("self",)).select_related("act", "act__lead").get(pk=finding.pk)
    if locked.duty_id:
        raise Refused(_("Kiến nghị này đã được giao thành nhiệm vụ."))
    locked.recommendation = nfc(asked.what).strip()
    locked.duty = _duty(locked.act, Origin.RECOMMENDATION, asked, by=by)
    locked.save(update_fields=["recommendation", "duty"])
    audit.record(
        "activities.finding.recommended",
        locked.act.source,
        _("Giao kiến nghị sau “%(title)s”.") % {"title": locked.act.title},
        by=by,
    )
    return locked


def _duty(act: Act, origin: str, asked: Asked, *, by: Actor) -> Duty:
    return obligations.give(
        origin=origin,
        giver=act.lead,
        bearers=list(asked.bearers),
        what=asked.what,
        on=act.last_day,
        due_on=asked.due_on,
        by=by,
    )
