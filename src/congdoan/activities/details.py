"""What the short forms carry into an act: one small value for each form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congdoan.foundation.models import StoredFile
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Body


@dataclass(frozen=True, slots=True)
class Answer:
    """The act answers `obligation`; `completes` says the bearer considers it done by this act."""

    obligation: Obligation
    completes: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A stored file of the act. A photo may be seen by readers of the unit, a paper by those who may read names."""

    file: StoredFile
    is_photo: bool = False


@dataclass(frozen=True, slots=True)
class ConferenceDetails:
    """Members of the committee and invitees are different people: None where the form was left empty."""

    committee: str = ""
    ordinal: int | None = None
    is_enlarged: bool = False
    members_called: int | None = None
    members_present: int | None = None
    invitees: int | None = None


@dataclass(frozen=True, slots=True)
class SittingDetails:
    theme: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class TeamDetails:
    """A team that stands from the day of the act. Its counts follow from `members`; the act states none beside."""

    name: str
    members: int


@dataclass(frozen=True, slots=True)
class SituationDetails:
    phase: str = ""
    jobs: str = ""
    wages: str = ""
    mood: str = ""
    proposals: str = ""


@dataclass(frozen=True, slots=True)
class FindingDetails:
    about: Body
    text: str
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class InspectionDetails:
    findings: Sequence[FindingDetails]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a conclusion or a recommendation asks: of whom, by when. `due_on` None leaves the date to be mended."""

    bearers: Sequence[Body]
    what: str
    due_on: date | None = None


Details = ConferenceDetails | SittingDetails | TeamDetails | SituationDetails | InspectionDetails
