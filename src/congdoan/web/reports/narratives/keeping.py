"""A text is taken in, reworded, put away; what was found is kept."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.foundation.errors import Changed, Refused
from congdoan.narratives import access, actions
from congdoan.narratives.models import Narrative
from congdoan.web.reports.narratives.forms import NewForm, WordsForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def new(request: UserRequest) -> HttpResponse:
    """Paste a text or drop a file: it is kept with every figure in it."""
    access.may_check(request.user, request.unit).require()
    form = NewForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            narrative = _kept(request, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            return redirect("reports:narrative", narrative.key)
    return page(request, "narratives/new.html", part="form", form=form)


def reword(request: UserRequest, key: str) -> HttpResponse:
    """Edit the text; its figures are found again by their words."""
    narrative = access.narrative_for_changing(request.user, key)
    form = WordsForm(request.POST or None, initial={"text": narrative.text, "version": narrative.version})
    theirs = ""
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            actions.revise(narrative, text=text, version=form.cleaned_data["version"], by=request.actor)
        except Changed as changed:
            theirs = changed.theirs.get("text", "")
            form.add_error(None, str(changed))
            narrative.refresh_from_db()
            form.data = {**request.POST.dict(), "version": str(narrative.version)}
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã lưu. Con số nào đổi thì chờ xác nhận lại."))
            return redirect("reports:narrative", key)
    return page(request, "narratives/reword.html", part="form", narrative=narrative, form=form, theirs=theirs)


@require_POST
def save_check(request: UserRequest, key: str) -> HttpResponse:
    """Keep what was found now."""
    narrative = access.narrative_for_changing(request.user, key)
    actions.save_check(narrative, reader=request.user, by=request.actor)
    toast(request, _("Đã lưu lần đối chiếu này."))
    return redirect("reports:narrative", key)


@require_POST
def discard(request: UserRequest, key: str) -> HttpResponse:
    narrative = access.narrative_for_changing(request.user, key)
    actions.discard(narrative, by=request.actor)
    toast(request, _("Đã cất văn bản đối chiếu."), undo=reverse("reports:narrative_back", args=[key]))
    return redirect("reports:narratives")


@require_POST
def bring_back(request: UserRequest, key: str) -> HttpResponse:
    narrative = access.narrative(request.user, key)
    access.may_check(request.user, narrative.unit).require()
    actions.bring_back(narrative, by=request.actor)
    return redirect("reports:narrative", key)


def _kept(request: UserRequest, form: NewForm) -> Narrative:
    values = form.cleaned_data
    files = values["file"]
    return actions.keep(
        request.unit,
        text=values["text"].replace("\r\n", "\n"),
        title=values["title"],
        period=values["period"],
        file=(files[0].name, files[0].read()) if files else None,
        by=request.actor,
    )
