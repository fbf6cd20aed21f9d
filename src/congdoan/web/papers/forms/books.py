"""Forms of the books: finding papers, opening and declaring a series, voiding a number, sending out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.obligations.models import Obligation
from congdoan.registry.models import Direction, DocumentType
from congdoan.web.duties.forms import upper_choices
from congdoan.web.shell.fields import CountField, DayField


class FindForm(forms.Form):
    """What narrows a list of papers."""

    words = forms.CharField(
        label=_("Tìm trong văn bản"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "placeholder": _("Tìm trong văn bản")}),
    )
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=1950, max_value=2200)
    type = forms.ModelChoiceField(label=_("Loại"), queryset=DocumentType.objects.all(), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["type"].empty_label = _("mọi loại")  # type: ignore[attr-defined]


class SeriesForm(forms.Form):
    """A book to be opened."""

    direction = forms.ChoiceField(label=_("Sổ"), choices=Direction.choices)
    type = forms.ModelChoiceField(
        label=_("Riêng cho loại"), queryset=DocumentType.objects.all(), required=False, empty_label=_("mọi loại"),
        help_text=_("Để trống: mọi loại chung một dãy số."),
    )  # fmt: skip
    scope = forms.ChoiceField(
        label=_("Đánh số theo"), choices=[("year", _("năm")), ("term", _("nhiệm kỳ")), ("custom", _("tự đặt"))]
    )
    label = forms.CharField(label=_("Tên sổ"), max_length=20, help_text=_("Như 2026 hoặc 2023–2028."))
    start = DayField(label=_("Từ ngày"))
    end = DayField(label=_("Đến ngày"))
    first_number = CountField(label=_("Số đầu"), at_least=1, at_most=99_999, initial=1)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        year = clock.today().year
        self.initial = {**self.initial, "label": str(year), "start": date(year, 1, 1), "end": date(year, 12, 31)}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("start") and values.get("end") and values["end"] < values["start"]:
            self.add_error("end", _("Ngày này ở trước ngày bắt đầu."))
        return values


class FirstNumberForm(forms.Form):
    number = CountField(label=_("Số đầu"), at_least=1, at_most=99_999)


class ReasonForm(forms.Form):
    """Why something is done that leaves a trace."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)


class RecallForm(ReasonForm):
    on = DayField(label=_("Thu hồi từ ngày"))


class IssueForm(forms.Form):
    """The last look before a number is taken."""

    on = DayField(label=_("Ngày ban hành"))
    number = CountField(
        label=_("Số đã ghi trên bản giấy"), at_least=1, at_most=99_999, required=False,
        help_text=_("Để trống: hệ thống lấy số tiếp theo của sổ."),
    )  # fmt: skip
    suffix = forms.RegexField(
        label=_("Số kèm chữ"),
        regex=r"^[a-zđ]{1,2}$",
        required=False,
        help_text=_("Chỉ khi chèn bên một số đã có, như 06b."),
    )

    def __init__(self, *args: Any, uppers: Sequence[Obligation] = (), **options: Any) -> None:
        """`uppers`: what the unit owes above and may have done by issuing this very paper."""
        super().__init__(*args, **options)
        self.uppers = {row.key: row for row in uppers}
        if uppers:
            self.fields["completes"] = forms.MultipleChoiceField(
                label=_("Nhiệm vụ cấp trên giao mà ra văn bản này là làm xong"), required=False,
                choices=upper_choices(uppers), widget=forms.CheckboxSelectMultiple,
                help_text=_("Không chọn: nhiệm vụ chuyển sang đang làm, xong khi các đơn vị dưới làm xong."),
            )  # fmt: skip

    def asked(self) -> dict[str, Any]:
        """What was entered, as the verb takes it."""
        values = dict(self.cleaned_data)
        values["completes"] = [self.uppers[key] for key in values.get("completes", [])]
        return values
