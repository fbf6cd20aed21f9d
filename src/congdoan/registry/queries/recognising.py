"""Whom the words of a paper mean: "Các CĐCS trực thuộc", "LĐLĐ tỉnh", "Công đoàn ngành, Công đoàn Viên chức tỉnh".

An answer is a proposal for an officer to confirm. Where two bodies would fit equally well the answer is nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congdoan.foundation.text import fold
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body, BodyGroup, BodyName, Unit
from congdoan.registry.fields import RecipientFields
from congdoan.registry.models import RecipientKind
from congdoan.registry.rules import recipients as rules

_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """A group or a body that some words mean, and the words."""

    words: str
    group: BodyGroup | None = None
    body: Body | None = None


def meanings(words: str, *, seen_from: Unit, on: date) -> list[Meaning]:
    """What `words` mean to `seen_from` on `on`: one meaning, several where the line names several, none where unclear.

    A few queries.
    """
    if rules.means_upper_unions(words):
        return [Meaning(words, group=group) for group in _upper_unions()]
    several = rules.bodies(words)
    if len(several) > 1:
        return _each(several, seen_from=seen_from, on=on)
    whole = _meaning(words, seen_from=seen_from, on=on)
    return [whole] if whole else _each(rules.parts(words), seen_from=seen_from, on=on)


def _each(several: Sequence[str], *, seen_from: Unit, on: date) -> list[Meaning]:
    """What each means; nobody where one of them is unclear."""
    if len(several) < 2:
        return []
    found: list[Meaning] = []
    for part in several:
        own = [Meaning(part, group=group) for group in _upper_unions()] if rules.means_upper_unions(part) else []
        meaning = None if own else _meaning(part, seen_from=seen_from, on=on)
        if not own and meaning is None:
            return []
        found += own or ([meaning] if meaning else [])
    return found


def _upper_unions() -> list[BodyGroup]:
    """The groups of units right below the issuer that stand between it and the grassroots."""
    between = BodyGroup.objects.filter(reach="children", level__isnull=False).exclude(level__code="grassroots")
    return list(between.order_by("level__rank", "pk"))


def recipients_of(printed: str, *, kind: str, seen_from: Unit, on: date) -> list[RecipientFields]:
    """The recipients one printed line stands for. The line itself, unresolved, where nobody is recognised."""
    line = rules.read_line(printed)
    if not line.name or line.is_archive:
        return []
    if line.is_same_as_addressees:
        return [RecipientFields(line.name, RecipientKind.COPY, rules.CARRY_OUT)]
    found = meanings(line.name, seen_from=seen_from, on=on)
    if not found:
        return [RecipientFields(line.name, kind, line.purpose)]
    return [RecipientFields(meaning.words, kind, line.purpose, meaning.group, meaning.body) for meaning in found]


def body_named(words: str, *, near: Unit | None, on: date) -> Body | None:
    """The body called `words` on `on`, or that `near` would call so ("LĐLĐ tỉnh"). None where nobody or two fit."""
    if near and (above := _in_own_line(words, near, on)):
        return above
    core = rules.core_words(words)
    steady = set(fold(words).split()) & set(core.split())
    if not core or not steady:
        return None
    called = _called(core, steady, on) or _called(core, steady - rules.ABBREVIATED, on)
    found = sorted(called, key=lambda body: body.pk)
    if len(found) > 1 and near:
        house = organisation.ancestors(near, on=on)
        at_home = {unit.pk for unit in organisation.subtree(house[0], on=on)} if house else set()
        found = [body for body in found if body.pk in at_home]
    return found[0] if len(found) == 1 else None


def _called(core: str, steady: set[str], on: date) -> set[Body]:
    """Bodies whose name on `on` is `core`, among those that hold each of the `steady` words."""
    if not steady:
        return set()
    candidates = list(organisation.search(" ".join(steady)).values_list("pk", flat=True)[:_CANDIDATES])
    dated = BodyName.objects.filter(body__in=candidates, valid__contains=on)
    return {row.body for row in dated.select_related("body") if core in _spellings(row)}


def _meaning(words: str, *, seen_from: Unit, on: date) -> Meaning | None:
    group = _group(words, seen_from, on)
    if group and _is_plural(words):
        return Meaning(words, group=group)
    if body := body_named(words, near=seen_from, on=on):
        return Meaning(words, body=body)
    if group:
        return Meaning(words, group=group)
    below = _right_below(words, seen_from, on)
    return Meaning(words, body=below) if below else None


def _group(words: str, seen_from: Unit, on: date) -> BodyGroup | None:
    """The standing group named so: word for word, or but for words that narrow nothing ("trong tỉnh", the name of
    whoever speaks). "Các CĐCS khối trường học" is nobody's group: all grassroots unions would be too many.
    """
    core = rules.without_scope(rules.group_words(words))
    known = {rules.group_words(group.name): group for group in BodyGroup.objects.order_by("-pk")}
    if core in known:
        return known[core]
    for name, group in known.items():
        owner = core.removeprefix(f"{name} ")
        if group.reach != "children" or owner == core:
            continue
        said = _in_own_line(owner, seen_from, on)
        if said and said.pk == seen_from.pk:
            return group
    return None


def _is_plural(words: str) -> bool:
    return bool({"cac", "nhung", "toan", "moi", "tung"} & set(fold(words).split()))


def _in_own_line(words: str, near: Unit, on: date) -> Body | None:
    """The nearest unit above `near`, or itself, whose name begins with the words: "LĐLĐ tỉnh", "Công đoàn ngành"."""
    core = rules.core_words(words)
    if len(core.split()) < 3 or _is_plural(words):
        return None
    for unit in reversed(organisation.ancestors(near, on=on)):
        if any(f"{name} ".startswith(f"{core} ") for name in _names(unit, on)):
            return Body.objects.get(pk=unit.pk)  # Django holds a Unit unequal to its own Body
    return None


def _right_below(words: str, near: Unit, on: date) -> Body | None:
    """The one unit directly under `near` whose name begins with the words: "Công đoàn ngành Y tế" said by its
    province. Nobody where two would fit.
    """
    core = rules.core_words(words)
    if len(core.split()) < 4 or _is_plural(words):
        return None
    children = organisation.children(near, on=on)
    dated = BodyName.objects.filter(body__in=children.values("pk"), valid__contains=on).select_related("body")
    called = {row.body for row in dated if any(f"{name} ".startswith(f"{core} ") for name in _spellings(row))}
    return called.pop() if len(called) == 1 else None


def _names(body: Body, on: date) -> list[str]:
    return _spellings(organisation.name_on(body, on) or body)


def _spellings(named: Body | BodyName) -> list[str]:
    return [rules.core_words(name) for name in (named.name, named.short_name) if name]
