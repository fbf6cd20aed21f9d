"""From a valid form to an act: its files are kept and the act recorded in one transaction."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.activities import actions
from congdoan.activities.actions import waiting
from congdoan.activities.details import Paper
from congdoan.activities.models import Act
from congdoan.activities.queries import Doubt, doubts_about
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.files import store_paper, store_photo
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import ancestors
from congdoan.reports.models import Report, ReportState
from congdoan.web.acts.forms.record import RecordForm
from congdoan.web.shell.request import UserRequest

FILES = (("photos", True), ("papers", False))
"""The fields with files, and whether they are photos."""


@transaction.atomic
def submit(form: RecordForm, request: UserRequest) -> Act:
    """Record what the form says in the name of the unit acted for, with the files it brought before and brings now."""
    said = form.cleaned_data
    kept = waiting.as_papers(waiting.waiting(said["client_token"], by=request.actor))
    known = {paper.file.digest for paper in kept}
    new = kept_files(said["photos"], said["papers"], by=request.actor)
    return actions.record(
        form.kind,
        lead=request.unit,
        title=said["title"],
        happened_on=said["happened_on"],
        until=said["until"],
        place=said["place"],
        note=said["note"],
        counts=form.counts,
        partners=form.partners,
        answers=form.answers,
        files=[*kept, *(paper for paper in new if paper.file.digest not in known)],
        details=form.details,
        client_token=said["client_token"],
        by=request.actor,
    )


def keep_for_later(form: RecordForm, request: UserRequest) -> None:
    """The form comes back: keep what was sent with it, show what is kept, name what is not."""
    token = form.cleaned_data.get("client_token", "")
    received: set[str] = set()
    for name, are_photos in FILES:
        sent = [(file.name or "", _content(file)) for file in form.cleaned_data.get(name) or []]
        if token and sent:
            try:
                received.update(waiting.keep_waiting(token, sent, are_photos=are_photos, by=request.actor))
            except Refused as too_many:
                form.add_error(name, str(too_many))
    rows = waiting.waiting(token, by=request.actor)
    for name, are_photos in FILES:
        shown = [(row.file.key, row.name) for row in rows if row.is_photo == are_photos]
        form.file_drop(name).show_kept(shown, received=received)


def let_go(request: UserRequest) -> None:
    """Drop the kept files that were ticked."""
    if ticked := request.POST.getlist("drop-file"):
        waiting.let_go(request.POST.get("client_token", ""), ticked, by=request.actor)


def _content(file: "UploadedFile[bytes]") -> bytes:
    file.seek(0)
    return bytes(file.read())


def kept_files(
    photos: "Iterable[UploadedFile[bytes]]", papers: "Iterable[UploadedFile[bytes]]", *, by: Actor
) -> list[Paper]:
    """Store what was uploaded: photos without their secrets, papers as they are."""
    kept = [Paper(store_photo(_content(file), name=file.name or "", by=by), is_photo=True) for file in photos]
    return kept + [Paper(store_paper(_content(file), name=file.name or "", by=by)) for file in papers]


def doubts(form: RecordForm, unit: Unit) -> list[Doubt]:
    """What to ask before recording: unusual counts, nothing counted, a period already signed above."""
    team = bool(form.detail_names) and "members" in form.fields
    found = [] if team else doubts_about(form.kind, lead=unit, counts=form.counts)
    return found + [
        Doubt("happened_on", _("%(words)s Vẫn ghi?") % {"words": words})
        for words in signed_over(unit, form.cleaned_data["happened_on"])[:1]
    ]


def signed_over(unit: Unit, day: date) -> list[str]:
    """For each report signed over the day, here or above: that its figures stay and this shows beside them."""
    units = ancestors(unit, on=day)
    reports = Report.objects.filter(
        unit__in=units, state=ReportState.SIGNED, request__period_start__lte=day, request__cutoff_on__gte=day
    ).select_related("unit", "request")
    return [
        _("%(unit)s đã ký “%(title)s”: số đã ký giữ nguyên, việc này hiện bên cạnh là thay đổi sau khi ký.")
        % {"unit": report.unit.name, "title": report.request.title}
        for report in reports.order_by("signed_at")
    ]
