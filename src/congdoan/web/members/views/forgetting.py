"""A person asks to be forgotten: entered by one, with what stands in the way; carried out by another; due later."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.accounts.access import may
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.forgetting import access, actions, rooms
from congdoan.forgetting.models import ForgetRequest, RequestState
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.text import masked
from congdoan.web.members.forms import ForgetForm, GroundForm, SureForm
from congdoan.web.members.views.doing import do
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

SHOWN = 100
ROOMS = {
    "accounts": gettext_lazy("tài khoản, thông báo"),
    "activities": gettext_lazy("việc đã ghi nhận"),
    "cases": gettext_lazy("hồ sơ hỗ trợ"),
    "dues": gettext_lazy("đoàn phí"),
    "forgetting": gettext_lazy("đề nghị xóa thông tin"),
    "foundation": gettext_lazy("nhật ký"),
    "funds": gettext_lazy("sổ quỹ"),
    "goods": gettext_lazy("kho hiện vật"),
    "indicators": gettext_lazy("chỉ tiêu"),
    "intake": gettext_lazy("văn bản đang đọc"),
    "membership": gettext_lazy("hồ sơ đoàn viên"),
    "narratives": gettext_lazy("bài viết đối chiếu"),
    "obligations": gettext_lazy("nhiệm vụ"),
    "organisation": gettext_lazy("tổ chức, chức vụ"),
    "registry": gettext_lazy("văn bản"),
    "reports": gettext_lazy("báo cáo"),
}
"""In whose words a name may still stand, by the room's code."""


def listing(request: UserRequest) -> HttpResponse:
    """Requests that wait for a second person, those the books still keep a name for, and those settled."""
    access.may_see_requests(request.user).require()
    rows = ForgetRequest.objects.visible_to(request.user).select_related("person", "unit")
    return page(
        request,
        "members/forgetting.html",
        waiting=[_row(row, request.user) for row in rows.waiting().order_by("answer_by", "pk")],
        kept=[_row(row, request.user) for row in rows.filter(state=RequestState.KEPT).order_by("books_until", "pk")],
        settled=rows.exclude(state__in=[RequestState.ASKED, RequestState.KEPT])[:SHOWN],
        today=clock.today(),
        see_members=bool(may(request.user, Task.SEE_MEMBERS, at=request.unit)),
    )


def ask(request: UserRequest, key: str) -> HttpResponse:
    """Enter the person's request, seeing what stands in the way and what would be kept."""
    person = access.person_for_asking(request.user, key)
    form = ForgetForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("basis", "reason", "on")}
        try:
            made = actions.ask(person, **said, letter=form.letter(), by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi đề nghị; người thứ hai sẽ thực hiện."))
            return redirect("members:forget_request", made.key)
    today = clock.today()
    return page(
        request,
        "members/forget_ask.html",
        part="form",
        form=form,
        person=person,
        obstacles=rooms.in_the_way(person, today),
        kept=rooms.kept(person, today),
    )


def request_page(request: UserRequest, key: str) -> HttpResponse:
    """One request: who asked, why, what stands in the way; whoever may carries it out here. POST does it, for good."""
    found = access.request_for_viewing(request.user, key)
    allowed = access.may_carry_out(request.user, found)
    form = SureForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        allowed.require()
        try:
            actions.carry_out(found, version=form.cleaned_data["version"], by=request.actor)
        except actions.StandsInTheWay as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã xóa thông tin cá nhân của người này."))
            return redirect("members:forget_request", found.key)
    waits = found.state == RequestState.ASKED
    named = access.may_read_name(request.user, found)
    today = clock.today()
    obstacles = rooms.in_the_way(found.person, today) if waits else []
    sheets, unread = rooms.sheets_that_go(found.person) if waits and allowed and not obstacles else (0, [])
    return page(
        request,
        "members/forget_request.html",
        part="deed",
        row=found,
        who=found.person.name if named or found.person.forgotten_on else masked(found.person.name),
        named=named,
        reason=found.reason.open() if named else "",
        because=found.settled_because.open() if named else "",
        waits=waits,
        may=allowed,
        may_withdraw=waits and access.may_withdraw(request.user, found),
        obstacles=obstacles,
        kept=rooms.kept(found.person, today) if waits else [],
        sheets=sheets,
        unread=unread,
        mentions=[(ROOMS[room], count) for room, count in found.mentions.items()],
        is_late=waits and found.answer_by < today,
        form=form,
    )


def refuse(request: UserRequest, key: str) -> HttpResponse:
    found = access.request_for_carrying_out(request.user, key)
    return _end(request, found, actions.refuse, _("Không thực hiện đề nghị"), _("Ghi không thực hiện"))


def withdraw(request: UserRequest, key: str) -> HttpResponse:
    found = access.request_for_withdrawing(request.user, key)
    return _end(request, found, actions.withdraw, _("Rút đề nghị"), _("Rút lại"))


def _end(request: UserRequest, found: ForgetRequest, verb: Any, title: str, act: str) -> HttpResponse:
    form = GroundForm(request.POST or None)
    return do(
        request,
        form,
        lambda data: verb(found, reason=data["reason"], by=request.actor),
        title=title,
        act=act,
        back=reverse("members:forget_request", args=[found.key]),
        done=_("Đã ghi."),
        hint=_("Lý do được niêm phong; người đã đề nghị đọc được."),
    )


def _row(row: ForgetRequest, user: User) -> dict[str, Any]:
    named = row.person.forgotten_on or access.may_read_name(user, row)
    return {"row": row, "who": row.person.name if named else masked(row.person.name)}
