"""A paper is dropped in, read, corrected beside its own words, and entered in the incoming book."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.keys import new_key
from congdoan.intake import actions as intake
from congdoan.intake.queries import batch_of, next_after, recent
from congdoan.obligations import proposing
from congdoan.organisation.actions import register_body
from congdoan.registry import access, actions, queries
from congdoan.registry.models import DocumentState, RegisteredDocument
from congdoan.web.papers.cards import cards_of
from congdoan.web.papers.forms.conflicts import by_label
from congdoan.web.papers.forms.drop import DropForm
from congdoan.web.papers.forms.papers import ArrivingForm, bases_formset
from congdoan.web.papers.forms.recipients import meanings_of
from congdoan.web.papers.marks import marked
from congdoan.web.papers.rows import rows_of
from congdoan.web.papers.thread import knots
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def drop(request: UserRequest) -> HttpResponse:
    """Drop a file or paste a text: it is read and lies on the desk. Several files are left to the worker."""
    access.may_register(request.user, request.unit).require()
    form = DropForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["file"]
        try:
            if len(files) > 1:
                batch = intake.drop(request.unit, [(each.name, each.read()) for each in files], by=request.actor)
                return redirect("papers:batch", batch.key)
            document = _received(request, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            return redirect("papers:read", document.key)
    batches = recent(request.unit)[:10]
    return page(request, "papers/drop.html", part="form", form=form, batches=batches)


def read(request: UserRequest, key: str) -> HttpResponse:
    """The paper's own words beside what was read from them and what they ask."""
    document = access.document_for_reading(request.user, key)
    if document.state != DocumentState.ARRIVING:
        return redirect("papers:document", key)
    access.may_edit(request.user, document).require()
    is_sent = request.method == "POST"
    form = ArrivingForm(request.POST if is_sent else None, unit=document.keeper, document=document)
    bases = bases_formset(request.POST if is_sent else None, document)
    theirs: dict[str, str] = {}
    if is_sent and form.is_valid() and bases.is_valid():
        try:
            return _saved(request, document, form, bases)
        except Changed as changed:
            theirs = by_label(form, changed.theirs)
            form.add_error(None, str(changed))
        except Refused as refused:
            put_on(form, refused)
        document.refresh_from_db()
        if theirs:
            form.data = {**request.POST.dict(), "version": str(document.version)}
    return page(request, "papers/read.html", **_context(request, document, form, bases, theirs))


@require_POST
def claim(request: UserRequest, key: str) -> HttpResponse:
    """The paper is our own, signed before: on to issuing it with the number it bears."""
    document = access.document_for_editing(request.user, key)
    proposing.take_as_own(document, by=request.actor)
    toast(request, _("Đã chuyển thành văn bản của đơn vị; kiểm tra rồi đưa vào sổ đi."))
    return redirect("papers:edit", key)


def _received(request: UserRequest, form: DropForm) -> RegisteredDocument:
    files = form.cleaned_data["file"]
    if files:
        document = proposing.receive(request.unit, data=files[0].read(), name=files[0].name, by=request.actor)
    else:
        document = proposing.receive(request.unit, text=form.cleaned_data["text"], by=request.actor)
    return document


def _saved(request: UserRequest, document: RegisteredDocument, form: ArrivingForm, bases: Any) -> HttpResponse:
    fields = form.fields_entered(bases)
    if form.cleaned_data["add_issuer"] and not fields.issuer and fields.issuer_text:
        since = fields.issued_on or clock.today()
        body = register_body(f"NGOAI-{new_key()}", name=fields.issuer_text, since=since, by=request.actor)
        fields = fields.with_(issuer=body)
    version = form.cleaned_data["version"]
    before = document.issuer_id
    saved = actions.correct_arriving(document, fields=fields, version=version, by=request.actor)
    if before != saved.issuer_id:
        proposing.readdress(saved, by=request.actor)
    if request.POST.get("then") != "enter":
        toast(request, _("Đã lưu. Văn bản còn chờ vào sổ."))
        return redirect("papers:read", _next_key(request, saved))
    form.data = {**request.POST.dict(), "version": str(saved.version)}
    taken = proposing.register(saved, received_on=form.cleaned_data["received_on"], by=request.actor)
    toast(request, _("Đã vào sổ đến số %(number)d.") % {"number": taken.number})
    following = next_after(saved)
    return redirect("papers:read", following.key) if following else redirect("papers:document", document.key)


def _next_key(request: UserRequest, document: RegisteredDocument) -> str:
    """The paper itself, or with "lưu rồi sang văn bản sau" the next of its batch that still lies on the desk."""
    following = next_after(document) if request.POST.get("then") == "next" else None
    return following.key if following else document.key


def _context(
    request: UserRequest, document: RegisteredDocument, form: ArrivingForm, bases: Any, theirs: dict[str, str]
) -> dict[str, Any]:
    duties = list(document.duties.select_related("clause", "measure").order_by("ordinal", "pk"))
    text = marked(document, duties)
    cards = cards_of(document, duties)
    rows = rows_of(form, text)
    lines = queries.reached(document, on=document.issued_on or clock.today())
    return {
        "document": document,
        "form": form,
        "bases": bases,
        "theirs": theirs,
        "text": text,
        "leading": [row for row in rows if row.is_leading],
        "others_read": [row for row in rows if not row.is_leading],
        "is_wrong": bases.is_bound and not bases.is_valid(),
        "doubtful": sum(row.is_doubtful or row.is_missing for row in rows),
        "cards": cards,
        "others": sum(card.is_others for card in cards),
        "recipients": lines,
        "meanings": meanings_of(document.keeper, lines),
        "is_own": document.issuer_id == document.keeper_id,
        "twin": _twin(document),
        "batch": batch_of(document),
        "files": list(document.document_files.select_related("file")),
        "warnings": document.reading.get("warnings", []),
        "steps": knots(document, request.user),
    }


def _twin(document: RegisteredDocument) -> queries.Twin | None:
    """A paper of this unit that is this one already, and by what it is known: its file, its number, its words."""
    for row in document.document_files.select_related("file"):
        if found := queries.twin_of_file(document.keeper, row.file.digest, but=document):
            return found
    return queries.twin_of(document.keeper, queries.fields_of(document), but=document)
