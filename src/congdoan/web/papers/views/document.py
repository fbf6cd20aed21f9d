"""The page of a paper: where it comes from, what it says, what it asks, who has it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.foundation import clock
from congdoan.foundation.models import AuditEntry
from congdoan.obligations import access as duty_access
from congdoan.obligations import actions as obligations
from congdoan.registry import access, actions, queries
from congdoan.registry.models import IN_FORCE, DocumentState, RegisteredDocument
from congdoan.registry.readings import corrections
from congdoan.web.papers.cards import cards_of
from congdoan.web.papers.marks import marked
from congdoan.web.papers.official import official
from congdoan.web.papers.thread import knots
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

_DESKS = {DocumentState.ARRIVING: "papers:read", DocumentState.DRAFT: "papers:edit"}


def shown(request: UserRequest, key: str) -> HttpResponse:
    """The paper for whoever may read it. Opening it for a unit it was sent to is noted, once."""
    document = access.document_for_reading(request.user, key)
    if document.state in _DESKS and access.may_edit(request.user, document):
        return redirect(_DESKS[DocumentState(document.state)], key)
    delivery = document.deliveries.filter(body=request.unit).first()
    if delivery and not delivery.opened_at and access.speaks_for(request.user, request.unit):
        actions.mark_opened(document, request.unit, request.actor)
        obligations.mark_opened(document, body=request.unit, by=request.actor)
        delivery.refresh_from_db()
    may_acknowledge = (
        delivery
        and not delivery.acknowledged_at
        and access.may_acknowledge(request.user, document, request.unit).allowed
    )
    context = _context(request, document) | {"delivery": delivery, "may_acknowledge": may_acknowledge}
    return page(request, "papers/document.html", **context)


@require_POST
def register(request: UserRequest, key: str) -> HttpResponse:
    """Enter a delivered paper in one's own incoming book."""
    document = access.document_for_reading(request.user, key)
    access.may_register(request.user, request.unit).require()
    taken = actions.register_delivery(document, unit=request.unit, received_on=clock.today(), by=request.actor)
    obligations.acknowledge_paper(document, body=request.unit, by=request.actor)
    toast(request, _("Đã vào sổ đến số %(number)d.") % {"number": taken.number})
    return redirect("papers:document", key)


@require_POST
def acknowledge(request: UserRequest, key: str) -> HttpResponse:
    """Tell the sender that the unit has the paper and takes on what it asks."""
    document = access.document_for_reading(request.user, key)
    access.may_acknowledge(request.user, document, request.unit).require()
    actions.acknowledge(document, request.unit, request.actor)
    obligations.acknowledge_paper(document, body=request.unit, by=request.actor)
    toast(request, _("Đã xác nhận với nơi gửi."))
    return redirect("papers:document", key)


def _context(request: UserRequest, document: RegisteredDocument) -> dict[str, Any]:
    duties = list(document.duties.select_related("clause", "measure").order_by("ordinal", "pk"))
    cards = [card for card in cards_of(document, duties) if not card.is_rejected]
    may_decide = document.state == DocumentState.REGISTERED and bool(duty_access.may_decide(request.user, document))
    is_ours = document.issuer_id == document.keeper_id and document.state != DocumentState.REGISTERED
    sees_all = document.keeper in request.units
    deliveries = list(document.deliveries.select_related("body", "recipient").order_by("body__sort_key"))
    return {
        "document": document,
        "steps": knots(document, request.user),
        "paper": official(document) if is_ours else None,
        "text": marked(document, duties),
        "cards": cards,
        "may_decide": may_decide,
        "deliveries": deliveries if sees_all else [row for row in deliveries if row.body_id == request.unit.pk],
        "unopened": sum(row.opened_at is None for row in deliveries),
        "acknowledged": sum(row.acknowledged_at is not None for row in deliveries),
        "is_on_thread": document.state in IN_FORCE and (bool(document.issuer_id) or bool(cards)),
        "lower": list(access.visible_to(request.user).filter(pk__in=_below(document)).select_related("issuer")),
        "files": list(document.document_files.select_related("file")),
        "history": AuditEntry.objects.filter(subject=f"document:{document.key}")[:60] if sees_all else [],
        "corrections": corrections(document.reading) if sees_all else [],
        "arrival": queries.arrival_of(document, request.unit),
        "may_register": access.may_register(request.user, request.unit),
        "may_recall": access.may_recall(request.user, document),
        "sees_all": sees_all,
    }


def _below(document: RegisteredDocument) -> Any:
    """Papers that name this one as ground."""
    return document.cited_by.values("document")
