"""Members' files, their spells at units, the records that begin and end those, and units known by number only."""

from congdoan.membership.models.files import Card, Contract, DuesBase, MemberFile
from congdoan.membership.models.headcounts import Headcount
from congdoan.membership.models.imports import ImportRow, ImportState, MemberImport
from congdoan.membership.models.movements import (
    Admission,
    AdmissionKind,
    EndCause,
    Exemption,
    ExemptionKind,
    Leaving,
    Spell,
    SpellEnd,
    Transfer,
    TransferState,
)
from congdoan.membership.models.party import PartyReferral, ReferralStage, Stage

__all__ = [
    "Admission",
    "AdmissionKind",
    "Card",
    "Contract",
    "DuesBase",
    "EndCause",
    "Exemption",
    "ExemptionKind",
    "Headcount",
    "ImportRow",
    "ImportState",
    "Leaving",
    "MemberFile",
    "MemberImport",
    "PartyReferral",
    "ReferralStage",
    "Spell",
    "SpellEnd",
    "Stage",
    "Transfer",
    "TransferState",
]
