"""What is decided about each proposed duty, and orders given by word of mouth."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.obligations import access, proposing
from congdoan.obligations.actions import carry, enter_spoken
from congdoan.obligations.models import Duty, DutyState
from congdoan.obligations.proposing.bearing import is_others
from congdoan.obligations.queries import carryable
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body
from congdoan.registry.models import DocumentState, RegisteredDocument
from congdoan.web.papers.cards import card_of
from congdoan.web.papers.forms.duties import AcceptForm, DutyForm, SplitForm, SpokenForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

_DESKS: dict[str, str] = {DocumentState.DRAFT: "papers:edit", DocumentState.ARRIVING: "papers:read"}


@require_POST
def accept(request: UserRequest, key: str) -> HttpResponse:
    duty = access.duty_for_deciding(request.user, key)
    form = AcceptForm(request.POST)
    problem = ""
    if form.is_valid():
        values = form.cleaned_data
        try:
            proposing.accept(
                duty, due_on=values["due_on"], without_date=values["without_date"], version=values["version"],
                by=request.actor,
            )  # fmt: skip
        except Refused as refused:
            problem = str(refused)
    else:
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return _card(request, duty, problem)


@require_POST
def reject(request: UserRequest, key: str) -> HttpResponse:
    duty = access.duty_for_deciding(request.user, key)
    proposing.reject(duty, reason=request.POST.get("reason", "")[:300], by=request.actor)
    toast(request, _("Đã bỏ việc này."), undo=reverse("papers:reconsider", args=[key]))
    return _card(request, duty)


@require_POST
def reject_others(request: UserRequest, key: str) -> HttpResponse:
    """Drop at once what the paper asks of somebody else."""
    document = access.paper_for_deciding(request.user, key)
    undecided = document.duties.filter(state=DutyState.PROPOSED).order_by("ordinal", "pk")
    dropped = [
        proposing.reject(duty, reason=_("Việc của nơi khác."), by=request.actor)
        for duty in undecided
        if is_others(duty)
    ]
    toast(request, _("Đã bỏ %(count)d việc của nơi khác.") % {"count": len(dropped)})
    return redirect(f"{reverse(_DESKS.get(document.state, 'papers:document'), args=[key])}#viec")


@require_POST
def reconsider(request: UserRequest, key: str) -> HttpResponse:
    duty = access.duty_for_deciding(request.user, key)
    proposing.reconsider(duty, by=request.actor)
    return _back(duty)


def amend(request: UserRequest, key: str) -> HttpResponse:
    """Change a duty's words, bearers, due, proof."""
    duty = access.duty_for_deciding(request.user, key)
    document = duty.document
    assert document is not None, "found through its paper"
    form = DutyForm(
        request.POST or None, unit=document.keeper, on=document.issued_on or clock.today(), duty=duty,
        with_groups=document.issuer_id == document.keeper_id, uppers=carryable(document),
        receivers=_receivers(document),
    )  # fmt: skip
    if form.is_valid():
        values = form.cleaned_data
        names = ("what", "due_on", "due_text", "proof", "measure", "recurrence", "accountable_office")
        try:
            proposing.amend(
                duty, bearers=form.bearers(), version=values["version"] or 0, by=request.actor,
                **{name: values[name] for name in names},
            )  # fmt: skip
            _tie(request, duty, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            return _back(duty)
    return page(request, "papers/duty_form.html", form=form, document=document, duty=duty, title=_("Sửa việc"))


def split(request: UserRequest, key: str) -> HttpResponse:
    """Put several duties in place of one."""
    duty = access.duty_for_deciding(request.user, key)
    form = SplitForm(request.POST or None, initial={"parts": duty.what, "version": duty.version})
    if form.is_valid():
        parts = form.cleaned_data["parts"].splitlines()
        try:
            proposing.split(duty, parts=parts, version=form.cleaned_data["version"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã tách việc."), undo=reverse("papers:reconsider", args=[key]))
            return _back(duty)
    return page(request, "papers/duty_form.html", form=form, document=duty.document, duty=duty, title=_("Tách việc"))


def add(request: UserRequest, key: str) -> HttpResponse:
    """Add a duty of the paper that nobody proposed."""
    document = access.paper_for_deciding(request.user, key)
    form = DutyForm(
        request.POST or None, unit=document.keeper, on=document.issued_on or clock.today(),
        with_groups=document.issuer_id == document.keeper_id or document.state == DocumentState.DRAFT,
        uppers=carryable(document), receivers=_receivers(document),
    )  # fmt: skip
    if form.is_valid():
        names = ("what", "due_on", "due_text", "proof", "measure", "recurrence")
        try:
            duty = proposing.add(
                document, bearers=form.bearers(), by=request.actor, **{name: form.cleaned_data[name] for name in names}
            )
            _tie(request, duty, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            return _back(duty)
    return page(request, "papers/duty_form.html", form=form, document=document, title=_("Thêm việc"))


def _receivers(document: RegisteredDocument) -> list[Body]:
    """Whom the unit's own paper goes to by name, in the order it is printed in."""
    if document.issuer_id not in (None, document.keeper_id):
        return []
    return [row.body for row in document.recipients.select_related("body") if row.body]


def spoken(request: UserRequest) -> HttpResponse:
    """Enter an order the unit gave by word of mouth; it is laid at once."""
    accounts.may(request.user, Task.ASSIGN, at=request.unit).require()
    today = clock.today()
    form = SpokenForm(request.POST or None, unit=request.unit, on=today, initial={"on": today, "recurrence": "once"})
    if form.is_valid():
        values = form.cleaned_data
        names = ("what", "due_on", "proof", "measure", "recurrence", "accountable_office", "on")
        try:
            duty = enter_spoken(
                giver=request.unit, bearers=_expanded(request, form), by=request.actor,
                **{name: values[name] for name in names},
            )  # fmt: skip
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã giao cho %(count)d đơn vị.") % {"count": duty.obligations.count()})
            return redirect("duties:spoken")
    return page(request, "papers/spoken.html", form=form)


def _tie(request: UserRequest, duty: Duty, form: DutyForm) -> None:
    """Say which obligation above the duty passes down, where the form asked."""
    if form.uppers:
        carry(duty, form.upper(), by=request.actor)


def _expanded(request: UserRequest, form: SpokenForm) -> list[Body]:
    """The bodies chosen, groups as they stand on the day the order was given."""
    bodies: dict[int, Body] = {}
    for bearer in form.bearers():
        if isinstance(bearer, Body):
            bodies[bearer.pk] = bearer
        else:
            meant = organisation.expand(bearer, issuer=request.unit, on=form.cleaned_data["on"])
            bodies |= {body.pk: body for body in meant}
    return list(bodies.values())


def _card(request: UserRequest, duty: Duty, problem: str = "") -> HttpResponse:
    """The card as it is now: alone for HTMX, in its page for a browser."""
    duty.refresh_from_db()
    if problem or request.headers.get("HX-Request") == "true":
        card = card_of(duty)
        return page(request, "papers/duty.html", part="card", card=card, document=duty.document, problem=problem)
    return _back(duty)


def _back(duty: Duty) -> HttpResponse:
    document = duty.document
    assert document is not None, "found through its paper"
    return redirect(f"{reverse(_DESKS.get(document.state, 'papers:document'), args=[document.key])}#viec-{duty.key}")
