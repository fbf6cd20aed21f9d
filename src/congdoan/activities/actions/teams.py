"""Standing teams: their members change, they end, they follow the act that founded them."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from congdoan.activities.actions import checking
from congdoan.activities.models import Act, StandingTeam, TeamChange
from congdoan.activities.rules import Counted
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.saying import gettext as _
from congdoan.journal.actions import Fact, append, reverse, standing_entries

ROOM = "activities"


@transaction.atomic
def change_team(
    team: StandingTeam, *, members: int, on: date, reason: str, by: Actor, version: int | None = None
) -> StandingTeam:
    """The team has `members` members from `on`. The difference enters the journal as a rise or fall of the stock.

    Raises Refused before the last change, after the end, or for fewer than one member: that is `end_team`.
    """
    if members < 1:
        raise Refused(
            _("Tổ phải có ít nhất một thành viên; nếu tổ thôi hoạt động hãy chọn “Kết thúc”."), field="members"
        )
    locked = _locked(team, on, version)
    if members == locked.members:
        raise Refused(_("Số thành viên không đổi."), field="members")
    _note(locked, members, on, checking.refuse_empty_reason(reason), by=by)
    _append(locked, {"members": members - locked.members}, on, by=by)
    locked.members = members
    _save(locked)
    audit.record(
        "activities.team.changed",
        locked.source,
        _("%(team)s có %(members)d thành viên từ %(day)s.")
        % {"team": locked.name, "members": members, "day": f"{on:%d/%m/%Y}"},
        by=by,
    )
    return locked


@transaction.atomic
def end_team(team: StandingTeam, *, on: date, reason: str, by: Actor, version: int | None = None) -> StandingTeam:
    """The team no longer stands from `on`. Past figures keep it."""
    locked = _locked(team, on, version)
    _note(locked, 0, on, checking.refuse_empty_reason(reason), by=by)
    _append(locked, {"team": -1, "members": -locked.members}, on, by=by)
    locked.ended_on = on
    _save(locked)
    audit.record(
        "activities.team.ended",
        locked.source,
        _("%(team)s kết thúc hoạt động từ %(day)s.") % {"team": locked.name, "day": f"{on:%d/%m/%Y}"},
        by=by,
    )
    return locked


def unmake_teams_of(act: Act, *, by: Actor) -> None:
    """The founding act is withdrawn: later changes of its teams are reversed, and they end on the day they began."""
    for team in act.teams.select_for_update():
        reverse(standing_entries(team.source), by=by)
        team.ended_on = team.active_since
        _save(team)
        _unmake_heirs(team, by=by)


def _unmake_heirs(team: StandingTeam, *, by: Actor) -> None:
    """What a merged unit's team went on as elsewhere is taken down on the day it was taken over."""
    for heir in team.heirs.select_for_update():
        reverse(standing_entries(heir.source), by=by)
        taken_over = heir.changes.first()
        members = taken_over.members_before if taken_over else heir.members
        _append(heir, {"team": -1, "members": -members}, heir.active_since, by=by)
        heir.ended_on = heir.active_since
        _save(heir)
        _unmake_heirs(heir, by=by)


def follow_the_act(act: Act, before: Mapping[Counted, int], after: Mapping[Counted, int]) -> None:
    """A corrected founding act moves its team's day and members along with it."""
    measures = {row.part: row.measure_id for row in act.kind.countables.exclude(part="")}
    if "members" not in measures:
        return
    counted = Counted(measures["members"])
    for team in act.teams.select_for_update():
        team.members += after.get(counted, 0) - before.get(counted, 0)
        first_change = team.changes.first()
        if team.members < 1 or team.ended_on or (first_change and first_change.on < act.happened_on):
            raise Refused(_("Tổ đã thay đổi sau ngày lập; hãy sửa ở trang của tổ."), field="counts")
        team.active_since = act.happened_on
        _save(team)


def _locked(team: StandingTeam, on: date, version: int | None) -> StandingTeam:
    locked = StandingTeam.objects.select_for_update(of=("self",)).select_related("unit", "kind").get(pk=team.pk)
    if version is not None and locked.version != version:
        raise Changed(
            _("Tổ này vừa được người khác sửa; hãy xem bản mới."),
            theirs={_("Số thành viên"): str(locked.members)},
        )
    if locked.ended_on:
        raise Refused(_("Tổ đã kết thúc từ %(day)s.") % {"day": f"{locked.ended_on:%d/%m/%Y}"}, field="on")
    checking.refuse_wrong_days(locked.unit, on, None)
    last = locked.changes.last()
    floor = max(locked.active_since, last.on) if last else locked.active_since
    if on < floor:
        raise Refused(
            _("Lần thay đổi gần nhất là %(day)s; hãy chọn ngày từ đó trở đi.") % {"day": f"{floor:%d/%m/%Y}"},
            field="on",
        )
    return locked


def _append(team: StandingTeam, steps: Mapping[str, int], on: date, *, by: Actor) -> None:
    parts = team.kind.countables.exclude(part="").order_by("measure_id")
    append(
        [Fact(team.unit, row.measure_id, steps.get(row.part, 0), on, team.source) for row in parts], room=ROOM, by=by
    )


def _note(team: StandingTeam, after: int, on: date, reason: str, *, by: Actor) -> None:
    TeamChange.objects.create(
        team=team,
        on=on,
        members_before=team.members,
        members_after=after,
        reason=reason[:300],
        at=clock.now(),
        by=by.key,
        by_name=by.name,
    )


def _save(team: StandingTeam) -> None:
    team.version += 1
    team.save()
