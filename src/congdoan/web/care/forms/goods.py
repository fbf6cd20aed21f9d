"""Goods: what came in, and each way out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.foundation.figures import format_number
from congdoan.goods.models import GoodsLot
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit
from congdoan.web.shell.fields import CountField, DayField, MoneyField


class TakeInForm(forms.Form):
    """Goods of one kind that came at once."""

    what = forms.CharField(label=_("Hàng gì"), max_length=160, help_text=_("Mỗi lô một thứ: gạo, khẩu trang, sữa hộp."))
    quantity = CountField(label=_("Số lượng"), at_least=1)
    counted_in = forms.CharField(label=_("Tính bằng"), max_length=30, help_text=_("kg, thùng, hộp, chiếc, suất…"))
    on = DayField(label=_("Ngày nhận"), initial=clock.today)
    givers = forms.CharField(
        label=_("Ai ủng hộ"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Mỗi dòng một tên; nhiều nơi góp chung một lô thì ghi chung."),
    )
    are_public = forms.BooleanField(label=_("Người ủng hộ đồng ý công khai tên"), required=False)
    worth_vnd = MoneyField(
        label=_("Giá trị ước tính"), required=False, help_text=_("Chỉ để biết: không vào sổ quỹ, không cộng với tiền.")
    )
    expires_on = DayField(label=_("Hạn dùng"), required=False)
    memo = forms.CharField(label=_("Ghi chú"), required=False, max_length=250)

    def clean_givers(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["givers"].splitlines() if line.strip()]


class OutForm(forms.Form):
    """So many, on a day."""

    quantity = CountField(label=_("Số lượng"), at_least=1)
    on = DayField(label=_("Ngày xuất"), initial=clock.today)

    def __init__(self, *args: Any, lot: GoodsLot, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quantity"].help_text = _("Còn %(left)s %(counted)s.") % {
            "left": format_number(lot.left),
            "counted": lot.counted_in,
        }


class SendForm(OutForm):
    to = forms.ChoiceField(label=_("Chuyển cho"), help_text=_("Nơi nhận xác nhận thì hàng mới vào kho nơi ấy."))
    field_order = ["to", "quantity", "on"]

    def __init__(self, *args: Any, lot: GoodsLot, **options: Any) -> None:
        super().__init__(*args, lot=lot, **options)
        above = organisation.parent(lot.unit, on=clock.today())
        below = list(organisation.children(lot.unit, on=clock.today()).order_by("sort_key"))
        self.near = {unit.code: unit for unit in ([above, *below] if above else below)}
        self.fields["to"].choices = [(code, unit.name) for code, unit in self.near.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> Unit:
        return self.near[self.cleaned_data["to"]]


class GiveAwayForm(OutForm):
    receiver = forms.CharField(
        label=_("Nơi nhận"),
        max_length=200,
        help_text=_("Bệnh viện, chốt, thôn bản. Trao cho từng người thì qua hồ sơ."),
    )
    field_order = ["receiver", "quantity", "on"]


class WriteOffForm(OutForm):
    reason = forms.CharField(label=_("Lý do"), max_length=300)
    field_order = ["quantity", "reason", "on"]


class DayForm(forms.Form):
    """On which day the goods came."""

    on = DayField(label=_("Ngày nhận"), initial=clock.today)


class WhyForm(forms.Form):
    """Why; kept for good."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, help_text=_("Được lưu lại cùng phiếu."))


def stock_of(field: forms.Field, units: Iterable[Unit]) -> bool:
    """Offer the units' goods in stock in a choice of lots. Whether there are any."""
    rows = GoodsLot.objects.filter(unit__in=list(units)).in_stock()
    field.queryset = rows  # type: ignore[attr-defined]
    field.label_from_instance = _in_words  # type: ignore[attr-defined]
    return rows.exists()


def left_in_words(lot: GoodsLot) -> str:
    """How much of the lot is left, when it came, until when it is good."""
    said = {"left": format_number(lot.left), "counted": lot.counted_in, "day": f"{lot.received_on:%d/%m/%Y}"}
    if lot.expires_on is None:
        return _("Kho còn %(left)s %(counted)s, nhận %(day)s.") % said
    until = f"{lot.expires_on:%d/%m/%Y}"
    return _("Kho còn %(left)s %(counted)s, nhận %(day)s, hạn %(until)s.") % {**said, "until": until}


def _in_words(lot: GoodsLot) -> str:
    return f"{lot.what}: {format_number(lot.left)} {lot.counted_in} ({lot.received_on:%d/%m/%Y})"
