"""The short forms laid beside an act, and the counts that follow from them."""

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
        raise Refused(_("Loại việc “%(kind)s” không dùng mẫu này.") % {"kind": act.kind.name}, field="kind")
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


def counts_of_team(kind: ActKind, details: TeamDetails) -> dict[str, int]:
    """One team and its members, under the measures the kind names for them."""
    if details.members < 1:
        raise Refused(_("Tổ phải có ít nhất một thành viên."), field="members")
    counts = {"team": 1, "members": details.members}
    return {row.measure_id: counts[row.part] for row in kind.countables.exclude(part="")}


def _conference(act: Act, details: ConferenceDetails) -> None:
    called, present = details.members_called, details.members_present
    if called is not None and present is not None and present > called:
        raise Refused(
            _("Số ủy viên dự (%(present)d) nhiều hơn số được triệu tập (%(called)d); khách mời ghi ở ô riêng.")
            % {"present": present, "called": called},
            field="members_present",
        )
    Conference.objects.create(
        act=act,
        committee=nfc(details.committee),
        ordinal=details.ordinal,
        is_enlarged=details.is_enlarged,
        members_called=called,
        members_present=present,
        invitees=details.invitees,
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
    SituationNote.objects.create(
        act=act,
        phase=nfc(details.phase),
        jobs=nfc(details.jobs),
        wages=nfc(details.wages),
        mood=nfc(details.mood),
        proposals=nfc(details.proposals),
    )


def _findings(act: Act, details: InspectionDetails) -> None:
    Finding.objects.bulk_create(
        [
            Finding(
                act=act, ordinal=ordinal, about=row.about, text=nfc(row.text), recommendation=nfc(row.recommendation)
            )
            for ordinal, row in enumerate(details.findings, start=1)
        ]
    )
