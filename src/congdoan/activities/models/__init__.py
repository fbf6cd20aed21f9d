"""What was done: acts with their counts, partners, papers and photos, and the short forms of particular kinds."""

from congdoan.activities.models.acts import (
    Act,
    ActAnswer,
    ActCount,
    ActFile,
    ActPartner,
    ActState,
    Correction,
)
from congdoan.activities.models.kinds import ActForm, ActKind, CountableIn
from congdoan.activities.models.short_forms import Conclusion, Conference, Finding, Sitting, SituationNote
from congdoan.activities.models.teams import StandingTeam, TeamChange
from congdoan.activities.models.waiting import WaitingFile

__all__ = [
    "Act",
    "ActAnswer",
    "ActCount",
    "ActFile",
    "ActForm",
    "ActKind",
    "ActPartner",
    "ActState",
    "Conclusion",
    "Conference",
    "Correction",
    "CountableIn",
    "Finding",
    "Sitting",
    "SituationNote",
    "StandingTeam",
    "TeamChange",
    "WaitingFile",
]
