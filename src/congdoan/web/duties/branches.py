"""The panel of a branch: a paper or a duty with its units, who is late in it, who has not opened it, whom to remind."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from congdoan.desk.thread import Count, Node, Thread
from congdoan.foundation import clock
from congdoan.obligations import access
from congdoan.obligations.models import Duty, Obligation
from congdoan.obligations.queries import uppers_of
from congdoan.registry.models import RegisteredDocument
from congdoan.web.duties.forms import CarryForm, EndRecurrenceForm, SetDueForm
from congdoan.web.duties.looks import Badge, badge
from congdoan.web.duties.panels import may_end_recurrence
from congdoan.web.shell.request import UserRequest


@dataclass(frozen=True, slots=True)
class Member:
    """One obligation of the branch."""

    obligation: Obligation
    badge: Badge
    link: str


@dataclass(frozen=True, slots=True)
class Branch:
    """`late`, `unopened` and `others` do not overlap. The forms are for a duty, and for those who
    may: `set_due` where it has no day, `carry` where its giver owes something above, `end_recurrence` where it recurs.
    """

    title: str
    note: str
    count: Count
    late: tuple[Member, ...]
    unopened: tuple[Member, ...]
    others: tuple[Member, ...]
    paper: RegisteredDocument | None
    duty: Duty | None
    set_due: Form | None
    carry: Form | None
    end_recurrence: Form | None
    may_remind: bool


def branch_of(request: UserRequest, thread: Thread, node: Node | None, link: str) -> Branch:
    """The branch under `node`; the whole thread for None. `link` ends where the obligation's key begins."""
    nodes = list(node.walk()) if node else list(thread.walk())
    rows = {row.pk: (each, row) for each in nodes for row in each.own}
    members = [_member(each, row, link) for each, row in rows.values()]
    late = tuple(m for m in members if m.badge.kind == "late")
    unopened = tuple(m for m in members if m.badge.kind == "unsent")
    others = tuple(m for m in members if m not in late and m not in unopened)
    duty = node.duty if node and node.kind == "duty" else None
    paper = node.paper if node else thread.root
    return Branch(
        title=duty.what if duty else (paper.subject if paper else ""),
        note=_note(paper, duty),
        count=node.count if node else thread.count,
        late=late,
        unopened=unopened,
        others=others,
        paper=paper or (duty.document if duty else None),
        duty=duty,
        set_due=_set_due(request, duty),
        carry=_carry(request, duty),
        end_recurrence=_end_recurrence(request, duty),
        may_remind=any(access.may_remind(request.user, m.obligation) for m in _one_a_giver([*late, *unopened])),
    )


def _one_a_giver(members: Sequence[Member]) -> list[Member]:
    """One obligation of each giver: who may remind depends on the giver alone, but for one's own."""
    return list({m.obligation.duty.given_by_id: m for m in members}.values())


def _member(node: Node, row: Obligation, link: str) -> Member:
    judged = node.judged if node.obligation else None
    if judged is None:
        child = next((each for each in node.walk() if each.obligation and each.obligation.pk == row.pk), None)
        judged = child.judged if child else node.judged
    assert judged is not None, "a node with obligations is judged"
    return Member(row, badge(judged), f"{link}o-{row.key}")


def _note(paper: RegisteredDocument | None, duty: Duty | None) -> str:
    if duty:
        return _("Nhiệm vụ %(number)d") % {"number": duty.ordinal}
    if paper is None:
        return ""
    issuer = str(paper.issuer or paper.issuer_text)
    day = f", {paper.issued_on:%d/%m/%Y}" if paper.issued_on else ""
    return f"{paper.symbol} · {issuer}{day}" if paper.symbol else f"{issuer}{day}"


def _set_due(request: UserRequest, duty: Duty | None) -> Form | None:
    if duty is None or duty.due_on or not access.may_set_due(request.user, duty):
        return None
    return SetDueForm(initial={"version": duty.version})


def _carry(request: UserRequest, duty: Duty | None) -> Form | None:
    uppers = uppers_of(duty) if duty else []
    if duty is None or not uppers or not access.may_set_due(request.user, duty):
        return None
    return CarryForm(uppers=uppers, initial={"upper": duty.carries.key if duty.carries else ""})


def _end_recurrence(request: UserRequest, duty: Duty | None) -> Form | None:
    if duty is None or not may_end_recurrence(request.user, duty):
        return None
    return EndRecurrenceForm(initial={"after": clock.today()})
