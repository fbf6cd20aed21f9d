"""Who approves how much at a unit, from a day on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.organisation.models import Unit
from congdoan.web.shell.fields import BodyField, DayField, MoneyField


class LimitsForm(forms.Form):
    """What `cases.actions.set_limits` takes, for the unit acted for or one below it."""

    field_order = ["unit", "chair_vnd", "committee_vnd", "since", "symbol", "dated", "article", "is_verified"]
    chair_vnd = MoneyField(label=_("Chủ tịch tự duyệt đến"), at_least=0, help_text=_("Ghi 0 nếu mọi khoản do tập thể."))
    committee_vnd = MoneyField(
        label=_("Tập thể quyết định đến"),
        required=False,
        help_text=_("Để trống nếu tập thể quyết định mọi mức; có ghi thì hơn nữa phải chuyển cấp trên."),
    )
    since = DayField(label=_("Áp dụng từ"))
    symbol = forms.CharField(label=_("Theo văn bản số"), max_length=80, help_text=_("Quy chế chi tiêu của đơn vị."))
    dated = DayField(label=_("Ngày văn bản"))
    article = forms.CharField(label=_("Điều, khoản"), max_length=120)
    is_verified = forms.BooleanField(label=_("Đã đối chiếu với văn bản"), required=False)

    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        options["initial"] = {"since": clock.today(), "unit": near, **options.get("initial", {})}
        super().__init__(*args, **options)
        self.fields["unit"] = BodyField(near=near, under=near, label=_("Đơn vị"))
        self.order_fields(self.field_order)
