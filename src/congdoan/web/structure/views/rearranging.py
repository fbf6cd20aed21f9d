"""Transfer, merge, split, end: fill in, look at a rehearsal, then do it."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.accounts import access
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.organisation import queries
from congdoan.organisation.models import Unit
from congdoan.reorganisation import actions
from congdoan.reorganisation.plans import NewUnit, Outcome, Part
from congdoan.reorganisation.rehearsal import rehearse
from congdoan.reorganisation.rules import LeftUnassigned
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast
from congdoan.web.structure.forms import (
    EndForm,
    EndManyForm,
    Many,
    MergeForm,
    MergeManyForm,
    RearrangeForm,
    SplitForm,
    TransferForm,
    TransferManyForm,
)

Verb = Callable[[Sequence[Unit], RearrangeForm, Actor], Outcome]


@dataclass(frozen=True, slots=True)
class Change:
    """One way of rearranging: its words, its form and its verb; `many` is its form for several units below one. Only
    what leaves every unit standing may be done ahead of its day.
    """

    title: Promise
    act: Promise
    form: type[RearrangeForm]
    verb: Verb
    many: type[Many] | None = None
    may_be_ahead: bool = False


def _transfer(units: Sequence[Unit], form: RearrangeForm, by: Actor) -> Outcome:
    data = form.cleaned_data
    return actions.transfer(units, to=data["to"].unit, on=data["on"], decided_by=form.basis(), by=by)


def _merge(units: Sequence[Unit], form: RearrangeForm, by: Actor) -> Outcome:
    data = form.cleaned_data
    return actions.merge(units, into=data["into"].unit, on=data["on"], decided_by=form.basis(), by=by)


def _end(units: Sequence[Unit], form: RearrangeForm, by: Actor) -> Outcome:
    data = form.cleaned_data
    heir, home = (data[name].unit if data[name] else None for name in ("heir", "children_to"))
    return actions.end(units, on=data["on"], decided_by=form.basis(), heir=heir, children_to=home, by=by)


def _split(units: Sequence[Unit], form: RearrangeForm, by: Actor) -> Outcome:
    [unit] = units
    data = form.cleaned_data
    below = list(queries.children(unit, on=data["on"]))
    ticked = set(data.get("children") or [])
    first = tuple(child for child in below if child.code in ticked)
    parts = [Part(NewUnit(data["first_code"], data["first_name"]), first)]
    if not data["remains"]:
        rest = tuple(child for child in below if child.code not in ticked)
        parts.append(Part(NewUnit(data["second_code"], data["second_name"]), rest, inherits_rest=True))
    return actions.split(unit, into=parts, on=data["on"], decided_by=form.basis(), remains=data["remains"], by=by)


CHANGES = {
    "chuyen": Change(
        gettext_lazy("Chuyển về trực thuộc nơi khác"),
        gettext_lazy("Chuyển"),
        TransferForm,
        _transfer,
        TransferManyForm,
        may_be_ahead=True,
    ),
    "sap-nhap": Change(
        gettext_lazy("Sáp nhập vào đơn vị khác"), gettext_lazy("Sáp nhập"), MergeForm, _merge, MergeManyForm
    ),
    "chia-tach": Change(gettext_lazy("Chia, tách đơn vị"), gettext_lazy("Chia, tách"), SplitForm, _split),
    "ket-thuc": Change(gettext_lazy("Kết thúc hoạt động"), gettext_lazy("Kết thúc"), EndForm, _end, EndManyForm),
}


def rearrange(request: UserRequest, code: str, verb: str) -> HttpResponse:
    """POST with `lam=1` does it; without, everything is rehearsed, shown, and taken back."""
    if verb not in CHANGES:
        raise Http404
    change = CHANGES[verb]
    unit = access.unit_for_organising(request.user, code)
    form = change.form(request.POST or None, **_options(request, unit, verb))
    return _plan(request, change, unit, form, lambda: [unit])


def rearrange_many(request: UserRequest, code: str, verb: str) -> HttpResponse:
    """The same for several units directly under this one, by one decision."""
    change = CHANGES.get(verb)
    if change is None or change.many is None:
        raise Http404
    above = access.unit_for_organising(request.user, code)
    below = list(queries.children(above, on=clock.today()))
    form = change.many(request.POST or None, near=request.unit, among=below)
    return _plan(request, change, above, form, form.chosen)


def _plan(
    request: UserRequest, change: Change, unit: Unit, form: RearrangeForm, chosen: Callable[[], list[Unit]]
) -> HttpResponse:
    lead = _("Các đơn vị trực thuộc %(unit)s") % {"unit": unit.name} if isinstance(form, Many) else unit.name
    context: dict[str, Any] = {"unit": unit, "change": change, "form": form, "lead": lead}
    if request.method != "POST" or not form.is_valid():
        return page(request, "structure/rearrange.html", part="plan", **context)
    units = chosen()
    try:
        _check_reach(request, form)
        if "lam" in request.POST and request.POST.get("da-xem") == _asked(request):
            change.verb(units, form, request.actor)
            toast(request, _("Đã thực hiện: %(what)s.") % {"what": change.title})
            return redirect("structure:unit", unit.code)
        on = form.cleaned_data["on"]
        context["rehearsal"] = rehearse(units, lambda: change.verb(units, form, request.actor), on=on)
        context["asked"], context["is_changed"] = _asked(request), "lam" in request.POST
        context["is_ahead"] = on > clock.today() and not change.may_be_ahead
    except LeftUnassigned as left:
        context["left"] = left
        _ask_for_heirs(form, left)
    except Refused as refused:
        put_on(form, refused)
    return page(request, "structure/rearrange.html", part="plan", **context)


def _asked(request: UserRequest) -> str:
    """What the form asks for, in few letters: only what was looked at is done, whatever one searched by."""
    apart = {"csrfmiddlewaretoken", "sent-once", "lam", "da-xem"}
    asked = sorted(
        (name, sorted(values))
        for name, values in request.POST.lists()
        if name not in apart and not name.endswith("-search")
    )
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]


def _options(request: UserRequest, unit: Unit, verb: str) -> dict[str, Any]:
    if verb == "chia-tach":
        return {"children": list(queries.children(unit, on=clock.today()))}
    return {"near": request.unit}


def _ask_for_heirs(form: RearrangeForm, left: LeftUnassigned) -> None:
    """Beside the fields only what to do; what is left stands listed above them."""
    if left.matters:
        form.add_error("heir" if "heir" in form.fields else None, _("Hãy chọn nơi tiếp nhận."))
    if left.children:
        names = [name for name in ("children_to", "children") if name in form.fields]
        form.add_error(names[0] if names else None, _("Hãy chọn nơi về cho các đơn vị trực thuộc."))


def _check_reach(request: UserRequest, form: RearrangeForm) -> None:
    """Both ends of a change must lie within the reach of who makes it."""
    for name in ("to", "into", "heir", "children_to"):
        other = form.cleaned_data.get(name)
        if other:
            access.may(request.user, Task.ORGANISE, at=other).require()
