"""The short forms laid beside an act, and the counts that follow from them."""

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from congdoan.activities.details import (
    ConferenceDetails,
    Details,
    InspectionDetails,
    SittingDetails,
    SituationDetails,
    TeamDetails,
)
from congdoan.activities.models import (
    Act,
    ActForm,
    ActKind,
    Conference,
    Finding,
    Sitting,
    SituationNote,
    StandingTeam,
)
from congdoan.foundation.errors import Refused
from congdoan.foundation.text import nfc

FORM_OF: dict[type[Any], str] = {
    ConferenceDetails: ActForm.CONFERENCE,
    SittingDetails: ActForm.SITTING,
    TeamDetails: ActForm.TEAM,
    SituationDetails: ActForm.SITUATION,
    InspectionDetails: ActForm.INSPECTION,
}


def write(act: Act, details: Details) -> None:
    """Keep the short form with its act. Raises Refused when the kind has another form."""
    if act.kind.form != FORM_OF[type(details)]:
        raise Refused(_("Loại việc “%(kind)s” không dùng mẫu này.") % {"kind": act.kind}, field="kind")
    match details:
        case ConferenceDetails():
            _conference(act, details)
        case SittingDetails():
            Sitting.objects.create(act=act, theme=nfc(details.theme), channel=nfc(details.channel))
        case TeamDetails():
            _team(act, details)
        case SituationDetails():
            _situation(act, details)
        case InspectionDetails():
            _findings(act, details)


def rewrite(act: Act, details: Details) -> None:
    """Put what a conference, a sitting or a note on the situation now says in place of what it said.

    Raises Refused for a form that is corrected elsewhere: a team changes by its own changes, a finding stands.
    """
    if not isinstance(details, ConferenceDetails | SittingDetails | SituationDetails):
        raise Refused(_("Mẫu này không đính chính ở đây."), field="kind")
    for model in (Conference, Sitting, SituationNote):
        stored = model.objects.filter(act=act).first()
        if stored is None:
            continue
        if isinstance(details, ConferenceDetails):
            _refuse_more_present_than_called(details)
        for name, value in said_in(details).items():
            setattr(stored, name, value)
        stored.save()
        return
    write(act, details)


def said_in(details: ConferenceDetails | SittingDetails | SituationDetails) -> dict[str, Any]:
    """The values of a short form by the names of their columns."""
    said = {field.name: getattr(details, field.name) for field in fields(details)}
    return {name: nfc(value) if isinstance(value, str) else value for name, value in said.items()}


def stands_in(act: Act) -> dict[str, Any]:
    """What the short form of a conference, a sitting or a note on the situation says now; empty for other kinds."""
    forms: tuple[tuple[type[Any], type[Any]], ...] = (
        (Conference, ConferenceDetails),
        (Sitting, SittingDetails),
        (SituationNote, SituationDetails),
    )
    for model, details in forms:
        if stored := model.objects.filter(act=act).first():
            return {field.name: getattr(stored, field.name) for field in fields(details)}
    return {}


def counts_of_team(kind: ActKind, details: TeamDetails) -> dict[str, int]:
    """One team and its members, under the measures the kind names for them."""
    if details.members < 1:
        raise Refused(_("Tổ phải có ít nhất một thành viên."), field="members")
    counts = {"team": 1, "members": details.members}
    return {row.measure_id: counts[row.part] for row in kind.countables.exclude(part="")}


def _conference(act: Act, details: ConferenceDetails) -> None:
    _refuse_more_present_than_called(details)
    Conference.objects.create(act=act, **said_in(details))


def _refuse_more_present_than_called(details: ConferenceDetails) -> None:
    called, present = details.members_called, details.members_present
    if called is not None and present is not None and present > called:
        raise Refused(
            _("Số ủy viên dự (%(present)d) nhiều hơn số được triệu tập (%(called)d); khách mời ghi ở ô riêng.")
            % {"present": present, "called": called},
            field="members_present",
        )


def _team(act: Act, details: TeamDetails) -> None:
    StandingTeam.objects.create(
        unit=act.lead,
        kind=act.kind,
        name=nfc(details.name).strip() or act.title,
        members=details.members,
        active_since=act.happened_on,
        act=act,
    )


def _situation(act: Act, details: SituationDetails) -> None:
    SituationNote.objects.create(act=act, **said_in(details))


def _findings(act: Act, details: InspectionDetails) -> None:
    Finding.objects.bulk_create(
        [
            Finding(
                act=act, ordinal=ordinal, about=row.about, text=nfc(row.text), recommendation=nfc(row.recommendation)
            )
            for ordinal, row in enumerate(details.findings, start=1)
        ]
    )
