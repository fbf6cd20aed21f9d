"""The tree as flat rows with drawn guides: what is folded away, what the late filter leaves, which lines pass by."""

from collections.abc import Sequence
from dataclasses import dataclass

from congdoan.desk.thread.building import Node, Thread
from congdoan.desk.thread.counting import NOTHING

SHOWN = 6
"""So many units under a duty are shown at once; the others stand in one row that opens."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as drawn: `guides` and `mark` are words for the `tree_row` component, `level` counts from the chain's 0."""

    node: Node
    level: int
    guides: str
    mark: str


def rows(thread: Thread, *, only_late: bool = False, opened: frozenset[str] = frozenset()) -> list[Row]:
    """The rows below the chain. `opened` holds the keys of duties whose folded units are to be shown."""
    found: list[Row] = []
    _lay(thread.nodes, [], found, only_late, opened)
    return found


def _lay(nodes: Sequence[Node], passing: list[bool], found: list[Row], only_late: bool, opened: frozenset[str]) -> None:
    """`passing` says of each level above whether its line goes on below this row."""
    kept = [node for node in nodes if node.has_late] if only_late else nodes
    for node in kept:
        goes_on = node is not kept[-1]
        beneath = _fold(node, opened)
        found.append(Row(node, len(passing) + 1, _guides(passing, goes_on, _is_loose(node)), _mark(node, beneath)))
        _lay(beneath, [*passing, goes_on], found, only_late, opened)


def _fold(node: Node, opened: frozenset[str]) -> list[Node]:
    """The children to draw. Of many units under a duty those worth a look stay; the rest become one node."""
    if node.kind != "duty" or node.key in opened or len(node.children) <= SHOWN + 1:
        return node.children
    first = sorted(filter(_worth_a_look, node.children), key=_urgency)[:SHOWN]
    rest = tuple(child for child in node.children if child not in first)
    folded = Node("rest", node.key, folded=rest, count=sum((child.count for child in rest), NOTHING))
    return [*(child for child in node.children if child in first), folded]


def _worth_a_look(node: Node) -> bool:
    """Late, sent back, or with something done. Thirty units that have not begun are one line."""
    return node.has_late or bool(node.children) or bool(node.judged and node.judged.kind == "returned")


def _urgency(node: Node) -> tuple[bool, bool, int]:
    """Late first, then returned, then what has acts to look at."""
    return not node.has_late, not (node.judged and node.judged.kind == "returned"), -len(node.children)


def _guides(passing: Sequence[bool], goes_on: bool, is_loose: bool) -> str:
    own = ("tee" if goes_on else "end") + ("-loose" if is_loose else "")
    return " ".join([*("pass" if line else "blank" for line in passing), own])


def _mark(node: Node, beneath: Sequence[Node]) -> str:
    if node.is_knot:
        word = "knot"
    elif node.kind in {"paper", "act"}:
        word = node.kind
    else:
        word = "paper" if node.kind == "unit" else "duty"
        word += " unsent" if _is_loose(node) else ""
    return f"{word} opens" if beneath else word


def _is_loose(node: Node) -> bool:
    """It was sent, and nobody there has opened it."""
    is_one_units = node.kind in {"unit", "obligation"}
    return is_one_units and bool(node.count.whole) and node.count.unopened == node.count.whole
