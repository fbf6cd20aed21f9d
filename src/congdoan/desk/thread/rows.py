"""The tree as flat rows with drawn guides: what is folded away, what the late filter leaves, which lines pass by."""

from collections.abc import Sequence
from dataclasses import dataclass

from congdoan.desk.thread.building import Node, Thread
from congdoan.desk.thread.counting import NOTHING

SHOWN = 6
"""So many units under a duty are shown at once; the others stand in one row that opens."""
CROWD = 12
"""Beyond so many units side by side, each shows only what is worth a look beneath it; and so many stand at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as drawn: `guides` and `mark` are words for the `tree_row` component, `level` counts from the chain's 0."""

    node: Node
    level: int
    guides: str
    mark: str


def rows(thread: Thread, *, only_late: bool = False, opened: frozenset[str] = frozenset()) -> list[Row]:
    """The rows below the chain. `opened` holds the keys of those whose folded children are to be shown; what hangs from
    the chain itself folds under the key of its paper.
    """
    found: list[Row] = []
    nodes = [node for node in thread.nodes if node.has_late] if only_late else list(thread.nodes)
    _lay(_gather(nodes, f"v-{thread.root.key}", opened), [], found, only_late, opened)
    return found


def _lay(nodes: Sequence[Node], passing: list[bool], found: list[Row], only_late: bool, opened: frozenset[str]) -> None:
    """`passing` says of each level above whether its line goes on below this row."""
    is_crowded = sum(map(_is_a_units, nodes)) > SHOWN
    for node in nodes:
        goes_on = node is not nodes[-1]
        late = [child for child in node.children if child.has_late] if only_late else node.children
        beneath = _fold(node, late, is_crowded, opened)
        found.append(Row(node, len(passing) + 1, _guides(passing, goes_on, _is_loose(node)), _mark(node, beneath)))
        _lay(beneath, [*passing, goes_on], found, only_late, opened)


def _fold(node: Node, children: Sequence[Node], is_crowded: bool, opened: frozenset[str]) -> list[Node]:
    """The children to draw. Of many those worth a look stay; the rest become one node."""
    if node.key in opened:
        return list(children)
    if node.kind == "duty" and len(children) > SHOWN + 1:
        return _with_rest(node.key, children, sorted(filter(_worth_a_look, children), key=_urgency)[:SHOWN])
    if is_crowded and _is_a_units(node) and len(children) > 1:
        return _with_rest(node.key, children, [child for child in children if _presses(child)])
    return _gather(children, node.key, opened)


def _gather(nodes: Sequence[Node], key: str, opened: frozenset[str]) -> list[Node]:
    """Of a crowd of units side by side, those that press; the rest in one row."""
    units = [node for node in nodes if _is_a_units(node)]
    if key in opened or len(units) <= CROWD + 1:
        return list(nodes)
    first = sorted(filter(_presses, units), key=_urgency)[:CROWD]
    return _with_rest(key, nodes, [node for node in nodes if node in first or node not in units])


def _with_rest(key: str, nodes: Sequence[Node], kept: Sequence[Node]) -> list[Node]:
    """Those kept, in their order, and one node for the others."""
    rest = tuple(node for node in nodes if node not in kept)
    if len(rest) < 2:
        return list(nodes)
    whole = sum((node.count for node in rest), NOTHING)
    folded = Node("rest", key, folded=rest, count=whole, beside=len(kept))
    return [*(node for node in nodes if node in kept), folded]


def _is_a_units(node: Node) -> bool:
    """A unit with what it owes, whether it has issued a paper for it or not."""
    return node.kind == "unit" or (node.kind == "paper" and bool(node.own))


def _presses(node: Node) -> bool:
    """Late, sent back, a knot, or a paper that asks something further down."""
    passes_down = node.kind == "paper" and bool(node.children)
    return node.has_late or node.is_knot or passes_down or bool(node.judged and node.judged.kind == "returned")


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
