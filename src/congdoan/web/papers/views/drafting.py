"""A paper of one's own is written: begun on the ground of another, saved, set aside, taken back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, Refused
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import BodyGroup
from congdoan.registry import access, actions, queries
from congdoan.registry.fields import PaperFields
from congdoan.registry.models import DocumentState, RegisteredDocument
from congdoan.web.papers.cards import cards_of
from congdoan.web.papers.forms.conflicts import by_label
from congdoan.web.papers.forms.papers import DraftForm, bases_formset
from congdoan.web.papers.forms.recipients import MeaningForm, meanings_of
from congdoan.web.papers.thread import knots
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import not_done, toast


@require_POST
def begin(request: UserRequest) -> HttpResponse:
    """A new draft of the unit, empty or carrying out another paper (`can-cu`)."""
    access.may_register(request.user, request.unit).require()
    upper_key = request.POST.get("can-cu", "")
    today = clock.today()
    if upper_key:
        upper = access.document_for_reading(request.user, upper_key)
        fields = queries.outline_from(upper, unit=request.unit, on=today)
        document = actions.draft(request.unit, fields=fields, based_on=[upper], by=request.actor)
    else:
        superior = organisation.parent(request.unit, on=today)
        above = superior.name if superior else ""
        fields = PaperFields("", place=organisation.place_of(request.unit, on=today), superior_text=above, archive="VT")
        document = actions.draft(request.unit, fields=fields, by=request.actor)
    return redirect("papers:edit", document.key)


def edit(request: UserRequest, key: str) -> HttpResponse:
    """The draft: its fields, its body, whom it reaches, what it asks."""
    document = access.document_for_reading(request.user, key)
    if document.state != DocumentState.DRAFT:
        return redirect("papers:document", key)
    access.may_edit(request.user, document).require()
    is_sent = request.method == "POST"
    form = DraftForm(request.POST if is_sent else None, unit=document.keeper, document=document)
    bases = bases_formset(request.POST if is_sent else None, document)
    theirs: dict[str, str] = {}
    if is_sent and form.is_valid() and bases.is_valid():
        try:
            fields = form.fields_entered(bases)
            actions.revise(document, fields=fields, version=form.cleaned_data["version"], by=request.actor)
        except Changed as changed:
            theirs = by_label(form, changed.theirs)
            form.add_error(None, str(changed))
            document.refresh_from_db()
            form.data = {**request.POST.dict(), "version": str(document.version)}
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã lưu dự thảo."))
            return redirect("papers:preview" if request.POST.get("then") == "preview" else "papers:edit", key)
    return page(request, "papers/draft.html", **_context(request, document, form, bases, theirs))


@require_POST
def readdress(request: UserRequest, key: str, recipient: int) -> HttpResponse:
    """Say whom one line of recipients means."""
    document = access.document_for_editing(request.user, key)
    row = get_object_or_404(document.recipients, pk=recipient)
    form = MeaningForm(request.POST, unit=document.keeper, prefix=f"r{recipient}")
    back = reverse("papers:edit" if document.state == DocumentState.DRAFT else "papers:read", args=[key])
    if form.is_valid():
        values = form.cleaned_data
        group = BodyGroup.objects.filter(code=values["group"]).first() if values["group"] else None
        actions.name_recipient(row, group=group, body=None if group else values["body"], by=request.actor)
        toast(request, _("Đã ghi nơi nhận."))
    else:
        not_done(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(f"{back}#noi-nhan")


@require_POST
def set_aside(request: UserRequest, key: str) -> HttpResponse:
    document = access.document_for_editing(request.user, key)
    actions.set_aside(document, by=request.actor)
    toast(request, _("Đã bỏ khỏi bàn làm việc."), undo=reverse("papers:bring_back", args=[key]))
    return redirect("papers:list")


@require_POST
def bring_back(request: UserRequest, key: str) -> HttpResponse:
    document = access.document_for_reading(request.user, key)
    access.may_register(request.user, document.keeper).require()
    actions.bring_back(document, by=request.actor)
    return redirect("papers:document", key)


def _context(
    request: UserRequest, document: RegisteredDocument, form: DraftForm, bases: Any, theirs: dict[str, str]
) -> dict[str, Any]:
    duties = list(document.duties.select_related("clause", "measure").order_by("ordinal", "pk"))
    lines = queries.reached(document, on=clock.today())
    return {
        "document": document,
        "form": form,
        "bases": bases,
        "theirs": theirs,
        "cards": cards_of(document, duties),
        "recipients": lines,
        "meanings": meanings_of(document.keeper, lines),
        "steps": knots(document, request.user),
        "may_issue": access.may_issue(request.user, document),
    }
