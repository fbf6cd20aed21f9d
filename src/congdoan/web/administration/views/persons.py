"""Whose account it is: people of exactly the name that is typed, chosen one, or somebody not known here yet."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access, actions
from congdoan.accounts.rules import Task
from congdoan.foundation.errors import Refused
from congdoan.organisation.actions import add_person
from congdoan.organisation.models import Person
from congdoan.web.administration.forms import NEWCOMER, NOBODY, PersonForm
from congdoan.web.administration.namesakes import namesakes
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def whose(request: UserRequest, key: str) -> HttpResponse:
    """`?ten=`: whom to look for, where it is not the account's own name. POST ties the account to the person chosen."""
    found = access.account_for_administering(request.user, key)
    name = " ".join((request.POST.get("ten") or request.GET.get("ten") or found.name).split())
    reach = access.units_in_reach(request.user, Task.ADMINISTER)
    people = namesakes(name, reach=reach, accounts=access.visible_accounts(request.user))
    form = PersonForm(request.POST or None, people=people, is_tied=found.person_id is not None, name=name)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.tie(found, _chosen(request, form.cleaned_data["person"], name, people), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi tài khoản này là của ai."))
            return redirect("administration:account", key)
    return page(request, "administration/person.html", part="people", account=found, form=form, name=name)


def _chosen(request: UserRequest, answer: str, name: str, people: dict[Person, str]) -> Person | None:
    if answer == NOBODY:
        return None
    if answer == NEWCOMER:
        return add_person(name, by=request.actor)
    return next(person for person in people if person.key == answer)
