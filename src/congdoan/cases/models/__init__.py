"""Programmes, cases, gift rounds and houses."""

from congdoan.cases.models.cases import (
    AskedAs,
    CaseEvent,
    CaseFile,
    Decision,
    FollowUp,
    HandOver,
    Proposal,
    Relation,
    SupportCase,
    SupportCaseQuerySet,
    Survey,
)
from congdoan.cases.models.houses import Contribution, Giver, HouseProject, LandPaper, Milestone, MilestoneKind
from congdoan.cases.models.programmes import Family, Programme
from congdoan.cases.models.rounds import ParcelItem, Quota, Round, RoundState
from congdoan.cases.states import CaseState

__all__ = [
    "AskedAs",
    "CaseEvent",
    "CaseFile",
    "CaseState",
    "Contribution",
    "Decision",
    "Family",
    "FollowUp",
    "Giver",
    "HandOver",
    "HouseProject",
    "LandPaper",
    "Milestone",
    "MilestoneKind",
    "ParcelItem",
    "Programme",
    "Proposal",
    "Quota",
    "Relation",
    "Round",
    "RoundState",
    "SupportCase",
    "SupportCaseQuerySet",
    "Survey",
]
