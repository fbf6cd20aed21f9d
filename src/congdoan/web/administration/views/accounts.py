"""Accounts: find, open, grant, end, reset, close. A one-time password is shown once, on the page that made it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from congdoan.accounts import access, actions, persons
from congdoan.accounts.models import RoleHolding, User
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import AuditEntry
from congdoan.web.administration.forms import CloseForm, CreateForm, DayForm, RoleForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

A_PAGE = 100


def listing(request: UserRequest) -> HttpResponse:
    """`?q=`: part of a name or user name. Lists go by user name: `?sau=` is the last one of the page before.
    `?chua-gan=1`: only those of whom two-person work is asked and who are tied to nobody.
    """
    access.may(request.user, Task.ADMINISTER, at=request.unit).require()
    words, after = request.GET.get("q", "").strip(), request.GET.get("sau", "")
    seen = access.visible_accounts(request.user).filter(username__gt=after).order_by("username")
    if words:
        seen = seen.filter(name__icontains=words) | seen.filter(username__icontains=words)
    lacking, only_untied = persons.untied(seen), "chua-gan" in request.GET
    found = list((lacking if only_untied else seen).prefetch_related("holdings__unit")[: A_PAGE + 1])
    return page(
        request,
        "administration/accounts.html",
        part="found",
        words=words,
        accounts=[(row, _standing_roles(row)) for row in found[:A_PAGE]],
        next=_following(words, found, only_untied) if len(found) > A_PAGE else "",
        only_untied=only_untied,
        any_untied=only_untied or lacking.exists(),
        untied=set(lacking.filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True)),
    )


@never_cache
def create(request: UserRequest) -> HttpResponse:
    """A new account with its first role; answers with the password to be read out."""
    access.may(request.user, Task.ADMINISTER, at=request.unit).require()
    form = CreateForm(request.POST or None, near=request.unit)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            access.may_grant(request.user, data["unit"].unit).require()
            with transaction.atomic():
                made, password = actions.create_account(
                    data["username"], name=data["name"], email=data["email"], by=request.actor
                )
                actions.grant_role(made, data["role"], **_where_and_when(data), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            return page(request, "administration/password.html", account=made, password=password)
    return page(
        request,
        "administration/form.html",
        part="form",
        form=form,
        title=_("Mở tài khoản"),
        act=_("Mở tài khoản"),
        back="administration:accounts",
    )


def account(request: UserRequest, key: str) -> HttpResponse:
    """An account: what it may do, who gave it, what was done to it."""
    found = access.account_for_viewing(request.user, key)
    today = clock.today()
    reach = set(access.units_in_reach(request.user, Task.ADMINISTER).values_list("pk", flat=True))
    holdings = found.holdings.select_related("unit", "stands_in_for").order_by("-valid")
    return page(
        request,
        "administration/account.html",
        account=found,
        holdings=[(row, today in row.valid, row.unit_id in reach and _may_end(row, today)) for row in holdings],
        decision=access.may_administer_account(request.user, found),
        history=AuditEntry.objects.filter(subject=f"account:{found.key}")[:50],
        close_form=CloseForm(),
        keys=found.api_tokens.all(),
        is_untied=persons.untied(User.objects.filter(pk=found.pk)).exists(),
        today=today,
    )


@never_cache
@require_POST
def reset(request: UserRequest, key: str) -> HttpResponse:
    found = access.account_for_administering(request.user, key)
    password = actions.reset_password(found, by=request.actor)
    return page(request, "administration/password.html", account=found, password=password)


@require_POST
def close(request: UserRequest, key: str) -> HttpResponse:
    found = access.account_for_administering(request.user, key)
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hãy ghi lý do đóng tài khoản."))
    actions.deactivate(found, reason=form.cleaned_data["reason"], by=request.actor)
    toast(request, _("Đã đóng tài khoản."), undo="")
    return redirect("administration:account", key)


@require_POST
def reopen(request: UserRequest, key: str) -> HttpResponse:
    actions.reactivate(access.account_for_administering(request.user, key), by=request.actor)
    toast(request, _("Đã mở lại tài khoản."))
    return redirect("administration:account", key)


def grant(request: UserRequest, key: str) -> HttpResponse:
    """One more role, at a unit the administrator answers for."""
    found = access.account_for_viewing(request.user, key)
    form = RoleForm(request.POST or None, near=request.unit)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            access.may_grant(request.user, data["unit"].unit).require()
            actions.grant_role(found, data["role"], **_where_and_when(data), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã giao vai trò."))
            return redirect("administration:account", key)
    return page(request, "administration/form.html", part="form", form=form, **_about(found, _("Giao vai trò")))


def end_role(request: UserRequest, key: str) -> HttpResponse:
    """A role ends, from a day on."""
    holding = access.role_for_ending(request.user, key)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(holding, on=form.cleaned_data["on"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã kết thúc vai trò."))
            return redirect("administration:account", holding.user.key)
    title = _("Kết thúc vai trò %(role)s tại %(unit)s") % {
        "role": holding.get_role_display(),
        "unit": holding.unit.name,
    }
    return page(request, "administration/form.html", part="form", form=form, **_about(holding.user, title))


def _about(account: User, title: str) -> dict[str, Any]:
    act = _("Ghi")
    return {"title": title, "lead": account.name, "act": act, "back": "administration:account", "key": account.key}


def _following(words: str, found: list[User], only_untied: bool) -> str:
    chosen = {"chua-gan": "1"} if only_untied else {}
    return "?" + urlencode({"q": words, "sau": found[A_PAGE - 1].username, **chosen})


def _where_and_when(data: dict[str, Any]) -> dict[str, Any]:
    return {"unit": data["unit"].unit, "since": data["since"], "until": data["until"]}


def _may_end(row: RoleHolding, today: date) -> bool:
    return row.valid.upper is None or bool(row.valid.upper > today)


def _standing_roles(account: User) -> list[RoleHolding]:
    today = clock.today()
    return [row for row in account.holdings.all() if today in row.valid]
