"""From the material to the tree: who stands under whom, what each branch adds up to, where the knots are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from congdoan.accounts.models import User
from congdoan.desk.looking import Look, look_from
from congdoan.desk.thread.counting import NOTHING, Count, count_of
from congdoan.desk.thread.lags import paper_lateness
from congdoan.desk.thread.reading import Done, Material, read
from congdoan.obligations.models import Duty, Obligation
from congdoan.obligations.rules import Judged
from congdoan.organisation.models import Body
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.queries import Step, trail


@dataclass(slots=True, eq=False)
class Node:
    """One thing on the thread: a paper, a duty, a unit or an act, with what hangs from it.

    `own` are the obligations this very node stands for: of a unit's paper or unit row the unit's, of a duty all those
    laid from it. `judged` is theirs taken together, the heaviest first. On a knot, `paper_late` is how late its paper
    came out, `own_late` the part not inherited from above, and `slowed` the units below whose delay it explains. Of the
    node's own late days, `inherited` were caused by the paper above. One of kind "rest" stands for the `folded`;
    `beside` it others are drawn.
    """

    kind: str
    key: str
    paper: RegisteredDocument | None = None
    cited: Step | None = None
    duty: Duty | None = None
    body: Body | None = None
    done: Done | None = None
    own: list[Obligation] = field(default_factory=list)
    judged: Judged | None = None
    count: Count = NOTHING
    children: list["Node"] = field(default_factory=list)
    folded: tuple["Node", ...] = ()
    beside: int = 0
    paper_late: int = 0
    own_late: int = 0
    slowed: int = 0
    inherited: int = 0

    @property
    def obligation(self) -> Obligation | None:
        """The one obligation the node stands for; None where it stands for several or none."""
        return self.own[0] if len(self.own) == 1 else None

    @property
    def is_knot(self) -> bool:
        return self.slowed > 0

    @property
    def has_late(self) -> bool:
        """It, or something below it, is late and still owed."""
        return self.count.late > 0 or bool(self.judged and self.judged.is_late)

    def walk(self) -> "Iterable[Node]":
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Thread:
    """`above` are the grounds, topmost first; `chain` the paper looked at and, while a paper asks nothing and one paper
    alone follows from it, that one too; `nodes` hang from the last of the chain.
    """

    look: Look
    above: tuple[Step, ...]
    chain: tuple[RegisteredDocument, ...]
    nodes: tuple[Node, ...]
    count: Count
    units: int
    first_day: date | None
    last_day: date | None

    @property
    def root(self) -> RegisteredDocument:
        return self.chain[-1]

    def walk(self) -> Iterable[Node]:
        for node in self.nodes:
            yield from node.walk()


def thread(document: RegisteredDocument, *, on: date, user: User) -> Thread:
    """The whole thread of a paper the user may read, as known at the end of `on`.

    Costs a fixed number of queries, and one more for each ground above (see `registry.trail`).
    """
    material = read(document, look=look_from(on), user=user)
    tree = _Tree(material)
    chain = tree.chain_from(document)
    nodes = tree.below(chain[-1])
    rows = material.obligations
    return Thread(
        look=material.look,
        above=tuple(trail(document)[:-1]),
        chain=tuple(chain),
        nodes=tuple(nodes),
        count=sum((node.count for node in nodes), NOTHING),
        units=len({row.holder_id for row in rows}),
        first_day=min((paper.issued_on for paper in material.papers.values() if paper.issued_on), default=None),
        last_day=max((row.due_on for row in rows if row.due_on), default=None),
    )


class _Tree:
    """The material indexed for building. Each paper is placed once: where its issuer carries something out, else under
    the deepest of its grounds.
    """

    def __init__(self, material: Material) -> None:
        self.material = material
        self.by_paper: dict[int, list[Obligation]] = {}
        for row in material.obligations:
            self.by_paper.setdefault(row.duty.document_id or 0, []).append(row)
        self.carried = {row.carried_by_id for row in material.obligations if row.carried_by_id in material.papers}
        self.followers: dict[int, list[RegisteredDocument]] = {}
        for pk, paper in material.papers.items():
            if grounds := material.grounds.get(pk):
                parent = max(grounds, key=lambda ground: material.depth.get(ground, 0))
                self.followers.setdefault(parent, []).append(paper)
        self.answers: dict[tuple[int, int], list[RegisteredDocument]] = {}
        for ground, papers in self.followers.items():
            for paper in filter(self._is_answer, papers):
                self.answers.setdefault((ground, paper.issuer_id or 0), []).append(paper)
        self.placed: set[int] = set()

    def _is_answer(self, paper: RegisteredDocument) -> bool:
        """A unit's report on what was asked: it asks nothing itself, and carries nothing further down."""
        return paper.type_id == REPORT and paper.pk not in self.by_paper and paper.pk not in self.carried

    def chain_from(self, document: RegisteredDocument) -> list[RegisteredDocument]:
        chain = [document]
        self.placed.add(document.pk)
        while not self.by_paper.get(chain[-1].pk) and len(self.followers.get(chain[-1].pk, ())) == 1:
            follower = self.followers[chain[-1].pk][0]
            if follower.pk in self.placed:
                break
            self.placed.add(follower.pk)
            chain.append(follower)
        return chain

    def below(self, paper: RegisteredDocument) -> list[Node]:
        """What hangs from a paper: by unit where units pass it further down, by duty where they do it themselves."""
        rows = self.by_paper.get(paper.pk, [])
        self._place_answers(paper, rows)
        followers = [
            each
            for each in self.followers.get(paper.pk, ())
            if each.pk not in self.carried and each.pk not in self.placed
        ]
        issuers = {each.issuer_id for each in followers}
        passes_down = any(
            row.bearer_id in self.material.parents or row.carried_by_id or row.holder_id in issuers for row in rows
        )
        nodes = self._by_unit(rows, followers) if passes_down else self._by_duty(rows)
        nodes += [self._paper(each, []) for each in followers if each.pk not in self.placed]
        return nodes

    def _place_answers(self, paper: RegisteredDocument, rows: Sequence[Obligation]) -> None:
        """Reports hang from the report duty they answer, so they are no papers passing something on."""
        for row in rows:
            if row.duty.is_report:
                self.placed.update(each.pk for each in self.answers.get((paper.pk, row.holder_id), ()))

    def _by_unit(self, rows: Sequence[Obligation], followers: Sequence[RegisteredDocument]) -> list[Node]:
        units: dict[int, list[Obligation]] = {}
        for row in sorted(rows, key=lambda row: row.holder.sort_key):
            units.setdefault(row.holder_id, []).append(row)
        nodes = []
        for pk, own in units.items():
            carrying = [row.carried_by for row in own if row.carried_by_id in self.material.papers and row.carried_by]
            papers = {each.pk: each for each in [*carrying, *(each for each in followers if each.issuer_id == pk)]}
            new = [each for each in papers.values() if each.pk not in self.placed]
            nodes.append(self._paper(new[0], own) if len(new) == 1 else self._unit(own, new))
        return nodes

    def _by_duty(self, rows: Sequence[Obligation]) -> list[Node]:
        duties: dict[int, list[Obligation]] = {}
        for row in rows:
            duties.setdefault(row.duty_id, []).append(row)
        return [self._duty(own) for own in duties.values()]

    def _paper(self, paper: RegisteredDocument, own: list[Obligation]) -> Node:
        """A paper and what it asks; for a unit's own paper, with what the unit still owes beside it."""
        self.placed.add(paper.pk)
        children = self.below(paper)
        passed = {row.under_id for row in self.material.of_paper(paper)}
        kept = [row for row in own if row.pk not in passed]
        beside = [row for row in kept if len(own) > 1 or self._acts(row)]
        children += [self._obligation(row, by_duty=True) for row in beside]
        node = Node("paper", f"v-{paper.key}", paper=paper, body=paper.issuer, own=own, children=children)
        node.judged = self._together(own)
        itself = [count_of(self.material.judged(row)) for row in kept if row not in beside]
        node.count = sum((child.count for child in children), sum(itself, NOTHING))
        self._tie(node, paper, own)
        return node

    def _unit(self, own: list[Obligation], papers: Sequence[RegisteredDocument]) -> Node:
        """A unit that has issued nothing yet, or more than one paper."""
        children = [self._paper(paper, []) for paper in papers]
        passed = {row.under_id for paper in papers for row in self.material.of_paper(paper)}
        kept = [row for row in own if row.pk not in passed]
        beside = kept if len(own) > 1 else []
        children += [self._obligation(row, by_duty=True) for row in beside]
        children += [*self._reports(own[0]), *map(self._act, self._acts(own[0]))] if len(own) == 1 else []
        node = Node("unit", f"u-{own[0].key}", body=own[0].holder, own=own, children=children)
        node.judged = self._together(own)
        itself = [count_of(self.material.judged(row)) for row in kept if row not in beside]
        node.count = sum((child.count for child in children), sum(itself, NOTHING))
        node.inherited = self._inherited(own[0])
        return node

    def _duty(self, own: list[Obligation]) -> Node:
        children = [self._obligation(row) for row in sorted(own, key=lambda row: row.holder.sort_key)]
        node = Node("duty", f"n-{own[0].duty.key}", duty=own[0].duty, own=own, children=children)
        node.judged = self._together(own)
        node.count = sum((child.count for child in children), NOTHING)
        return node

    def _obligation(self, row: Obligation, *, by_duty: bool = False) -> Node:
        """One unit under a duty, or (`by_duty`) one duty under a unit, with the acts that answer it."""
        judged = self.material.judged(row)
        node = Node("obligation", f"o-{row.key}", duty=row.duty if by_duty else None, body=row.holder, own=[row])
        node.judged, node.count = judged, count_of(judged)
        node.children = [*self._reports(row), *(self._act(done) for done in self._acts(row))]
        node.inherited = self._inherited(row)
        return node

    def _reports(self, row: Obligation) -> list[Node]:
        """The papers that answer a report duty."""
        papers = self.answers.get((row.duty.document_id or 0, row.holder_id), ()) if row.duty.is_report else ()
        return [Node("paper", f"v-{each.key}", paper=each, body=each.issuer) for each in papers]

    def _act(self, done: Done) -> Node:
        return Node("act", f"a-{done.key}", done=done)

    def _acts(self, row: Obligation) -> list[Done]:
        return self.material.acts.get(row.pk, [])

    def _inherited(self, row: Obligation) -> int:
        return min(self.material.judged(row).late, paper_lateness(row, self.material.stands, self.material.look))

    def _tie(self, node: Node, paper: RegisteredDocument, own: Sequence[Obligation]) -> None:
        """Make the node a knot where its paper came out late of its own making and units below are late by it."""
        asked = self.material.of_paper(paper)
        node.paper_late = max(
            (paper_lateness(row, self.material.stands, self.material.look) for row in asked), default=0
        )
        if not node.paper_late:
            return
        above = max((paper_lateness(row, self.material.stands, self.material.look) for row in own), default=0)
        node.own_late = node.paper_late - min(node.paper_late, above)
        if node.own_late:
            node.slowed = len({row.holder_id for row in asked if self._inherited(row)})

    def _together(self, own: Sequence[Obligation]) -> Judged | None:
        """The one judgement that stands for several: the heaviest still owed, else the latest done."""
        judged = [self.material.judged(row) for row in own]
        return max(judged, key=lambda each: (WEIGHT[each.kind], each.late), default=None)


REPORT = "BC"
"""The letters of a report."""

WEIGHT = {
    kind: weight
    for weight, kind in enumerate(
        ("excused", "done", "done-late", "idle", "doing", "dateless", "unsent", "soon", "returned", "late")
    )
}
"""What outweighs what where one word must stand for several obligations."""
