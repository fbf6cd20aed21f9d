"""Founding a unit under another, renaming, entering an outside body."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.organisation import actions
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast
from congdoan.web.structure.forms import BodyForm, EstablishForm, LineForm, PlaceForm, RenameForm


def establish(request: UserRequest, code: str) -> HttpResponse:
    """A new unit directly under this one."""
    under = access.unit_for_organising(request.user, code)
    form = EstablishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = ("code", "name", "level", "since", "short_name", "symbol", "place")
        try:
            unit = actions.establish_unit(
                **{name: data[name] for name in wanted}, under=under, basis=form.basis(), by=request.actor
            )
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã thành lập %(name)s.") % {"name": unit.name})
            return redirect("structure:unit", unit.code)
    title = _("Thêm đơn vị trực thuộc")
    return page(request, "structure/form.html", part="form", form=form, unit=under, title=title, act=_("Thành lập"))


def rename(request: UserRequest, code: str) -> HttpResponse:
    """Another name from a day on; the old one stays on the papers of its time."""
    unit = access.unit_for_organising(request.user, code)
    form = RenameForm(
        request.POST or None, initial={name: getattr(unit, name) for name in ("name", "short_name", "symbol")}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = ("name", "on", "short_name", "symbol")
        try:
            actions.rename(unit, **{name: data[name] for name in wanted}, basis=form.basis(), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đổi tên."))
            return redirect("structure:unit", unit.code)
    return page(request, "structure/form.html", part="form", form=form, unit=unit, title=_("Đổi tên"), act=_("Đổi tên"))


def change_place(request: UserRequest, code: str) -> HttpResponse:
    """The place name before the date of its papers, from a day on."""
    unit = access.unit_for_organising(request.user, code)
    form = PlaceForm(request.POST or None, initial={"place": unit.place, "on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.change_place(unit, place=data["place"], on=data["on"], basis=form.basis(), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đổi địa danh."))
            return redirect("structure:unit", unit.code)
    title = _("Đổi địa danh ghi trên văn bản")
    return page(request, "structure/form.html", part="form", form=form, unit=unit, title=title, act=_("Đổi địa danh"))


def add_to_line(request: UserRequest, code: str) -> HttpResponse:
    """The unit takes its place in a professional line beside command."""
    unit = access.unit_for_organising(request.user, code)
    form = LineForm(request.POST or None, near=request.unit)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        under = data["under"].unit if data["under"] else None
        try:
            actions.add_to_line(
                unit, line=data["line"], under=under, since=data["since"], basis=form.basis(), by=request.actor
            )
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã xếp %(name)s vào hệ thống.") % {"name": unit.name})
            return redirect("structure:unit", unit.code)
    title = _("Xếp vào hệ thống theo ngành")
    return page(request, "structure/form.html", part="form", form=form, unit=unit, title=title, act=_("Xếp vào"))


def register_body(request: UserRequest) -> HttpResponse:
    """A Party committee, a state body, an employer: whoever issues, receives or answers."""
    access.may(request.user, Task.ORGANISE, at=request.unit).require()
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            body = actions.register_body(**form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã thêm %(name)s.") % {"name": body.name})
            return redirect("structure:bodies")
    return page(
        request,
        "structure/form.html",
        part="form",
        form=form,
        unit=None,
        title=_("Thêm cơ quan"),
        act=_("Thêm cơ quan"),
    )
