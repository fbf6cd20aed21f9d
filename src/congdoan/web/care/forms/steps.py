"""One form for each step of a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.cases.models import Giver, LandPaper, MilestoneKind, SupportCase
from congdoan.foundation import clock
from congdoan.goods.models import GoodsLot
from congdoan.organisation.models import Unit
from congdoan.web.care.forms.asking import PAPERS, PHOTOS, fact_fields
from congdoan.web.care.forms.goods import stock_of
from congdoan.web.shell.fields import CountField, DayField, FilesField, MoneyField
from congdoan.web.shell.widgets import Chips, Stepper


class StepForm(forms.Form):
    """What every step knows: the case it is about. `version` tells whether somebody saved meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: SupportCase, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        self.initial.setdefault("version", case.version)
        if "on" in self.fields:
            self.initial.setdefault("on", clock.today())


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea({"rows": 3}))


class AmendForm(StepForm):
    need_until = DayField(label=_("Việc kết thúc ngày"), required=False)
    story = forms.CharField(
        label=_("Hoàn cảnh"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Để trống thì giữ nguyên điều đã ghi."),
    )  # fmt: skip
    photos = FilesField(label=_("Thêm ảnh"), required=False, accept=PHOTOS)
    papers = FilesField(label=_("Thêm giấy tờ"), required=False, accept=PAPERS)

    def __init__(self, *args: Any, case: SupportCase, **options: Any) -> None:
        super().__init__(*args, case=case, **options)
        self.fields.update(fact_fields(case.programme))


class SurveyForm(AmendForm):
    on = DayField(label=_("Ngày đến khảo sát"))
    found = forms.CharField(label=_("Kết quả khảo sát"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    suggested_vnd = MoneyField(label=_("Mức gợi ý"), required=False)
    story = None  # type: ignore[assignment]
    field_order = ["on", "found", "suggested_vnd", "photos", "papers"]


class ProposeForm(StepForm):
    on = DayField(label=_("Ngày trình"))
    amount_vnd = MoneyField(label=_("Mức hỗ trợ"), required=False)
    goods = forms.CharField(label=_("Hiện vật"), max_length=200, required=False)
    minutes = forms.CharField(
        label=_("Biên bản họp"), max_length=120, required=False,
        help_text=_("Cần khi mức vượt quyền chủ tịch: số, ngày biên bản."),
    )  # fmt: skip
    present = CountField(label=_("Số người dự"), required=False, at_most=500)
    votes_for = CountField(label=_("Số đồng ý"), required=False, at_most=500)
    exception = forms.CharField(
        label=_("Căn cứ riêng"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Khi quy định chưa trả lời, hoặc có hồ sơ trùng mà vẫn trình."),
    )  # fmt: skip


class ForwardForm(StepForm):
    to = forms.ModelChoiceField(
        label=_("Trình lên đơn vị"), queryset=Unit.objects.none(), widget=Chips, empty_label=None
    )
    reason = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(self, *args: Any, above: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = above  # type: ignore[attr-defined]


class HandOverForm(StepForm):
    client_token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    on = DayField(label=_("Ngày trao"))
    place = forms.CharField(label=_("Nơi trao"), max_length=200, required=False)
    receiver = forms.CharField(
        label=_("Người nhận"), max_length=120, required=False, help_text=_("Không có ảnh hay giấy ký nhận thì ghi tên.")
    )
    goods_lot = forms.ModelChoiceField(
        label=_("Hàng lấy từ kho"),
        queryset=GoodsLot.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=_("Không lấy từ kho"),
    )
    quantity = CountField(label=_("Số lượng"), required=False, at_most=100_000)
    photos = FilesField(label=_("Ảnh trao"), required=False, accept=PHOTOS)
    papers = FilesField(label=_("Giấy ký nhận"), required=False, accept=PAPERS)

    def __init__(self, *args: Any, case: SupportCase, **options: Any) -> None:
        super().__init__(*args, case=case, **options)
        self.fields["photos"].widget.attrs["capture"] = "environment"
        if not stock_of(self.fields["goods_lot"], [case.unit, case.asked_unit]):
            del self.fields["goods_lot"], self.fields["quantity"]

    def clean(self) -> dict[str, Any]:
        """With `out_of`: the goods in stock that go with the help."""
        said: dict[str, Any] = super().clean() or {}
        lot, quantity = said.get("goods_lot"), said.get("quantity")
        if lot and not quantity:
            self.add_error("quantity", str(_("Hãy ghi số lượng lấy từ kho.")))
        said["out_of"] = [(lot, quantity)] if lot and quantity else []
        return said


class FollowUpForm(StepForm):
    on = DayField(label=_("Ngày thăm"))
    found = forms.CharField(label=_("Tình hình"), max_length=4000, widget=forms.Textarea({"rows": 3}))
    needs_more = forms.BooleanField(label=_("Cần thăm hoặc giúp thêm"), required=False)
    photos = FilesField(label=_("Ảnh"), required=False, accept=PHOTOS)


class PayForm(StepForm):
    amount_vnd = MoneyField(
        label=_("Số tiền chi lần này"), required=False, help_text=_("Để trống là chi hết phần còn lại.")
    )
    payee = forms.CharField(label=_("Người nhận tiền"), max_length=120)
    method = forms.ChoiceField(
        label=_("Cách chi"),
        choices=[("cash", _("tiền mặt")), ("bank", _("chuyển khoản"))],
        initial="cash",
        widget=Chips,
    )


class PlanHouseForm(StepForm):
    place = forms.CharField(label=_("Nơi làm nhà"), max_length=200)
    land_paper = forms.ChoiceField(label=_("Giấy tờ đất"), choices=LandPaper.choices, widget=Chips)
    household = CountField(label=_("Số người ở trong nhà"), widget=Stepper(unit=_("người")), at_least=1, at_most=40)
    area_m2 = CountField(label=_("Diện tích (m²)"), required=False, at_most=1000)
    planned_cost_vnd = MoneyField(label=_("Dự toán"))
    planned_until = DayField(label=_("Dự kiến xong"), required=False)


class PledgeForm(forms.Form):
    giver = forms.ChoiceField(label=_("Nguồn"), choices=Giver.choices, widget=Chips)
    name = forms.CharField(label=_("Tên"), max_length=160, required=False)
    pledged_vnd = MoneyField(label=_("Cam kết"))
    given_vnd = MoneyField(label=_("Đã góp"), required=False)


class GivenForm(forms.Form):
    pledged_vnd = MoneyField(label=_("Cam kết"))
    given_vnd = MoneyField(label=_("Đã góp"), help_text=_("Tổng số đã góp đến nay."))


class MilestoneForm(forms.Form):
    kind = forms.ChoiceField(label=_("Mốc"), choices=MilestoneKind.choices, widget=Chips)
    reached_on = DayField(label=_("Ngày đạt"), required=False)
    planned_on = DayField(label=_("Dự kiến ngày"), required=False)
    photos = FilesField(label=_("Ảnh"), required=False, accept=PHOTOS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("reached_on") and not cleaned.get("planned_on"):
            self.add_error("reached_on", str(_("Hãy ghi ngày đạt, hoặc ngày dự kiến.")))
        return cleaned


class PurposeForm(forms.Form):
    """Opening what is kept closed. Nothing is preselected: the purpose is said in one's own words."""

    purpose = forms.CharField(
        label=_("Mở để làm gì"), max_length=300, help_text=_("Ghi lại cùng tên bạn; người trong hồ sơ đọc được.")
    )
