"""The steps every reorganisation is made of. Called only from the verbs, inside their transaction."""

from collections.abc import Mapping, Sequence
from datetime import date

from congdoan.accounts.notices import notify_unit
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.journal.replacing import entries_replaced
from congdoan.organisation import placing
from congdoan.organisation.actions import command_line, establish_unit
from congdoan.organisation.closure import rebuild_closure
from congdoan.organisation.models import Placement, Unit
from congdoan.reorganisation import queries, rooms
from congdoan.reorganisation.plans import Handed, Heirs, Move, NewUnit, Outcome
from congdoan.reorganisation.rules import LeftUnassigned, assign

Homes = Unit | Mapping[int, Unit] | None
"""Where the children of an ended unit go: all to one unit, each by its id, or nowhere (then there must be none)."""


def refuse_nobody(units: Sequence[object]) -> None:
    if not units:
        raise Refused(_("Hãy chọn ít nhất một đơn vị."), field="units")


def refuse_day_to_come(on: date) -> None:
    """Ending a unit hands its open business over, which can only be done once the day has come."""
    if on > clock.today():
        raise Refused(
            _("Ngày %(day)s chưa đến: xem trước được, còn thực hiện thì từ ngày ấy.") % {"day": f"{on:%d/%m/%Y}"},
            field="on",
        )


def found(part: Unit | NewUnit, *, beside: Unit, on: date, basis: Citation | None, by: Actor) -> Unit:
    """The part itself, or a unit newly founded under the parent of `beside` and on its level."""
    if isinstance(part, Unit):
        placing.refuse_unless_open([part], on=on, line=command_line())
        return part
    return establish_unit(
        part.code,
        name=part.name,
        short_name=part.short_name,
        symbol=part.symbol,
        place=part.place,
        level=part.level or beside.level,
        under=queries.parents_on([beside], on=on).get(beside.pk),
        since=on,
        basis=basis,
        by=by,
    )


def wind_up(
    units: Sequence[Unit], *, heirs: Heirs, homes: Homes, on: date, basis: Citation | None, by: Actor
) -> Outcome:
    """Hand over what the units leave open, hang their children elsewhere, end them, and place their entries anew."""
    placing.refuse_unless_open(units, on=on, line=command_line())
    children = queries.children_from(units, on=on)
    matters = rooms.open_matters(units, on)
    handed, unassigned = assign(matters, heirs)
    going = {unit.pk for unit in units}
    homeless = {row.unit_id: row.unit for row in children if row.unit_id not in going and _home(homes, row) is None}
    if unassigned or homeless:
        raise LeftUnassigned(unassigned, list(homeless.values()))
    _hand_over(units, heirs, on=on, by=by)
    _tell_heirs(handed)
    _refuse_lost_entries(units, on=on)
    before = queries.parents_on(units, on=on)
    with entries_replaced(since=on):
        moves = _rehang(children, homes, ended=going, on=on, basis=basis)
        placing.end(units, on=on)
        rebuild_closure()
    ended = [Move(unit, before.get(unit.pk), None, has_ended=True) for unit in units]
    return Outcome(moves=(*ended, *moves), handed=tuple(handed))


def rehang(units: Sequence[Unit], homes: Homes, *, on: date, basis: Citation | None) -> Outcome:
    """Move the children named in `homes` away from units that go on."""
    children = [row for row in queries.children_from(units, on=on) if _home(homes, row) is not None]
    with entries_replaced(since=on):
        moves = _rehang(children, homes, ended=set(), on=on, basis=basis)
        rebuild_closure()
    return Outcome(moves=tuple(moves))


def _rehang(
    children: Sequence[Placement], homes: Homes, *, ended: set[int], on: date, basis: Citation | None
) -> list[Move]:
    """Placements that hold on `on` are cut and go on elsewhere; those that begin later only get another parent."""
    moves: list[Move] = []
    running: dict[tuple[int, int], list[Placement]] = {}
    for row in children:
        home = _home(homes, row)
        if home is None or row.unit_id in ended:
            continue  # stays, or ends together with its parent
        if row.valid.lower > on:
            Placement.objects.filter(pk=row.pk).update(parent=home)
        else:
            running.setdefault((home.pk, row.line_id), []).append(row)
        moves.append(Move(row.unit, row.parent, home))
    for rows in running.values():
        home = _home(homes, rows[0])
        placing.move([row.unit for row in rows], to=home, on=on, line=rows[0].line, basis=basis)
    return moves


def _home(homes: Homes, row: Placement) -> Unit | None:
    return homes.get(row.unit_id) if isinstance(homes, Mapping) else homes


def _hand_over(units: Sequence[Unit], heirs: Heirs, *, on: date, by: Actor) -> None:
    for name, room in rooms.ROOMS.items():
        heir = heirs.for_room(name)
        if heir is not None:
            for unit in units:
                room.hand_over(unit, heir, on, by)
        room.wind_up(units, on, by)


def _tell_heirs(handed: Sequence[Handed]) -> None:
    """Whoever answers at an heir learns what has come to it, and from whom."""
    came: dict[tuple[int, int], list[Handed]] = {}
    for each in handed:
        came.setdefault((each.heir.pk, each.matter.unit.pk), []).append(each)
    for matters in came.values():
        said = {
            "old": matters[0].matter.unit.name,
            "what": ", ".join(f"{each.matter.count} {each.matter.description}" for each in matters),
        }
        text = _("Tiếp nhận việc còn dở của %(old)s: %(what)s.") % said
        notify_unit(matters[0].heir, kind="reorganisation.matters.handed_over", text=text, link="/nhiem-vu/cua-don-vi/")


def _refuse_lost_entries(units: Sequence[Unit], *, on: date) -> None:
    """A safety net under the rooms: no fact may be left on a day its unit stood nowhere."""
    left = queries.entries_left(units, on=on)
    unit = next((unit for unit in units if unit.pk in left), None)
    if unit:
        raise Refused(
            _("%(unit)s còn %(count)d số liệu ghi từ %(day)s trở đi; hãy chọn đơn vị tiếp nhận.")
            % {"unit": unit.name, "count": left[unit.pk], "day": f"{on:%d/%m/%Y}"},
            field="heir",
        )
