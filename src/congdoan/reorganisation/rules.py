"""What stands in the way of a reorganisation. Pure: values in, sentences out."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Placement, Unit
from congdoan.reorganisation.plans import Handed, Heirs, Part

SHOWN = 12
"""How many matters a refusal lists before it only counts the rest."""


class LeftUnassigned(Refused):
    """Something the ended units leave open has no heir. `matters` and `children` list it for the screen."""

    def __init__(self, matters: Sequence[Matter], children: Sequence[Unit]) -> None:
        self.matters, self.children = tuple(matters), tuple(children)
        lines = [str(matter) for matter in matters]
        lines += [_("%(unit)s chưa có đơn vị cấp trên mới") % {"unit": unit.name} for unit in children]
        shown = "; ".join(lines[:SHOWN])
        if len(lines) > SHOWN:
            shown += _("; và %(count)d mục nữa") % {"count": len(lines) - SHOWN}
        super().__init__(
            _("Còn việc chưa giao cho đơn vị nào tiếp nhận: %(list)s. Hãy chọn đơn vị tiếp nhận rồi làm lại.")
            % {"list": shown},
            field="heir",
        )


def assign(matters: Iterable[Matter], heirs: Heirs) -> tuple[list[Handed], list[Matter]]:
    """Each matter with its heir, and those that have none."""
    handed: list[Handed] = []
    left: list[Matter] = []
    for matter in matters:
        heir = heirs.for_room(matter.room)
        if heir is None:
            left.append(matter)
        else:
            handed.append(Handed(matter, heir))
    return handed, left


def count_or_name(units: Sequence[Unit]) -> str:
    """The units by name while they are few, else their number."""
    if len(units) <= 3:
        return ", ".join(unit.name for unit in units)
    return _("%(count)d đơn vị") % {"count": len(units)}


def heirs_among(parts: Sequence[Part], units: Sequence[Unit]) -> Heirs:
    """Who inherits what in a split, from what each part says. Raises Refused when two parts claim the same."""
    claims = [(room, unit) for part, unit in zip(parts, units, strict=True) for room in part.inherits]
    rest = [unit for part, unit in zip(parts, units, strict=True) if part.inherits_rest]
    if len(rest) > 1 or len({room for room, _unit in claims}) < len(claims):
        raise Refused(_("Hai đơn vị cùng nhận một loại việc; mỗi loại chỉ một nơi tiếp nhận."), field="heir")
    return Heirs(rest[0] if rest else None, dict(claims))


def refuse_strange_children(unit: Unit, parts: Sequence[Part], *, standing: Sequence[Placement]) -> None:
    """Raise Refused when a part takes a unit that does not hang under `unit`, or two parts take the same."""
    own = {row.unit_id for row in standing}
    taken: set[int] = set()
    for child in (child for part in parts for child in part.children):
        if child.pk not in own:
            raise Refused(
                _("%(child)s không trực thuộc %(unit)s.") % {"child": child.name, "unit": unit.name}, field="children"
            )
        if child.pk in taken:
            raise Refused(_("%(child)s được chia cho hai nơi.") % {"child": child.name}, field="children")
        taken.add(child.pk)


def refuse_where_it_hangs(units: Sequence[Unit], parents: Mapping[int, Unit | None], to: Unit) -> None:
    """Raise Refused, naming the first unit that hangs under `to` already."""
    for unit in units:
        if parents.get(unit.pk) == to:
            raise Refused(_("%(unit)s đã trực thuộc %(to)s.") % {"unit": unit.name, "to": to.name}, field="units")
