"""/documents/{key}/thread: an order with everything above and below it, as it stood on a day."""

from datetime import date

from ninja import Router, Schema

from congdoan.api.errors import PROBLEMS
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Day, Key, Named, named_or_none
from congdoan.desk.thread import Count, Node, thread
from congdoan.foundation import clock
from congdoan.foundation.keys import tidy_key
from congdoan.registry import access

router = Router(tags=["thread"])


class GroundOut(Schema):
    """A paper above. Shown as the citation it is; `document` where the caller may read it."""

    symbol: str
    issuer: str
    dated: date | None
    document: str | None


class CountOut(Schema):
    """Obligations at the ends of a branch, each once. Those waived are counted nowhere."""

    done: int
    doing: int
    late: int
    waiting: int
    unopened: int


class JudgedOut(Schema):
    """How it looks on the day; working days."""

    kind: str
    state: str
    due_on: date | None
    done_on: date | None
    days_late: int
    days_left: int | None


class NodeOut(Schema):
    """A paper, duty, unit, obligation or act (`kind`), with what hangs from it.

    On a knot, `own_late` working days of its own making slowed `slowed` units below. Of its own late days, `inherited`
    came from the paper above.
    """

    kind: str
    document: str | None
    symbol: str | None
    duty: str | None
    body: Named | None
    obligations: list[str]
    act: str | None
    title: str | None
    judged: JudgedOut | None
    count: CountOut
    own_late: int
    slowed: int
    inherited: int
    children: list["NodeOut"]


class ThreadOut(Schema):
    """`chain` are the papers from the one asked about down to the one whose duties `nodes` show."""

    on: date
    above: list[GroundOut]
    chain: list[str]
    count: CountOut
    units: int
    nodes: list[NodeOut]


@router.get("/{key}/thread", response={200: ThreadOut, **PROBLEMS}, summary="The thread of an order, on a day")
def thread_of(request: ApiRequest, key: Key, on: Day | None = None) -> ThreadOut:
    """What the caller may not see is not in it, nor counted. Not later than today."""
    document = access.document_for_reading(request.user, tidy_key(key))
    found = thread(document, on=min(on or clock.today(), clock.today()), user=request.user)
    above = [step.document.pk for step in found.above if step.document]
    seen = set(access.visible_to(request.user).filter(pk__in=above).values_list("pk", flat=True))
    return ThreadOut(
        on=found.look.on,
        above=[
            GroundOut(
                symbol=step.symbol,
                issuer=step.issuer,
                dated=step.dated,
                document=step.document.key if step.document and step.document.pk in seen else None,
            )
            for step in found.above
        ],
        chain=[paper.key for paper in found.chain],
        count=_count(found.count),
        units=found.units,
        nodes=[_node(node) for node in found.nodes],
    )


def _node(node: Node) -> NodeOut:
    judged = node.judged
    return NodeOut(
        kind=node.kind,
        document=node.paper.key if node.paper else None,
        symbol=node.paper.symbol if node.paper else None,
        duty=node.duty.what if node.duty else None,
        body=named_or_none(node.body),
        obligations=[row.key for row in node.own],
        act=node.done.key if node.done else None,
        title=node.done.title if node.done else node.paper.subject if node.paper else None,
        judged=JudgedOut(
            kind=judged.kind,
            state=judged.state,
            due_on=judged.due_on,
            done_on=judged.done_on,
            days_late=judged.late,
            days_left=judged.left,
        )
        if judged
        else None,
        count=_count(node.count),
        own_late=node.own_late,
        slowed=node.slowed,
        inherited=node.inherited,
        children=[_node(child) for child in node.children],
    )


def _count(count: Count) -> CountOut:
    return CountOut(done=count.done, doing=count.doing, late=count.late, waiting=count.waiting, unopened=count.unopened)
