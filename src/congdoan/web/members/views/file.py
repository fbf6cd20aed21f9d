"""A member's file: what colleagues read, what is opened with a purpose, what has happened, who looked."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from congdoan.accounts.disclosures import disclosures_about
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.membership import access, actions, rules
from congdoan.membership.models import MemberFile, Spell, TransferState
from congdoan.organisation.models import Person
from congdoan.web.members.forms import (
    PURPOSES,
    CardForm,
    CorrectForm,
    DuesBaseForm,
    GroupForm,
    PurposeForm,
    ReturnCardForm,
)
from congdoan.web.members.views.doing import do
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest


def member(request: UserRequest, key: str) -> HttpResponse:
    """The file with its closed groups shut."""
    return _file(request, access.member_for_reading(request.user, key))


@never_cache
@require_POST
def open_group(request: UserRequest, key: str, group: str) -> HttpResponse:
    """One closed group, open on this page only: it has no address of its own, and no browser keeps it."""
    person = access.member_for_opening(request.user, key)
    form = PurposeForm(request.POST)
    if group not in rules.GROUPS or not form.is_valid():
        return _file(request, person, refused=form, asked=group)
    try:
        opened = actions.open_group(person.member_file, group, purpose=form.cleaned_data["purpose"], by=request.actor)
    except Refused as refused:
        put_on(form, refused)
        return _file(request, person, refused=form, asked=group)
    lines = [(field.label, opened.get(field.code, "")) for field in rules.sealed_in(group)]
    return _file(request, person, opened=group, lines=lines)


def correct(request: UserRequest, key: str) -> HttpResponse:
    """Who the person is, and what colleagues may read."""
    person = access.member_for_keeping(request.user, key)
    file = person.member_file
    plain = [field.code for field in rules.PLAIN]
    now = {
        "version": file.version,
        "name": person.name,
        "sex": person.sex,
        **{code: getattr(file, code) for code in plain},
    }
    form = CorrectForm(request.POST or None, initial=now)

    def verb(data: dict[str, Any]) -> None:
        version = data["version"]
        if (data["name"], data["sex"], data["birth_on"]) != (person.name, person.sex, file.birth_on):
            changed = actions.correct_identity(
                file, name=data["name"], sex=data["sex"], birth_on=data["birth_on"], version=version, by=request.actor
            )
            version = changed.version
        values = {code: data[code] for code in plain if code != "birth_on"}
        actions.correct_file(file, values=values, version=version, by=request.actor)

    return do(
        request,
        form,
        verb,
        title=_("Sửa hồ sơ"),
        act=_("Lưu"),
        about=person.name,
        back=_at(person),
        done=_("Đã lưu hồ sơ."),
    )


@never_cache
def correct_group(request: UserRequest, key: str, group: str) -> HttpResponse:
    """Write closed fields afresh. What stood there is not shown: that would be opening it; empty fields empty it."""
    person = access.member_for_keeping(request.user, key)
    access.member_for_opening(request.user, key)
    if group not in rules.GROUPS:
        group = "contact"
    file = person.member_file
    form = GroupForm(request.POST or None, group=group, initial={"version": file.version})

    def verb(data: dict[str, Any]) -> None:
        values = {field.code: data[field.code] for field in rules.sealed_in(group)}
        actions.correct_group(
            file, group, values=values, purpose=data["purpose"], version=data["version"], by=request.actor
        )

    return do(
        request,
        form,
        verb,
        title=_("Ghi lại: %(group)s") % {"group": rules.GROUPS[group]},
        act=_("Lưu"),
        about=person.name,
        back=_at(person),
        done=_("Đã lưu phần kín của hồ sơ."),
        hint=_("Nội dung cũ không hiện ở đây. Ghi đủ các ô cần giữ: ô để trống sẽ bị xóa."),
    )


def card(request: UserRequest, key: str) -> HttpResponse:
    """Give a card; or note that the one in hand was returned or lost."""
    person = access.member_for_keeping(request.user, key)
    held = person.cards.filter(returned_on__isnull=True).first()
    if held:
        back = ReturnCardForm(request.POST or None, initial={"on": clock.today()})
        return do(
            request,
            back,
            lambda data: actions.return_card(held, **data, by=request.actor),
            title=_("Thu hồi thẻ"),
            act=_("Ghi"),
            about=f"{person.name} · {held.number}",
            back=_at(person),
            done=_("Đã ghi thu hồi thẻ."),
        )
    form = CardForm(request.POST or None, initial={"on": clock.today()})
    return do(
        request,
        form,
        lambda data: actions.issue_card(person, **data, by=request.actor),
        title=_("Cấp thẻ đoàn viên"),
        act=_("Cấp thẻ"),
        about=person.name,
        back=_at(person),
        done=_("Đã cấp thẻ."),
    )


def dues_base(request: UserRequest, key: str) -> HttpResponse:
    person = access.member_for_keeping(request.user, key)
    access.member_for_opening(request.user, key)
    form = DuesBaseForm(request.POST or None, initial={"since": clock.today()})

    def verb(data: dict[str, Any]) -> None:
        actions.set_dues_base(
            person, base_vnd=data["base_vnd"], since=data["since"], basis=form.basis(), by=request.actor
        )

    return do(
        request,
        form,
        verb,
        title=_("Căn cứ đóng đoàn phí"),
        act=_("Ghi"),
        about=person.name,
        back=_at(person),
        done=_("Đã ghi căn cứ đóng đoàn phí."),
    )


def _file(request: UserRequest, person: Person, **shown: Any) -> HttpResponse:
    file: MemberFile = person.member_file
    spells = list(Spell.objects.filter(person=person).select_related("unit").order_by("-valid"))
    unit = spells[0].unit
    may_open = bool(access.may_open_sensitive(request.user, unit))
    plain = [(field.label, _written(file, field.code)) for field in rules.PLAIN]
    seen = access.units_with_names(request.user)
    known = set(seen.filter(pk__in=[spell.unit_id for spell in spells]).values_list("pk", flat=True))
    return page(
        request,
        "members/member.html",
        person=person,
        file=file,
        spells=[(spell, spell.unit_id in known) for spell in spells],
        unit=unit,
        is_member=spells[0].valid.upper_inf,
        plain=[(label, value) for label, value in plain if value],
        groups=[(code, label, bool(getattr(file, code))) for code, label in rules.GROUPS.items()] if may_open else [],
        may_open=may_open,
        purposes=PURPOSES,
        purpose_form=shown.get("refused"),
        asked=shown.get("asked", ""),
        opened=shown.get("opened", ""),
        lines=shown.get("lines", ()),
        cards=person.cards.all(),
        dues=person.dues_bases.order_by("-valid").first() if may_open else None,
        exemptions=person.exemptions.filter(withdrawn_at__isnull=True),
        pending=person.transfers.filter(state=TransferState.PENDING).select_related("to_unit").first(),
        referral=person.party_referrals.filter(withdrawn_at__isnull=True).first() if may_open else None,
        may_keep=bool(access.may_keep(request.user, unit)),
        openings=disclosures_about(person.key)[:30],
    )


def _written(file: MemberFile, code: str) -> object:
    return file.get_contract_display() if code == "contract" else getattr(file, code)


def _at(person: Person) -> str:
    return reverse("members:member", args=[person.key])
