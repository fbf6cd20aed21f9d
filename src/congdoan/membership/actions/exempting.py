"""A member stays a member and counts, but pays no dues for a while, or need not attend."""

from datetime import date

from django.db import transaction
from django.db.utils import IntegrityError

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.membership.actions import checking
from congdoan.membership.models import Exemption, ExemptionKind, Spell
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person


@transaction.atomic
def exempt(
    person: Person,
    *,
    kind: str,
    reason: str,
    since: date,
    by: Actor,
    until: date | None = None,
    decision: Citation | None = None,
) -> Exemption:
    """Exempt the member from `since`, up to but not including `until`.

    Raises Refused without a reason, for somebody who was no member on `since`, days that run backwards, or an
    exemption of the kind that holds on some of those days already.
    """
    refuse_forgotten([person.pk])
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do miễn."), field="reason")
    if until is not None and until <= since:
        raise Refused(_("Ngày hết miễn phải sau ngày bắt đầu."), field="until")
    if not Spell.objects.filter(person=person, valid__contains=since).exists():
        raise Refused(
            _("%(person)s không phải đoàn viên vào ngày %(day)s.")
            % {"person": person.name, "day": f"{since:%d/%m/%Y}"},
            field="since",
        )
    try:
        with transaction.atomic():
            exemption = Exemption.objects.create(
                person=person,
                kind=kind,
                reason=reason.strip()[:200],
                valid=valid_from(since, until),
                **(decision.columns() if decision else {}),
                **checking.signed(by),
            )
    except IntegrityError as error:
        raise Refused(_("Đã có miễn cùng loại trong những ngày này."), field="since") from error
    said = {"kind": ExemptionKind(kind).label, "day": f"{since:%d/%m/%Y}"}
    sentence = _("Ghi %(kind)s cho một đoàn viên từ %(day)s.") % said
    audit.record("membership.exemption.recorded", f"person:{person.key}", sentence, by=by)
    return exemption


@transaction.atomic
def end_exemption(exemption: Exemption, *, on: date, by: Actor) -> Exemption:
    """The exemption holds up to, not including, `on`; one that would not have begun is withdrawn."""
    exemption = Exemption.objects.select_for_update().get(pk=exemption.pk)
    if exemption.withdrawn_at or (exemption.valid.upper and exemption.valid.upper <= on):
        raise Refused(_("Việc miễn này đã kết thúc."))
    if exemption.valid.lower >= on:
        exemption.withdrawn_at, exemption.withdrawn_because = clock.now(), str(_("chưa bắt đầu"))
        exemption.save(update_fields=["withdrawn_at", "withdrawn_because"])
    else:
        exemption.valid = valid_from(exemption.valid.lower, on)
        exemption.save(update_fields=["valid"])
    sentence = _("Kết thúc miễn cho một đoàn viên từ %(day)s.") % {"day": f"{on:%d/%m/%Y}"}
    audit.record("membership.exemption.ended", f"person:{exemption.person.key}", sentence, by=by)
    return exemption
