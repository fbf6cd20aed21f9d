"""What a thread is made of, read in a fixed number of queries however wide and deep it is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Count as Counted
from django.db.models import Q

from congdoan.accounts.models import User
from congdoan.activities.models import ActAnswer, ActCount, ActState
from congdoan.desk.looking import Look
from congdoan.obligations.access import visible_to
from congdoan.obligations.models import Duty, Obligation
from congdoan.obligations.queries import states_on
from congdoan.obligations.rules import Judged, Snapshot
from congdoan.organisation.models import Body, Placement
from congdoan.organisation.queries import COMMAND
from congdoan.registry import access as registry
from congdoan.registry.models import Basis, RegisteredDocument

# Downwards from a paper: the papers that name it as ground, and those that carry out what it asked.
BELOW = """
WITH RECURSIVE below (id, depth) AS (
  SELECT %s::bigint, 0
  UNION
  SELECT next.id, below.depth + 1
    FROM below
    JOIN LATERAL (
      SELECT b.document_id AS id FROM registry_basis b WHERE b.cited_id = below.id AND NOT b.is_nested
      UNION
      SELECT o.carried_by_id FROM obligations_duty d JOIN obligations_obligation o ON o.duty_id = d.id
       WHERE d.document_id = below.id AND o.carried_by_id IS NOT NULL
    ) next ON TRUE
   WHERE below.depth < 12
)
SELECT id, max(depth) FROM below GROUP BY id
"""


@dataclass(frozen=True, slots=True)
class Done:
    """An act at a leaf: enough for its row."""

    key: str
    title: str
    happened_on: date
    papers: int
    counts: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Material:
    """Everything the tree is built from. `depth` is how far below the first paper each paper lies, at its deepest."""

    look: Look
    papers: dict[int, RegisteredDocument]
    depth: dict[int, int]
    grounds: dict[int, list[int]]
    obligations: list[Obligation]
    stands: dict[int, Snapshot]
    acts: dict[int, list[Done]] = field(default_factory=dict)
    parents: frozenset[int] = frozenset()
    _by_paper: dict[int, list[Obligation]] | None = None
    _judged: dict[int, Judged] = field(default_factory=dict)

    def judged(self, row: Obligation) -> Judged:
        """Asked for at every level of the tree, judged once."""
        if row.pk not in self._judged:
            self._judged[row.pk] = self.look.judge(self.stands[row.pk])
        return self._judged[row.pk]

    def of_paper(self, paper: RegisteredDocument) -> list[Obligation]:
        if self._by_paper is None:
            self._by_paper = defaultdict(list)
            for row in self.obligations:
                self._by_paper[row.duty.document_id or 0].append(row)
        return self._by_paper.get(paper.pk, [])


def read(first: RegisteredDocument, *, look: Look, user: User) -> Material:
    """Eleven queries, one more for a past day, whatever the size."""
    depth = _below(first.pk)
    papers = _papers(first, depth, look.on, user)
    rows = _obligations(papers, look.on, user)
    above = _above(rows)
    stands = states_on([*rows, *above], look.on)
    rows = [row for row in rows if stands[row.pk].state]
    return Material(
        look=look,
        papers=papers,
        depth=depth,
        grounds=_grounds(papers),
        obligations=rows,
        stands=stands,
        acts=_acts([row.pk for row in rows], look.on),
        parents=_with_units_below({row.bearer_id for row in rows}, look.on),
    )


def _below(pk: int) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(BELOW, [pk])
        return dict(cursor.fetchall())


def _papers(first: RegisteredDocument, ids: Iterable[int], on: date, user: User) -> dict[int, RegisteredDocument]:
    """Papers in force on the day that the reader may read; the first is theirs already."""
    seen = registry.visible_to(user).in_force().filter(pk__in=list(ids)).values("pk")
    found = RegisteredDocument.objects.filter(pk__in=seen).filter(Q(issued_on__lte=on) | Q(issued_on__isnull=True))
    return {first.pk: first} | {
        paper.pk: paper for paper in found.without_words().select_related("issuer", "keeper", "type")
    }


def _obligations(papers: dict[int, RegisteredDocument], on: date, user: User) -> list[Obligation]:
    """What the papers ask, laid by the day. Few duties, papers and bodies stand behind many obligations: each is read
    once.
    """
    duties = Duty.objects.filter(document__in=papers).select_related("given_by", "clause").in_bulk()
    asked = visible_to(user).filter(duty__in=duties, placed_on__lte=on)
    rows = list(asked.order_by("duty__ordinal", "bearer__sort_key", "period_start", "pk"))
    bodies = Body.objects.in_bulk({pk for row in rows for pk in (row.bearer_id, row.heir_id) if pk})
    for duty in duties.values():
        duty.document = papers[duty.document_id or 0]
    for row in rows:
        row.duty, row.bearer = duties[row.duty_id], bodies[row.bearer_id]
        row.heir = bodies[row.heir_id] if row.heir_id else None
        if row.carried_by_id in papers:
            row.carried_by = papers[row.carried_by_id]
    return rows


def _above(rows: Sequence[Obligation]) -> list[Obligation]:
    """Tie each obligation to the one above it, and read those that hang outside this thread. At most one query."""
    here = {row.pk: row for row in rows}
    missing = {row.under_id for row in rows if row.under_id and row.under_id not in here}
    found = list(Obligation.objects.filter(pk__in=missing).with_names()) if missing else []
    here.update((row.pk, row) for row in found)
    for row in rows:
        if row.under_id:
            row.under = here[row.under_id]
    return found


def _grounds(papers: dict[int, RegisteredDocument]) -> dict[int, list[int]]:
    """By paper, the papers of the thread it names as ground."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Basis.objects.filter(document__in=papers, cited__in=papers, is_nested=False).exclude(cited=None)
    for document, cited in rows.values_list("document_id", "cited_id"):
        found[document].append(cited)
    return found


def _acts(obligations: Sequence[int], on: date) -> dict[int, list[Done]]:
    """The acts that answer each obligation and were recorded by the day, newest first. Two queries."""
    answers = ActAnswer.objects.filter(
        obligation__in=obligations, act__state=ActState.RECORDED, act__recorded_at__date__lte=on
    ).annotate(papers=Counted("act__act_files", distinct=True))
    rows = answers.order_by("-act__happened_on", "-act_id").values_list(
        "obligation_id", "act_id", "act__key", "act__title", "act__happened_on", "papers"
    )
    answered = list(rows)
    counts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    counted = ActCount.objects.filter(act__in={row[1] for row in answered}).order_by("pk")
    for pk, quantity, unit in counted.values_list("act_id", "quantity", "measure__unit_of_count"):
        counts[pk].append((quantity, unit))
    found: dict[int, list[Done]] = defaultdict(list)
    for obligation, pk, key, title, day, papers in answered:
        found[obligation].append(Done(key, title, day, papers, tuple(counts[pk])))
    return found


def _with_units_below(units: Iterable[int], on: date) -> frozenset[int]:
    """Which of the units had units of their own beneath them on the day: they pass duties down rather than do them."""
    rows = Placement.objects.filter(line__code=COMMAND, parent__in=list(units), valid__contains=on)
    return frozenset(pk for pk in rows.values_list("parent_id", flat=True).distinct() if pk)
