"""What the rules say of a case: the dated rulebooks of the payer, what the person was granted before, the ruling."""

import json
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from congdoan.accounts.models import RoleHolding
from congdoan.accounts.persons import same_hands
from congdoan.accounts.rules import Task, roles_for
from congdoan.cases.models import Programme, Proposal, SupportCase
from congdoan.cases.models.cases import HAS_DECISION
from congdoan.cases.rules import (
    Answer,
    Asked,
    Event,
    Given,
    Limits,
    Majority,
    Rulebook,
    Ruling,
    judge,
    limits_of,
    read_rulebook,
    rulebook_for,
)
from congdoan.foundation import clock
from congdoan.foundation.models import Parameter
from congdoan.foundation.queries import parameter
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import ancestors, level_on, parameter_at


def rulebooks(programme: Programme, payer: Unit, on: date) -> dict[str, list[Rulebook]]:
    """The programme's rulebooks by whose they are: the payer's own first, then each unit's above, "" for all. Two
    queries.
    """
    scopes = [payer.code, *(unit.code for unit in reversed(ancestors(payer, on=on)) if unit.pk != payer.pk), ""]
    rows = Parameter.objects.filter(key=f"{RULES}{programme.code}", scope__in=scopes)
    found: dict[str, list[Rulebook]] = {scope: [] for scope in scopes}
    for row in rows.order_by("valid"):
        found[row.scope].append(_rulebook(row, programme))
    return found


def rulebook_holding(programme: Programme, unit: Unit, on: date) -> Rulebook | None:
    """The rule that judges at the unit what happens on the day: its own, else the nearest above. Two queries."""
    for books in rulebooks(programme, unit, on).values():
        holds = [book for book in books if book.since <= on and (book.until is None or on < book.until)]
        if holds:
            return holds[-1]
    return None


def rulebook_stored(programme: Programme, unit: Unit, row: str) -> Rulebook | None:
    """The rule of that stored row (`Rulebook.row` as text), of the unit or above it today, also when another holds
    meanwhile. Two queries.
    """
    books = (book for own in rulebooks(programme, unit, clock.today()).values() for book in own)
    return next((book for book in books if str(book.row) == row), None)


def ruling_for(case: SupportCase) -> Ruling:
    """The ruling on the case as its dossier stands. Opens the sealed facts; five queries."""
    return rulings_for([case])[case.pk]


def rulings_for(cases: Sequence[SupportCase]) -> dict[int, Ruling]:
    """The rulings on the cases by their ids: three queries for each programme, unit and day, two for all the rest."""
    before = given_before(cases)
    books: dict[tuple[str, int, date], tuple[str, dict[str, list[Rulebook]]]] = {}
    found = {}
    for case in cases:
        asked_of = (case.programme_id, case.unit_id, case.need_on)
        if asked_of not in books:
            level = level_on(case.unit, case.need_on).code
            books[asked_of] = level, rulebooks(case.programme, case.unit, case.need_on)
        level, own = books[asked_of]
        asked = Asked(
            payer=case.unit.code,
            level=level,
            event=Event(case.need_on, case.need_until, case.received_on),
            categories=tuple(case.categories),
            facts=facts_of(case),
            before=before[case.pk],
        )
        found[case.pk] = ruling_on(asked, own)
    return found


def ruling_on(asked: Asked, books: dict[str, list[Rulebook]]) -> Ruling:
    """The nearest unit's rule that speaks of what is asked; the general one where none does."""
    for scope, own in books.items():
        speaking = [book for book in own if any(line.category in asked.categories for line in book.lines)]
        if scope and rulebook_for(asked.event, speaking) is not None:
            return judge(asked, speaking)
    return judge(asked, books.get("", []))


def facts_of(case: SupportCase) -> dict[str, int | bool | None]:
    """What the rules may ask about the case, unsealed."""
    text = case.facts.open()
    return dict(json.loads(text)) if text else {}


