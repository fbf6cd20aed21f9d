"""Search over papers, units, duties, acts and cases, without accents, within what the reader may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.activities.models import Act, ActState
from congdoan.cases.access import workplaces_told
from congdoan.cases.models import SupportCase
from congdoan.cases.queries import cases_saying
from congdoan.foundation.text import fold
from congdoan.obligations.access import visible_to
from congdoan.obligations.models import Obligation
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body, Unit
from congdoan.registry import access as registry
from congdoan.registry.models import RegisteredDocument

AT_MOST = 12
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The first of each kind; `more` names the kinds of which there are more than shown. `told`: the ids of the cases
    of which the reader may be told where the person works.
    """

    papers: tuple[RegisteredDocument, ...] = ()
    units: tuple[Unit, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    acts: tuple[Act, ...] = ()
    cases: tuple[SupportCase, ...] = ()
    told: frozenset[int] = frozenset()
    more: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.papers or self.units or self.obligations or self.acts or self.cases)


def search(words: str, user: User) -> Found:
    """Whatever holds every word of `words`, at most twelve of each kind. Nothing for fewer than two letters.

    Seven queries at the most and those of the reader's standing. Cases are found by their code, decision and public
    name alone.
    """
    asked = fold(words).split()
    if len("".join(asked)) < SHORTEST:
        return Found()
    papers = list(
        registry.visible_to(user).saying(words).without_words().select_related("issuer", "type")[: AT_MOST + 1]
    )
    reach = accounts.units_in_reach(user, Task.READ)
    bodies = organisation.search(words, among=Body.objects.filter(pk__in=reach.values("pk")))
    units = list(Unit.objects.filter(pk__in=bodies.values("pk")).select_related("level")[: AT_MOST + 1])
    obligations = list(_obligations(asked, user)[: AT_MOST + 1])
    acts = list(_acts(asked, user)[: AT_MOST + 1])
    cases = list(cases_saying(asked, user)[: AT_MOST + 1])
    kinds: dict[str, list[Any]] = {
        "papers": papers, "units": units, "obligations": obligations, "acts": acts, "cases": cases
    }  # fmt: skip
    return Found(
        papers=tuple(papers[:AT_MOST]),
        units=tuple(units[:AT_MOST]),
        obligations=tuple(obligations[:AT_MOST]),
        acts=tuple(acts[:AT_MOST]),
        cases=tuple(cases[:AT_MOST]),
        told=frozenset(workplaces_told(user, cases[:AT_MOST])),
        more=frozenset(kind for kind, rows in kinds.items() if len(rows) > AT_MOST),
    )


def _obligations(words: list[str], user: User) -> QuerySet[Obligation]:
    """Each word stands in the duty, in its paper's symbol, or in the bearer's name."""
    found = visible_to(user)
    for word in words:
        found = found.filter(Q(duty__folded__contains=word) | Q(bearer__folded__contains=word))
    return found.filter(_says_something(words)).with_names().order_by("-placed_on", "-pk")


def _says_something(words: list[str]) -> Q:
    """At least one word is the duty's own: a unit's name alone means the unit, not everything it owes."""
    said = Q()
    for word in words:
        said |= Q(duty__folded__contains=word)
    return said


def _acts(words: list[str], user: User) -> QuerySet[Act]:
    found = Act.objects.visible_to(user).filter(state=ActState.RECORDED)
    for word in words:
        found = found.filter(folded__contains=word)
    return found.select_related("lead", "kind").distinct()
