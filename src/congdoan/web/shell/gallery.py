"""The gallery: every piece the screens are made of, with its longest label. Look at it before and after a change."""

import re
from functools import cache
from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from congdoan.accounts.access import standing
from congdoan.accounts.rules import Task
from congdoan.organisation.models import Unit
from congdoan.web.shell import fields, samples, widgets
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.states import LOOKS

_SYMBOL = re.compile(r'<symbol id="([\w-]+)"')


class Sample(forms.Form):
    """One field of every kind."""

    what = forms.CharField(
        label="Tên việc",
        help_text="Viết như nói với đồng nghiệp.",
        widget=forms.TextInput({"placeholder": "Ví dụ: thăm đoàn viên ốm"}),
    )
    on = fields.DayField(label="Ngày làm")
    amount_vnd = fields.MoneyField(label="Số tiền", help_text="Hai triệu đồng")
    people = fields.CountField(label="Cán bộ cùng đi", widget=widgets.Stepper(unit="người"))
    kind = forms.ChoiceField(label="Loại việc", widget=widgets.Chips, choices=samples.KINDS)
    source = forms.ChoiceField(label="Nguồn", choices=[("own", "Quỹ xã hội của công đoàn cơ sở")])
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea({"rows": 3}))
    has_receipt = forms.BooleanField(label="Đã có chữ ký người nhận", required=False)
    only_late = forms.BooleanField(label="Chỉ việc trễ", required=False, widget=widgets.Switch)
    papers = fields.FilesField(label="Ảnh và giấy tờ", required=False, accept=".pdf,.docx,.jpg,.png")

    def __init__(self, *, near: Unit, data: dict[str, str] | None = None) -> None:
        super().__init__(data, prefix="wrong" if data else "empty")
        self.fields["unit"] = fields.BodyField(label="Đơn vị phối hợp", near=near, outside=True)


@cache
def icon_names() -> list[str]:
    """Every icon of the sprite."""
    sprite = finders.find("congdoan/icons.svg")
    assert isinstance(sprite, str)
    return _SYMBOL.findall(Path(sprite).read_text())


def gallery(request: UserRequest) -> HttpResponse:
    """For administrators: the pieces are no secret, but they are no officer's business either."""
    if not standing(request.user).units_for(Task.ADMINISTER):
        raise PermissionDenied
    return page(
        request,
        "shell/gallery.html",
        icons=icon_names(),
        looks=[(kind, samples.WORDS.get(kind, "")) for kind in LOOKS],
        sample=samples,
        empty=Sample(near=request.unit),
        wrong=Sample(near=request.unit, data=samples.WRONG),
        twice="twice" in request.GET,
    )
