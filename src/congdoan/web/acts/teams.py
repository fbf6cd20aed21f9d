"""Standing teams: the list, a team's page, its members, its end."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts.access import may, units_in_reach
from congdoan.accounts.rules import Task
from congdoan.activities import access, actions
from congdoan.activities.models import StandingTeam
from congdoan.foundation.errors import Changed, Refused
from congdoan.organisation.queries import subtree
from congdoan.web.acts.forms.change import TeamChangeForm, TeamEndForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

PAGE = 200


def teams(request: UserRequest) -> HttpResponse:
    """The teams standing at and below the unit acted for, on the day looked from."""
    below = subtree(request.unit, on=request.as_of) & units_in_reach(request.user, Task.READ)
    found = (
        StandingTeam.objects.filter(unit__in=below.values("pk"), active_since__lte=request.as_of)
        .exclude(ended_on__lte=request.as_of)
        .select_related("unit", "kind")
        .order_by("unit__sort_key", "name")
    )
    may_record = bool(may(request.user, Task.RECORD_ACT, at=request.unit))
    return page(request, "acts/teams.html", teams=found[:PAGE], count=found.count(), may_record=may_record)


def team(request: UserRequest, key: str) -> HttpResponse:
    found = access.team_for_reading(request.user, key)
    may_change = not found.ended_on and bool(may(request.user, Task.RECORD_ACT, at=found.unit))
    names = bool(may(request.user, Task.READ_NAMES, at=found.unit))
    return page(request, "acts/team.html", team=found, may_change=may_change, may_see_names=names)


def change(request: UserRequest, key: str) -> HttpResponse:
    found = access.team_for_changing(request.user, key)
    form = TeamChangeForm(request.POST or None, team=found)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_team(found, **said, by=request.actor)
        except Changed:
            raise
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi thay đổi của tổ."))
            return redirect("acts:team", found.key)
    return page(request, "acts/team_change.html", team=found, form=form, is_end=False)


def end(request: UserRequest, key: str) -> HttpResponse:
    found = access.team_for_changing(request.user, key)
    form = TeamEndForm(request.POST or None, team=found)
    if form.is_valid():
        try:
            actions.end_team(found, **form.cleaned_data, by=request.actor)
        except Changed:
            raise
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Tổ đã kết thúc hoạt động."))
            return redirect("acts:team", found.key)
    return page(request, "acts/team_change.html", team=found, form=form, is_end=True)
