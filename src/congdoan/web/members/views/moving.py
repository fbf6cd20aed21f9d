"""Members on the way: transfers out and in, leavings, exemptions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from congdoan.accounts.access import standing
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.membership import access, actions
from congdoan.membership.models import Spell, Transfer, TransferState
from congdoan.organisation.models import Person, Unit
from congdoan.web.members.forms import DayForm, EndForm, ExemptForm, ReasonForm, TransferForm, WhyForm
from congdoan.web.members.views.doing import do
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

SETTLED_SHOWN = 30


def waiting(request: UserRequest) -> int:
    """Transfers to the unit acted for that nobody has received yet."""
    return Transfer.objects.filter(to_unit=request.unit, state=TransferState.PENDING).count()


def desk(request: UserRequest) -> HttpResponse:
    """What waits to be received, what was sent and not yet received, what was settled lately."""
    access.may_see_names(request.user, request.unit).require()
    held = standing(request.user).units_for(Task.KEEP_MEMBERS)
    rows = access.transfers_visible_to(request.user).select_related("person", "from_unit", "to_unit")
    pending = list(rows.filter(state=TransferState.PENDING).order_by("asked_on", "pk"))
    return page(
        request,
        "members/transfers.html",
        coming=[row for row in pending if row.to_unit_id in held],
        going=[row for row in pending if row.from_unit_id in held and row.to_unit_id not in held],
        below=[row for row in pending if row.from_unit_id not in held and row.to_unit_id not in held],
        settled=rows.exclude(state=TransferState.PENDING).order_by("-settled_on", "-pk")[:SETTLED_SHOWN],
    )


def transfer_out(request: UserRequest, key: str) -> HttpResponse:
    person = access.member_for_keeping(request.user, key)
    form = TransferForm(request.POST or None, near=request.unit, initial={"on": clock.today()})

    def verb(data: dict[str, Any]) -> None:
        to = Unit.objects.filter(pk=data["to"].pk).first()
        if to is None:
            raise Refused(_("Chỉ chuyển được đến một đơn vị công đoàn."), field="to")
        actions.transfer_out(person, to=to, on=data["on"], note=data["note"], decision=form.basis(), by=request.actor)

    return do(
        request,
        form,
        verb,
        title=_("Giới thiệu chuyển sinh hoạt"),
        act=_("Giới thiệu"),
        about=person.name,
        back=_at(person),
        done=_("Đã giới thiệu; đoàn viên vẫn tính ở đây cho đến khi nơi đến tiếp nhận."),
        hint=_("Nơi đến bấm Tiếp nhận thì việc chuyển mới xong; không ngày nào đoàn viên bị đếm hai lần hay bỏ sót."),
    )


def receive(request: UserRequest, key: str) -> HttpResponse:
    transfer = access.transfer_for_receiving(request.user, key)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return do(
        request,
        form,
        lambda data: actions.receive_transfer(transfer, on=data["on"], by=request.actor),
        title=_("Tiếp nhận đoàn viên"),
        act=_("Tiếp nhận"),
        about=_between(transfer),
        back=reverse("members:transfers"),
        done=_("Đã tiếp nhận."),
    )


def send_back(request: UserRequest, key: str) -> HttpResponse:
    transfer = access.transfer_for_receiving(request.user, key)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return do(
        request,
        form,
        lambda data: actions.return_transfer(transfer, **data, by=request.actor),
        title=_("Trả lại hồ sơ chuyển sinh hoạt"),
        act=_("Trả lại"),
        about=_between(transfer),
        back=reverse("members:transfers"),
        done=_("Đã trả lại nơi giới thiệu."),
    )


def cancel(request: UserRequest, key: str) -> HttpResponse:
    transfer = access.transfer_for_cancelling(request.user, key)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return do(
        request,
        form,
        lambda data: actions.cancel_transfer(transfer, **data, by=request.actor),
        title=_("Rút lại việc giới thiệu"),
        act=_("Rút lại"),
        about=_between(transfer),
        back=reverse("members:transfers"),
        done=_("Đã rút lại."),
    )


def end(request: UserRequest, key: str) -> HttpResponse:
    person = access.member_for_keeping(request.user, key)
    form = EndForm(request.POST or None, initial={"on": clock.today()})

    def verb(data: dict[str, Any]) -> None:
        told = {name: data[name] for name in ("cause", "on", "to_place", "note")}
        actions.end(person, **told, decision=form.basis(), by=request.actor)

    return do(
        request,
        form,
        verb,
        title=_("Thôi sinh hoạt công đoàn"),
        act=_("Ghi"),
        about=person.name,
        back=_at(person),
        done=_("Đã ghi."),
    )


def exempt(request: UserRequest, key: str) -> HttpResponse:
    person = access.member_for_keeping(request.user, key)
    form = ExemptForm(request.POST or None, initial={"since": clock.today()})

    def verb(data: dict[str, Any]) -> None:
        told = {name: data[name] for name in ("kind", "reason", "since", "until")}
        actions.exempt(person, **told, decision=form.basis(), by=request.actor)

    return do(
        request,
        form,
        verb,
        title=_("Miễn đoàn phí, miễn sinh hoạt"),
        act=_("Ghi"),
        about=person.name,
        back=_at(person),
        done=_("Đã ghi; đoàn viên vẫn được tính."),
    )


def end_exemption(request: UserRequest, key: str, exemption: str) -> HttpResponse:
    """What a member was let off ends on a day; one that would not have begun by then is withdrawn."""
    person = access.member_for_keeping(request.user, key)
    found = get_object_or_404(person.exemptions.filter(withdrawn_at__isnull=True), key=exemption)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return do(
        request,
        form,
        lambda data: actions.end_exemption(found, on=data["on"], by=request.actor),
        title=_("Kết thúc miễn: %(kind)s") % {"kind": found.get_kind_display()},
        act=_("Kết thúc"),
        about=person.name,
        back=_at(person),
        done=_("Đã kết thúc việc miễn."),
        hint=_("Ngày trước đó là ngày cuối còn được miễn."),
    )


def leaving(request: UserRequest, key: str) -> HttpResponse:
    """Who left by one record; names for those who may read them."""
    found = access.leaving_for_reading(request.user, key)
    may_names = bool(access.may_see_names(request.user, found.unit))
    spells = Spell.objects.filter(ended_by=found.source).select_related("person").order_by("person__sort_key")
    return page(
        request,
        "members/record.html",
        record=found,
        kind=found.get_cause_display(),
        spells=list(spells) if may_names else [],
        count=spells.count(),
        may_names=may_names,
        withdraw=_withdrawing(request, found, "members:withdraw_leaving"),
    )


def withdraw_leaving(request: UserRequest, key: str) -> HttpResponse:
    found = access.leaving_for_reading(request.user, key)
    access.may_keep(request.user, found.unit).require()
    return do(
        request,
        WhyForm(request.POST or None),
        lambda data: actions.withdraw_leaving(found, reason=data["reason"], by=request.actor),
        title=_("Rút lại việc ghi thôi sinh hoạt"),
        act=_("Rút lại"),
        about=found.unit.name,
        back=reverse("members:leaving", args=[found.key]),
        done=_("Đã rút lại."),
    )


def _withdrawing(request: UserRequest, record: Any, name: str) -> str:
    may = not record.withdrawn_at and access.may_keep(request.user, record.unit)
    return reverse(name, args=[record.key]) if may else ""


def _between(transfer: Transfer) -> str:
    return f"{transfer.person.name} · {transfer.from_unit} → {transfer.to_unit}"


def _at(person: Person) -> str:
    return reverse("members:member", args=[person.key])
