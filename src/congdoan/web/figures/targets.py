"""Targets: those a unit received and gave, their versions, registering, changing, splitting."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.periods import Period
from congdoan.indicators import access, actions
from congdoan.indicators.models import Indicator, Target
from congdoan.indicators.queries import figure
from congdoan.indicators.queries.splits import Split, split_of, versions_of
from congdoan.indicators.queries.targets import aim
from congdoan.indicators.veil import veiled
from congdoan.organisation.queries import children
from congdoan.web.figures.forms import ChangeForm, GiveForm, RegisterForm, SplitForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def targets(request: UserRequest) -> HttpResponse:
    """What the unit was given, and what it gave."""
    standing = Target.objects.filter(is_current=True).select_related("indicator", "giver", "receiver")
    received = standing.filter(receiver=request.unit).order_by("-period_end", "indicator")
    given = standing.filter(giver=request.unit).order_by("-period_end", "indicator", "receiver__sort_key")
    return page(
        request,
        "figures/targets.html",
        received=[(row, split_of(row)) for row in received[:100]],
        given=given[:300],
        may_give=access.may_give_targets(request.user, request.unit),
    )


def target(request: UserRequest, key: str) -> HttpResponse:
    """One target: what has been reached, every version with its basis, how it was passed down."""
    found = access.target_for_reading(request.user, key)
    period = Period(found.period_start, found.period_end)
    reached = None
    if access.may_see_figures(request.user, found.receiver):
        shown = veiled(figure(found.receiver, found.indicator, period), request.user)
        reached = (shown, aim(found, shown.value, period, found.indicator))
    return page(
        request,
        "figures/target.html",
        target=found,
        period=period,
        reached=reached,
        versions=versions_of(found),
        split=split_of(found),
        may_change=found.is_current
        and found.giver_id == request.unit.pk
        and access.may_give_targets(request.user, request.unit),
        may_split=found.is_current
        and found.receiver_id == request.unit.pk
        and access.may_give_targets(request.user, request.unit),
    )


def give(request: UserRequest) -> HttpResponse:
    access.may_give_targets(request.user, request.unit).require()
    form = GiveForm(request.POST or None, unit=request.unit)
    if not form.is_valid():
        return page(
            request, "figures/target_form.html", form=form, title=pgettext("một chỉ tiêu", "Giao chỉ tiêu"), target=None
        )
    said = form.cleaned_data
    try:
        made = actions.give_target(
            Indicator.objects.get(code=said["indicator"]),
            giver=request.unit,
            receiver=said["receiver"],
            period=said["period"],
            value=said["value"],
            basis=form.basis,
            by=request.actor,
        )
    except Refused as refused:
        put_on(form, refused)
        return page(
            request, "figures/target_form.html", form=form, title=pgettext("một chỉ tiêu", "Giao chỉ tiêu"), target=None
        )
    toast(request, _("Đã giao chỉ tiêu; đơn vị nhận được báo."))
    return redirect("figures:target", made.key)


def change(request: UserRequest, key: str) -> HttpResponse:
    found = access.target_for_changing(request.user, key)
    form = ChangeForm(request.POST or None, target=found)
    if form.is_valid():
        try:
            made = actions.change_target(found, value=form.cleaned_data["value"], basis=form.basis, by=request.actor)
        except Changed:
            raise
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã điều chỉnh; bản cũ được giữ lại."))
            return redirect("figures:target", made.key)
    return page(request, "figures/target_form.html", form=form, title=_("Điều chỉnh chỉ tiêu"), target=found)


def register(request: UserRequest, key: str) -> HttpResponse:
    found = access.target_for_splitting(request.user, key)
    form = RegisterForm(request.POST or None, initial={"value": found.registered_value or found.value})
    if form.is_valid():
        try:
            actions.register_target(found, value=form.cleaned_data["value"], by=request.actor)
        except Changed:
            raise
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đăng ký."))
            return redirect("figures:target", found.key)
    return page(request, "figures/target_form.html", form=form, title=_("Đăng ký"), target=found)


def split(request: UserRequest, key: str) -> HttpResponse:
    """The sheet of shares with its gap line: saved as often as needed, the gap is shown and is no error.

    POST with `tinh` only adds up what was typed.
    """
    found = access.target_for_splitting(request.user, key)
    standing = split_of(found)
    below = list(children(found.receiver, on=clock.today()).order_by("sort_key"))
    form = SplitForm(
        request.POST or None, children=below, standing={row.receiver_id: row.value for row in standing.shares}
    )
    if "tinh" in request.POST:
        form.is_valid()
        typed = Split(found, tuple(Target(value=value) for value in form.typed.values()))
        return page(request, "figures/split.html", part="gap", form=form, target=found, split=typed, is_typed=True)
    if form.is_valid():
        try:
            standing = actions.split_target(found, shares=form.shares, basis=form.basis, by=request.actor)
        except Changed:
            raise
        except Refused as refused:
            name = f"unit-{refused.field}"
            put_on(form, Refused(refused.message, field=name) if name in form.fields else refused)
        else:
            toast(request, _("Đã lưu bảng chia; đơn vị nhận được báo."))
            return redirect("figures:split", found.key)
    return page(request, "figures/split.html", part="gap", form=form, target=found, split=standing)
