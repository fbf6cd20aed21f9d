"""Forms of Báo cáo."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Board, Indicator
from congdoan.organisation.models import Office
from congdoan.reports.models import Report
from congdoan.reports.outline import read_outline
from congdoan.reports.rules import WORDINGS
from congdoan.web.shell.fields import DayField


class AskForm(forms.Form):
    """What a report duty wants."""

    title = forms.CharField(
        label=_("Tên báo cáo"), max_length=300, help_text=_("Như sẽ in ở trích yếu, không ghi chữ “Báo cáo”.")
    )
    period_start = DayField(label=_("Kỳ báo cáo từ ngày"))
    period_end = DayField(label=_("đến hết ngày"))
    cutoff_on = DayField(label=_("Chốt số liệu hết ngày"), help_text=_("Việc xảy ra sau ngày này thuộc kỳ sau."))
    board = forms.ModelChoiceField(
        label=_("Bảng chỉ tiêu"), queryset=Board.objects.all(), required=False, empty_label=_("Không dùng bảng")
    )
    outline = forms.CharField(
        label=_("Đề cương"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Mỗi dòng một mục, như “I. Công tác tuyên truyền”. Muốn có sẵn con số, ghi mã chỉ tiêu sau dấu |."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("period_start"), data.get("period_end")
        if start and end:
            try:
                data["period"] = Period(start, end)
            except Refused as refused:
                self.add_error("period_end", str(refused))
        return data

    def clean_outline(self) -> list[Any]:
        try:
            return list(read_outline(self.cleaned_data["outline"]))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class BlockForm(forms.Form):
    """The text of one block, with the version the writer saw."""

    text = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea(attrs={"rows": 8, "data-figures-land-here": True}),
        required=False,
        strip=False,
        max_length=20_000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AddForm(forms.Form):
    """A new heading or paragraph."""

    kind = forms.ChoiceField(label=_("Loại"), choices=[("paragraph", _("Đoạn văn")), ("heading", _("Đề mục"))])
    label = forms.CharField(label=_("Số mục"), max_length=20, required=False)
    text = forms.CharField(
        label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 4, "data-figures-land-here": True}), max_length=20_000
    )


class PlaceForm(forms.Form):
    """A figure the text may quote."""

    indicator = forms.ModelChoiceField(
        label=_("Chỉ tiêu"), queryset=Indicator.objects.order_by("name"), empty_label=_("Chọn chỉ tiêu")
    )


class WordingForm(forms.Form):
    """How the sentence quotes a figure."""

    wording = forms.ChoiceField(
        label=_("Cách viết"), required=False, choices=[(code, word or _("đúng số")) for code, word in WORDINGS.items()]
    )


class RemarkForm(forms.Form):
    """A remark on a phrase, a figure or the whole."""

    quote = forms.CharField(
        label=_("Cụm từ"),
        max_length=400,
        required=False,
        help_text=_("Chép đúng cụm từ trong đoạn; để trống nếu nhận xét cả đoạn."),
    )
    text = forms.CharField(label=_("Nhận xét"), widget=forms.Textarea(attrs={"rows": 3}), max_length=600)


class RemindForm(forms.Form):
    """One word to all who have not sent."""

    text = forms.CharField(
        label=_("Lời nhắc"),
        max_length=500,
        initial=_("Đề nghị đơn vị gửi báo cáo; nếu vướng mắc, hãy báo lại để được hỗ trợ."),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi đơn vị được nhắc nhiều nhất một lần trong ngày."),
    )


class CutoffForm(forms.Form):
    """The last day whose facts count."""

    cutoff_on = DayField(
        label=_("Chốt số liệu hết ngày"),
        help_text=_("Báo cáo đang soạn tính lại số; báo cáo đã gửi giữ nguyên số đã chốt."),
    )


class ReplyForm(forms.Form):
    reply = forms.CharField(label=_("Đã sửa thế nào"), max_length=600)


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=_("Lý do trả lại"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class QuoteForm(forms.Form):
    """A number typed by hand and the figure to stand in its place."""

    words = forms.CharField(max_length=200, strip=False)
    so = forms.CharField(max_length=40)
    version = forms.IntegerField()


class KeepForm(forms.Form):
    """A number typed by hand that stays, and why."""

    words = forms.CharField(max_length=200, strip=False)
    reason = forms.CharField(max_length=400)


class SignForm(forms.Form):
    """Who signs, in which capacity."""

    signer = forms.ModelChoiceField(label=_("Người ký"), queryset=Office.objects.none(), empty_label=None)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: Report, signers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["signer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = signers
        field.label_from_instance = lambda office: f"{office.signs_as} · {office.title} · {office.person.name}"  # type: ignore[assignment,method-assign]
        self.fields["version"].initial = report.version
