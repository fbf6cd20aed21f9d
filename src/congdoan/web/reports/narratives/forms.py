"""Forms of the checking of texts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.periods import Period
from congdoan.indicators.models import Indicator
from congdoan.journal.models import Bound
from congdoan.narratives.actions import Said
from congdoan.narratives.kinds import MEASURES, UNITS
from congdoan.narratives.models import Claim, Narrative
from congdoan.narratives.queries import period_of
from congdoan.narratives.rules.figures import told_numbers, typed_numbers
from congdoan.narratives.rules.mapping import may_count
from congdoan.organisation.models import Body, Unit
from congdoan.web.shell.fields import BodyField, DayField, FilesField
from congdoan.web.shell.periods import PeriodField, PeriodInput

KINDS = ".docx,.pdf,.txt,.doc,.odt,.html,.eml,.jpg,.jpeg,.png"


class NewForm(forms.Form):
    """A text to check: pasted, or as a file."""

    title = forms.CharField(
        label=_("Tên văn bản"), max_length=200, required=False, help_text=_("Để trống thì lấy dòng đầu của văn bản.")
    )
    text = forms.CharField(
        label=_("Dán nội dung"), required=False, max_length=400_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "is-serif"}),
    )  # fmt: skip
    file = FilesField(
        label=_("Hoặc chọn tệp"), required=False, at_most_mb=25, accept=KINDS,
        help_text=_("Mỗi tệp đến 25 MB."),
    )  # fmt: skip
    period = PeriodField(
        label=_("Số liệu của kỳ"),
        required=False,
        widget=PeriodInput(nothing=_("— theo từng câu —")),
        help_text=_("Dùng cho câu không nói rõ kỳ."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        files = values.get("file") or []
        if "file" not in self.errors and not files and not (values.get("text") or "").strip():
            self.add_error("text", _("Hãy chọn một tệp hoặc dán nội dung văn bản."))
        if len(files) > 1:
            self.add_error("file", _("Mỗi lần đối chiếu một văn bản; hãy chọn một tệp."))
        return values


class WordsForm(forms.Form):
    """The wording, with the version the writer saw."""

    text = forms.CharField(
        label=_("Nội dung"), max_length=400_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "class": "is-serif"}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class BindForm(forms.Form):
    """Which figure of the records a claim speaks of. Only indicators that count the same kind of thing are offered."""

    indicator = forms.ModelChoiceField(
        label=_("Chỉ tiêu"), queryset=Indicator.objects.none(), empty_label=_("Chọn chỉ tiêu")
    )
    period = PeriodField(label=_("Kỳ"), required=False)
    since = DayField(label=_("Từ ngày"), required=False)
    until = DayField(label=_("Đến ngày"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        options.setdefault(
            "initial",
            {"indicator": claim.indicator_id, "unit": claim.unit, "period": period_of(claim), "version": claim.version},
        )
        super().__init__(*args, **options)
        known = Indicator.objects.values_list("code", "unit_of_count")
        fitting = [code for code, counted in known if may_count(claim.unit_read, counted)]
        field = self.fields["indicator"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Indicator.objects.filter(code__in=fitting).order_by("name")
        keeper = claim.narrative.unit
        self.fields["unit"] = BodyField(label=_("Đơn vị"), near=keeper, under=keeper)
        self.order_fields(["indicator", "unit", "period", "since", "until"])

    def clean(self) -> dict[str, Any]:
        """Two days say a period that no list has; they win over the lists."""
        values = super().clean() or {}
        since, until = values.pop("since", None), values.pop("until", None)
        if since and until and since <= until:
            values["period"] = Period(since, until)
        elif since or until:
            self.add_error("until", _("Ghi đủ hai ngày, ngày đầu không sau ngày cuối."))
        elif not values.get("period") and "period" not in self.errors:
            self.add_error("period", _("Hãy chọn kỳ."))
        return values

    def clean_unit(self) -> Unit:
        body: Body = self.cleaned_data["unit"]
        return Unit.objects.get(pk=body.pk)


class NumbersField(forms.CharField):
    """A figure as one types it, cleaned to its shape and numbers: 45; 2,5 triệu; 15/20; 200 - 300."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = typed_numbers(text)
        if found is None:
            raise ValidationError(_("Không hiểu “%(text)s”. Hãy ghi như 45; 2,5 triệu; 15/20 hoặc 200 - 300."),
                                  params={"text": text})  # fmt: skip
        return found

    def prepare_value(self, value: Any) -> Any:
        return told_numbers(*value) if isinstance(value, tuple) else value


class ChooseForm(forms.Form):
    """The words of the text that hold a figure, copied or typed."""

    chu = forms.CharField(
        label=_("Những chữ có con số"), max_length=400,
        help_text=_("Chép đúng con số cùng điều nó đếm, như “45 suất quà”."),
    )  # fmt: skip


class MarkForm(forms.Form):
    """What the words an officer marks say, and of whom and when."""

    numbers = NumbersField(label=_("Con số"), max_length=60, help_text=_("Như 45; 2,5 triệu; 15/20; 200 - 300."))
    bound = forms.ChoiceField(label=_("Câu viết"), choices=Bound.choices)
    unit_read = forms.ChoiceField(label=_("Đơn vị tính"), choices=list(UNITS.items()))
    measure_read = forms.ChoiceField(label=_("Là số gì"), choices=list(MEASURES.items()))
    period = PeriodField(label=_("Kỳ"), required=False)
    start = forms.IntegerField(widget=forms.HiddenInput)
    end = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, narrative: Narrative, **options: Any) -> None:
        super().__init__(*args, **options)
        keeper = narrative.unit
        self.fields["unit"] = BodyField(label=_("Số của đơn vị nào"), near=keeper, under=keeper, required=False)
        self.order_fields(["numbers", "bound", "unit_read", "measure_read", "unit", "period"])

    def clean_unit(self) -> Unit | None:
        body: Body | None = self.cleaned_data["unit"]
        return Unit.objects.get(pk=body.pk) if body else None

    def said(self) -> Said:
        values = self.cleaned_data
        return Said(*values["numbers"], *(values[name] for name in ("bound", "unit_read", "measure_read")))


class ReasonForm(forms.Form):
    """Why a figure is set aside."""

    reason = forms.CharField(label=_("Vì sao bỏ qua"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why what was noted is taken back."""

    reason = forms.CharField(label=_("Lý do rút"), max_length=300, required=False)


class ClaimVersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
