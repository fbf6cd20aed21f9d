"""The cases of a person who is forgotten: stories, papers and photos go; that help was given, and how much, stays."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.cases.models import (
    CaseEvent,
    CaseFile,
    Contribution,
    FollowUp,
    Giver,
    HandOver,
    HouseProject,
    Proposal,
    SupportCase,
    Survey,
)
from congdoan.cases.rules import GIVEN, OPEN
from congdoan.foundation import audit, files
from congdoan.foundation.actor import Actor
from congdoan.foundation.forgetting import ANONYMOUS, Kept, Obstacle, free_from, without_name
from congdoan.foundation.models import StoredFile
from congdoan.organisation.models import Person
from congdoan.organisation.queries import parameter_at

YEARS = "cases.dossier_kept_years"


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """Cases not ended, visits still due, houses still being built, and a time dossiers must be kept."""
    own = SupportCase.objects.filter(person=person)
    found = [
        (own.filter(state__in=OPEN).count(), _("hồ sơ hỗ trợ đang giải quyết")),
        (own.filter(state__in=GIVEN, visit_due_on__isnull=False).count(), _("hồ sơ hỗ trợ chờ thăm lại")),
        (_houses(person).filter(finished_on__isnull=True, started_on__isnull=False).count(), _("nhà đang xây")),
    ]
    return [Obstacle("cases", count, words) for count, words in found if count] + _must_be_kept(person, on)


def kept(person: Person, on: date) -> list[Kept]:
    """Decisions and minutes as they were issued: they name nobody, a code and initials only."""
    return []


def forget(person: Person, on: date, by: Actor) -> None:
    """Everything sealed is emptied and every file destroyed. Sums, days, kinds and the steps taken stand."""
    own = SupportCase.objects.filter(person=person)
    papers = CaseFile.objects.filter(case__in=own)
    files.destroy(StoredFile.objects.filter(pk__in=papers.values("file")))
    papers.delete()
    CaseEvent.objects.filter(case__in=own).update(note="")
    Survey.objects.filter(case__in=own).update(found="")
    Proposal.objects.filter(case__in=own).update(exception="")
    HandOver.objects.filter(case__in=own).update(receiver="", place="")
    FollowUp.objects.filter(case__in=own).update(found="")
    houses = _houses(person)
    _unname_givers(houses, person.name)
    houses.update(place="")
    sources = [row.source for row in own]
    own.update(story="", facts="", relative_name="", another_because="", blind_citizen_id="", blind_relative="")
    audit.unname(sources, person.name, replacement=ANONYMOUS)


def _unname_givers(houses: QuerySet[HouseProject], name: str) -> None:
    """The family's name goes; others who gave are thanked by theirs, unless it is the person's."""
    for gift in Contribution.objects.filter(house__in=houses).exclude(name=""):
        is_family = gift.giver == Giver.FAMILY
        gift.name = ANONYMOUS if is_family else without_name(gift.name, name)[:160]
        gift.save(update_fields=["name"])


def _houses(person: Person) -> QuerySet[HouseProject]:
    return HouseProject.objects.filter(Q(lead__person=person) | Q(cases__person=person)).distinct()


def _must_be_kept(person: Person, on: date) -> list[Obstacle]:
    """Until when the last of the dossiers must be kept, where a rule of its own day says so."""
    latest = None
    for case in SupportCase.objects.filter(person=person).exclude(state__in=OPEN).select_related("unit"):
        last = case.events.last()
        ended = case.handed_on or (last.on if last else case.received_on)
        until = free_from(ended, int(parameter_at(YEARS, case.unit, ended).value))
        latest = max(until, latest or until)
    return [Obstacle("cases", 1, _("hồ sơ hỗ trợ còn phải lưu giữ"), latest)] if latest and latest > on else []
