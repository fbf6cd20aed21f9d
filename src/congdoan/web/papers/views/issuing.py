"""A draft is looked at as it will be printed, summed up, issued; an issued paper is recalled or replaced."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.obligations import actions as obligations
from congdoan.obligations.models import Duty, DutyState, Obligation
from congdoan.obligations.queries import carryable
from congdoan.obligations.rules import OPEN
from congdoan.registry import access, actions, queries
from congdoan.registry.models import IN_FORCE, DocumentState, RegisteredDocument
from congdoan.registry.rules.symbols import read_symbol
from congdoan.web.papers.cards import cards_of
from congdoan.web.papers.forms.books import IssueForm, RecallForm
from congdoan.web.papers.official import official
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def preview(request: UserRequest, key: str) -> HttpResponse:
    """The paper in its official layout."""
    document = access.document_for_reading(request.user, key)
    may_issue = access.may_issue(request.user, document)
    return page(request, "papers/preview.html", document=document, paper=official(document), may_issue=may_issue)


def issue(request: UserRequest, key: str) -> HttpResponse:
    """What will happen, in full; then, on one press, it happens: number, delivery, duties.

    Coming back here once it has happened (the browser's Back) leads to what came of it.
    """
    document = access.document_for_reading(request.user, key)
    if document.state in IN_FORCE:
        return redirect("papers:result" if document.keeper in request.units else "papers:document", key)
    access.may_issue(request.user, document).require()
    born = read_symbol(document.symbol_raw) if document.symbol_raw else None
    initial = {"on": document.issued_on or clock.today(), "number": born.number if born else None}
    uppers = [row for row in carryable(document) if row.state in OPEN and not row.duty.is_report]
    form = IssueForm(request.POST or None, initial=initial, uppers=uppers)
    duties = list(document.duties.select_related("clause", "measure").order_by("ordinal", "pk"))
    cards = cards_of(document, duties)
    undecided = [card for card in cards if not card.is_decided]
    if form.is_valid() and not undecided:
        try:
            laid = obligations.issue(document, by=request.actor, **form.asked())
        except Refused as refused:
            put_on(form, refused)
        else:
            document.refresh_from_db()
            words = _("Đã ban hành %(symbol)s, giao %(count)d việc.")
            toast(request, words % {"symbol": document.symbol, "count": len(laid)})
            return redirect("papers:result", key)
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else document.issued_on or clock.today()
    return page(
        request,
        "papers/issue.html",
        document=document,
        form=form,
        cards=[card for card in cards if card.is_accepted],
        undecided=undecided,
        recipients=queries.reached(document, on=day),
    )


def result(request: UserRequest, key: str) -> HttpResponse:
    """Who received the paper, who owes what because of it."""
    document = access.document_for_reading(request.user, key)
    if document.state == DocumentState.DRAFT:
        return redirect("papers:edit", key)
    return page(
        request,
        "papers/result.html",
        document=document,
        deliveries=list(document.deliveries.select_related("body", "recipient")),
        outside=list(document.recipients.filter(group__isnull=True, body__isnull=True)),
        duties=_laid(document),
    )


def recall(request: UserRequest, key: str) -> HttpResponse:
    """Withdraw an issued paper, saying why."""
    document = access.document_for_recalling(request.user, key)
    form = RecallForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            obligations.recall(document, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã thu hồi %(symbol)s.") % {"symbol": document.symbol})
            return redirect("papers:document", key)
    return page(request, "papers/recall.html", document=document, form=form, deliveries=document.deliveries.count())


@require_POST
def replace(request: UserRequest, key: str) -> HttpResponse:
    """Begin a draft that will replace this paper when it is issued."""
    document = access.document_for_recalling(request.user, key)
    new = actions.replace(document, by=request.actor)
    toast(request, _("Bản thay thế là dự thảo; văn bản cũ chỉ bị thu hồi khi bản này được ban hành."))
    return redirect("papers:edit", new.key)


def _laid(document: RegisteredDocument) -> list[tuple[Duty, list[Obligation]]]:
    duties = document.duties.filter(state=DutyState.ACCEPTED).prefetch_related("obligations__bearer")
    return [(duty, list(duty.obligations.all())) for duty in duties]
