"""From a valid form to an act: its files are kept and the act recorded in one transaction."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.activities import actions
from congdoan.activities.details import Paper
from congdoan.activities.models import Act
from congdoan.activities.queries import Doubt, doubts_about
from congdoan.foundation.actor import Actor
from congdoan.foundation.files import store, store_photo
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import ancestors
from congdoan.reports.models import Report, ReportState
from congdoan.web.acts.forms.record import RecordForm
from congdoan.web.shell.request import UserRequest


@transaction.atomic
def submit(form: RecordForm, request: UserRequest) -> Act:
    """Record what the form says in the name of the unit acted for."""
    said = form.cleaned_data
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
        files=kept_files(said["photos"], said["papers"], by=request.actor),
        details=form.details,
        client_token=said["client_token"],
        by=request.actor,
    )


def kept_files(
    photos: "Iterable[UploadedFile[bytes]]", papers: "Iterable[UploadedFile[bytes]]", *, by: Actor
) -> list[Paper]:
    """Store what was uploaded: photos without their secrets, papers as they are."""
    kept = [Paper(store_photo(file.read(), name=file.name or "", by=by), is_photo=True) for file in photos]
    return kept + [Paper(store(file.read(), name=file.name or "", by=by)) for file in papers]


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
