"""The page of an act, its papers, its correction and withdrawal."""

from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.activities import access, actions
from congdoan.activities.models import Act
from congdoan.foundation.errors import Refused
from congdoan.foundation.files import open_stored
from congdoan.web.acts import telling
from congdoan.web.acts.forms.change import AskForm, CorrectForm, ReasonForm
from congdoan.web.acts.submitting import kept_files, signed_over
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def act(request: UserRequest, key: str) -> HttpResponse:
    """Everything about one act. Papers with names, and who recorded it, only for those who may read names."""
    found = access.act_for_reading(request.user, key)
    may_correct = access.may_correct(request.user, found)
    names = bool(access.may_see_names(request.user, found))
    return page(
        request,
        "acts/act.html",
        act=found,
        counts=telling.counts_of(found),
        photos=found.act_files.filter(role="photo").select_related("file"),
        papers=found.act_files.filter(role="paper").select_related("file"),
        partners=found.partners.select_related("body"),
        answers=found.answers.select_related(
            "obligation__duty__document", "obligation__duty__given_by", "obligation__bearer"
        ),
        short_form=telling.short_form_of(found),
        corrections=telling.corrections_of(found),
        conference=getattr(found, "conference", None),
        findings=found.findings.select_related("about", "duty"),
        teams=found.teams.select_related("unit"),
        may_correct=may_correct,
        may_see_names=names,
        drifts=signed_over(found.lead, found.happened_on),
        ask=AskForm(unit=request.unit) if may_correct else None,
    )


def paper(request: UserRequest, key: str, file_key: str) -> HttpResponseBase:
    """A photo is shown, anything else is handed over; never under another type than the one noted."""
    row = access.file_for_opening(request.user, key, file_key)
    answer = FileResponse(
        open_stored(row.file),
        as_attachment=row.role != "photo",
        filename=row.file.name,
        content_type=row.file.content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def correct(request: UserRequest, key: str) -> HttpResponse:
    """Change what the act says, with a reason."""
    found = access.act_for_correcting(request.user, key)
    form = CorrectForm(request.POST or None, request.FILES or None, act=found)
    drifts = signed_over(found.lead, found.happened_on)
    if not form.is_valid():
        return page(request, "acts/correct.html", part="form", act=found, form=form, drifts=drifts)
    said = form.cleaned_data
    try:
        with transaction.atomic():
            actions.correct(
                found,
                **{name: said[name] for name in ("title", "happened_on", "until", "place", "note", "counts")},
                partners=form.partners,
                details=form.details,
                files=kept_files(said["photos"], said["papers"], by=request.actor),
                reason=said["reason"],
                version=said["version"],
                by=request.actor,
            )
    except Refused as refused:
        if not isinstance(refused, telling.SAVED_FIRST):
            put_on(form, refused)
            return page(request, "acts/correct.html", part="form", act=found, form=form, drifts=drifts)
        raise
    toast(request, _("Đã đính chính; số cũ và lý do được giữ lại."))
    return redirect("acts:act", found.key)


def withdraw(request: UserRequest, key: str) -> HttpResponse:
    """A summary of what will be taken back, then the withdrawal with its reason."""
    found = access.act_for_correcting(request.user, key)
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    if not form.is_valid():
        return page(
            request,
            "acts/withdraw.html",
            act=found,
            form=form,
            counts=telling.counts_of(found),
            answers=found.answers.filter(completes=True).select_related("obligation__duty"),
            drifts=signed_over(found.lead, found.happened_on),
        )
    actions.withdraw(found, reason=form.cleaned_data["reason"], version=form.cleaned_data["version"], by=request.actor)
    toast(request, _("Đã rút việc này; bản ghi vẫn xem được."))
    return redirect("acts:act", found.key)


def conclude(request: UserRequest, key: str) -> HttpResponse:
    """Add a conclusion to a conference, or the duty of a finding's recommendation to an inspection."""
    found = access.act_for_correcting(request.user, key)
    form = AskForm(request.POST or None, unit=request.unit)
    if not form.is_valid():
        return page(request, "acts/ask.html", act=found, form=form, finding=None)
    try:
        actions.conclude(found, text=form.cleaned_data["text"], asked=form.asked, by=request.actor)
    except Refused as refused:
        put_on(form, refused)
        return page(request, "acts/ask.html", act=found, form=form, finding=None)
    toast(request, _("Đã thêm kết luận."))
    return redirect("acts:act", found.key)


def assign(request: UserRequest, key: str, ordinal: int) -> HttpResponse:
    """Lay a conclusion that was only noted on those it names."""
    found = access.act_for_correcting(request.user, key)
    noted = telling.conclusion_of(found, ordinal)
    form = AskForm(request.POST or None, unit=request.unit, must_name=True, initial={"text": noted.text})
    if not form.is_valid() or form.asked is None:
        return page(request, "acts/ask.html", act=found, form=form, finding=None, noted=noted)
    try:
        actions.assign(noted, asked=form.asked, by=request.actor)
    except Refused as refused:
        put_on(form, refused)
        return page(request, "acts/ask.html", act=found, form=form, finding=None, noted=noted)
    toast(request, _("Đã giao kết luận thành nhiệm vụ."))
    return redirect("acts:act", found.key)


def recommend(request: UserRequest, key: str, ordinal: int) -> HttpResponse:
    """Lay the recommendation of a finding on those it names."""
    found = access.act_for_correcting(request.user, key)
    finding = _finding(found, ordinal)
    first = {"text": finding.recommendation, "bearer": finding.about}
    form = AskForm(request.POST or None, unit=request.unit, must_name=True, initial=first)
    if not form.is_valid() or form.asked is None:
        return page(request, "acts/ask.html", act=found, form=form, finding=finding)
    try:
        actions.recommend(finding, asked=form.asked, by=request.actor)
    except Refused as refused:
        put_on(form, refused)
        return page(request, "acts/ask.html", act=found, form=form, finding=finding)
    toast(request, _("Đã giao kiến nghị thành nhiệm vụ."))
    return redirect("acts:act", found.key)


def _finding(found: Act, ordinal: int) -> "telling.Finding":
    finding = found.findings.filter(ordinal=ordinal).select_related("about").first()
    if finding is None:
        raise telling.no_such_finding()
    return finding
