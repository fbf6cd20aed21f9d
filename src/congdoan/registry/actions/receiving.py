"""What a receiver does with a delivered paper: opens it, acknowledges it."""

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.organisation.models import Body
from congdoan.registry.models import Delivery, RegisteredDocument


@transaction.atomic
def mark_opened(document: RegisteredDocument, body: Body, by: Actor) -> Delivery | None:
    """Note the first time somebody of `body` opened the paper. None where it was not delivered there."""
    opened = Delivery.objects.filter(document=document, body=body, opened_at__isnull=True)
    if opened.update(opened_at=clock.now(), opened_by=by.name):
        sentence = _("%(body)s mở văn bản lần đầu.") % {"body": body.name}
        audit.record("registry.document.opened", f"document:{document.key}", sentence, by=by)
    return Delivery.objects.filter(document=document, body=body).first()


@transaction.atomic
def acknowledge(document: RegisteredDocument, body: Body, by: Actor) -> Delivery:
    """Confirm to the sender that `body` has received the paper. Confirming twice changes nothing.

    Raises Refused when it was not delivered there.
    """
    delivery = Delivery.objects.select_for_update().filter(document=document, body=body).first()
    if delivery is None:
        raise Refused(_("Văn bản này không được gửi đến %(unit)s.") % {"unit": body.name})
    if delivery.acknowledged_at:
        return delivery
    delivery.acknowledged_at, delivery.acknowledged_by = clock.now(), by.name
    delivery.opened_at = delivery.opened_at or delivery.acknowledged_at
    delivery.opened_by = delivery.opened_by or by.name
    delivery.save()
    sentence = _("%(body)s xác nhận đã nhận.") % {"body": body.name}
    audit.record("registry.document.acknowledged", f"document:{document.key}", sentence, by=by)
    return delivery
