"""Who leads: committees of a term, posts taken and left."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access
from congdoan.foundation.errors import NotFound, Refused
from congdoan.organisation import actions
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast
from congdoan.web.structure.forms import AppointForm, CommitteeForm, DayForm


def appoint(request: UserRequest, code: str) -> HttpResponse:
    """A post taken. The person is entered anew: who is one and the same is asked when members' files come."""
    unit = access.unit_for_organising(request.user, code)
    form = AppointForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        until = data["until"] + timedelta(days=1) if data["until"] else None
        wanted = ("title", "since", "is_appointed", "signs_as", "committee")
        if until and until <= data["since"]:
            form.add_error("until", _("Ngày cuối phải sau ngày nhận chức."))
        else:
            person = actions.add_person(data["person"], by=request.actor)
            picked = {name: data[name] for name in wanted}
            actions.appoint(person, body=unit, until=until, basis=form.basis(), by=request.actor, **picked)
            toast(request, _("Đã ghi chức vụ của %(name)s.") % {"name": person.name})
            return redirect("structure:unit", unit.code)
    return page(request, "structure/form.html", part="form", form=form, unit=unit, title=_("Ghi chức vụ"), act=_("Ghi"))


def end_office(request: UserRequest, code: str, key: str) -> HttpResponse:
    """A post left."""
    unit = access.unit_for_organising(request.user, code)
    office = unit.offices.filter(key=key).select_related("person", "body").first()
    if office is None:
        raise NotFound(_("Không có chức vụ này."))
    form = DayForm(request.POST or None)
    title = _("%(person)s thôi chức %(title)s") % {"person": office.person.name, "title": office.title}
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_office(office, on=form.cleaned_data["on"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi thôi chức."))
            return redirect("structure:unit", unit.code)
    return page(request, "structure/form.html", part="form", form=form, unit=unit, title=title, act=_("Ghi thôi chức"))


def form_committee(request: UserRequest, code: str) -> HttpResponse:
    """A committee takes up its term; the one before it ends."""
    unit = access.unit_for_organising(request.user, code)
    form = CommitteeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = ("kind", "ordinal", "since", "until", "is_provisional")
        try:
            actions.form_committee(unit, **{name: data[name] for name in wanted}, basis=form.basis(), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi nhiệm kỳ."))
            return redirect("structure:unit", unit.code)
    title = _("Ghi nhiệm kỳ mới")
    return page(request, "structure/form.html", part="form", form=form, unit=unit, title=title, act=_("Ghi"))