def given_before(cases: Sequence[SupportCase]) -> dict[int, tuple[Given, ...]]:
    """What was granted before to the same person (or the same kin of theirs) under the same programme, by the case's
    id. Two queries.
    """
    others = SupportCase.objects.filter(
        person__in={case.person_id for case in cases},
        programme__in={case.programme_id for case in cases},
        state__in=HAS_DECISION,
    )
    rows = list(others.select_related("unit", "decision"))
    rulings = dict(Proposal.objects.filter(case__in=rows).order_by("pk").values_list("case_id", "ruling"))
    same: dict[tuple[int, str, str], list[SupportCase]] = {}
    for row in rows:
        same.setdefault(_whose(row), []).append(row)
    return {
        case.pk: tuple(_given(row, rulings.get(row.pk, {})) for row in same.get(_whose(case), []) if row.pk != case.pk)
        for case in cases
    }


def _whose(case: SupportCase) -> tuple[int, str, str]:
    return case.person_id, case.relation, case.programme_id


RULES = "cases.rules."
"""What the parameter of a programme's rulebooks begins with; its value has the shape `rules.read_rulebook` reads."""
LIMITS = "cases.approval"
"""The parameter that says who approves how much; a row of a unit's own goes before the one everybody begins with. It
holds for that very unit, not for those below: each has a chair and a committee of its own.
"""


def limits(unit: Unit, on: date) -> Limits:
    """Who may approve how much at the unit on the day. Raises NotInForce without a parameter."""
    return limits_in(parameter(LIMITS, on, scope=unit.code), level=level_on(unit, on).code)


def limits_in(row: Parameter, *, level: str) -> Limits:
    """What one stored row of limits says for a unit of the level."""
    return limits_of(level, row.value)


def approves_at(key: str, unit: Unit) -> bool:
    """Whether the person of this account approves help at the unit, now or from a day to come, through any account of
    theirs. One query.
    """
    later = Q(valid__upper_inf=True) | Q(valid__endswith__gt=clock.today())
    rows = RoleHolding.objects.filter(later, unit=unit, role__in=roles_for(Task.APPROVE_SUPPORT))
    return rows.filter(user__in=same_hands(key)).exists()


def majority(unit: Unit, on: date) -> Majority:
    """How many of those present must agree at the unit on the day. Raises NotInForce."""
    row = parameter_at("cases.majority_percent", unit, on)
    return Majority(int(row.value), row.pk)


def majority_as_kept(majority: Majority) -> dict[str, object]:
    """By which majority the committee agreed, as a proposal keeps it beside the ruling."""
    return {"majority": {"percent": majority.percent, "row": majority.row}}


def as_kept(ruling: Ruling) -> dict[str, object]:
    """The ruling as a proposal keeps it: what was answered, by which clause of which row."""
    return {
        "answer": ruling.answer.value,
        "reason": ruling.reason,
        "clause": ruling.clause,
        "line": ruling.line,
        "category": ruling.category,
        "act": ruling.act,
        "at_most_vnd": ruling.at_most_vnd,
        "is_verified": ruling.is_verified,
    }


def exceeds(ruling: Ruling, amount_vnd: int) -> bool:
    return ruling.answer == Answer.YES and ruling.at_most_vnd is not None and amount_vnd > ruling.at_most_vnd


def _rulebook(row: Parameter, programme: Programme) -> Rulebook:
    return read_rulebook(
        row.value,
        programme=programme.code,
        act=row.cited_symbol or row.source_article,
        since=row.valid.lower,
        until=row.valid.upper,
        scope=row.scope,
        is_verified=row.is_verified,
        note=row.note,
        row=row.pk,
    )


def _given(row: SupportCase, ruling: dict[str, object]) -> Given:
    assert row.decision is not None
    return Given(
        programme=row.programme_id,
        act=str(ruling.get("act") or ""),
        line=str(ruling.get("line") or ""),
        category=str(ruling.get("category") or (row.categories[0] if row.categories else "")),
        amount_vnd=row.approved_vnd or 0,
        event=Event(row.need_on, row.need_until, row.received_on),
        given_on=row.decision.on,
        by_unit=row.unit.code,
        case=row.key,
    )
