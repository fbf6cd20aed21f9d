"""People become members: one by a form, many by a pasted list; and the record of it."""

import re
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import read_date
from congdoan.foundation.text import fold, nfc
from congdoan.membership import access, actions
from congdoan.membership.models import Spell
from congdoan.membership.particulars import Particulars
from congdoan.web.members.forms import AdmitForm, AdmitManyForm, WhyForm
from congdoan.web.members.views.doing import do
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

MOST = 300


def admit_one(request: UserRequest) -> HttpResponse:
    access.may_keep(request.user, request.unit).require()
    form = AdmitForm(request.POST or None, initial={"on": clock.today()})

    def verb(data: dict[str, Any]) -> None:
        actions.admit(
            request.unit,
            [form.particulars()],
            on=data["on"],
            kind=data["kind"],
            decision=form.basis(),
            by=request.actor,
        )

    return do(
        request,
        form,
        verb,
        title=_("Kết nạp đoàn viên"),
        act=_("Ghi"),
        about=request.unit.name,
        back=reverse("members:list"),
        done=_("Đã ghi đoàn viên mới."),
    )


def admit_many(request: UserRequest) -> HttpResponse:
    access.may_keep(request.user, request.unit).require()
    form = AdmitManyForm(request.POST or None, initial={"on": clock.today()})

    def verb(data: dict[str, Any]) -> None:
        people = read_people(data["people"])
        actions.admit(request.unit, people, on=data["on"], kind=data["kind"], decision=form.basis(), by=request.actor)

    return do(
        request,
        form,
        verb,
        title=_("Kết nạp tập thể"),
        act=_("Ghi cả danh sách"),
        about=request.unit.name,
        back=reverse("members:list"),
        done=_("Đã ghi cả danh sách."),
    )


def admission(request: UserRequest, key: str) -> HttpResponse:
    """Who came by one record; names for those who may read them."""
    found = access.admission_for_reading(request.user, key)
    may_names = bool(access.may_see_names(request.user, found.unit))
    spells = Spell.objects.filter(begun_by=found.source).select_related("person").order_by("person__sort_key")
    may_withdraw = not found.withdrawn_at and not found.batch_id and access.may_keep(request.user, found.unit)
    return page(
        request,
        "members/record.html",
        record=found,
        kind=found.get_kind_display(),
        spells=list(spells[:MOST]) if may_names else [],
        count=spells.count(),
        may_names=may_names,
        withdraw=reverse("members:withdraw_admission", args=[found.key]) if may_withdraw else "",
    )


def withdraw_admission(request: UserRequest, key: str) -> HttpResponse:
    found = access.admission_for_reading(request.user, key)
    access.may_keep(request.user, found.unit).require()
    if found.batch_id:
        raise Refused(_("Đợt này nhập từ Excel; hãy hoàn tác cả lần nhập."))
    return do(
        request,
        WhyForm(request.POST or None),
        lambda data: actions.withdraw_admission(found, reason=data["reason"], by=request.actor),
        title=_("Rút lại việc ghi kết nạp"),
        act=_("Rút lại"),
        about=found.unit.name,
        back=reverse("members:admission", args=[found.key]),
        done=_("Đã rút lại."),
    )


def read_people(text: str) -> list[Particulars]:
    """One person a line: name; birth date; sex; post; identity number, by semicolons or as pasted from a sheet.

    Raises Refused naming the line that cannot be read.
    """
    lines = [line for line in nfc(text).splitlines() if line.strip()]
    if len(lines) > MOST:
        raise Refused(_("Danh sách dài quá %(count)d dòng; hãy dùng Nhập từ Excel.") % {"count": MOST}, field="people")
    return [_person(number, line) for number, line in enumerate(lines, start=1)]


def _person(number: int, line: str) -> Particulars:
    parts = [part.strip() for part in re.split(r"[\t;]", line)]
    if parts and re.fullmatch(r"\d+\.?", parts[0]):
        parts = parts[1:]
    name, born, sex, job, citizen_id = [*parts, "", "", "", "", ""][:5]
    birth_on = read_date(born) if born else None
    if not name or (born and birth_on is None):
        raise Refused(
            _("Dòng %(number)d không đọc được: “%(line)s”. Hãy ghi như: Lò Thị Mai; 20/5/1990; nữ; điều dưỡng.")
            % {"number": number, "line": line[:60]},
            field="people",
        )
    letter = {"nu": "f", "nam": "m"}.get(fold(sex), "")
    return Particulars(name, letter, birth_on, job_title=job, private={"citizen_id": citizen_id})
