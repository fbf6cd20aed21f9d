"""The forms of targets."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congdoan.foundation.citation import Citation
from congdoan.foundation.figures import read_number
from congdoan.indicators.models import Indicator, Target
from congdoan.indicators.wording import number
from congdoan.organisation.models import Body, Unit
from congdoan.web.shell.fields import BodyField, DayField
from congdoan.web.shell.periods import PeriodField


class ValueField(forms.Field):
    """A target's value: a whole number, or one with a decimal comma."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"required": _("Hãy ghi số.")}

    def to_python(self, value: object) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        found = read_number(str(value).strip())
        try:
            return None if found is None else Decimal(found)
        except InvalidOperation:
            return None

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is None and value not in self.empty_values:
            raise ValidationError(_("Không hiểu số này. Hãy viết như 120 hoặc 97,5."))
        return found

    def prepare_value(self, value: object) -> object:
        return number(value) if isinstance(value, Decimal) else value


class BasisForm(forms.Form):
    """The decision behind a target."""

    symbol = forms.CharField(label=_("Số, ký hiệu quyết định"), required=False, max_length=80)
    dated = DayField(label=_("Ngày quyết định"), required=False)

    @property
    def basis(self) -> Citation | None:
        said = self.cleaned_data
        return Citation(said["symbol"], said["dated"]) if said["symbol"] else None


class GiveForm(BasisForm):
    """Give one unit a target for a period."""

    value = ValueField(label=pgettext_lazy("con số", "Chỉ tiêu"))
    period = PeriodField(label=_("Kỳ"))

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"] = BodyField(label=_("Giao cho"), near=unit, under=unit)
        listed = sorted(Indicator.objects.all(), key=str)
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Chỉ tiêu nào"), choices=[("", "–"), *((row.code, str(row)) for row in listed)]
        )
        self.order_fields(["indicator", "receiver", "period", "value", "symbol", "dated"])

    def clean_receiver(self) -> Unit:
        body: Body = self.cleaned_data["receiver"]
        unit = Unit.objects.filter(pk=body.pk).first()
        if unit is None:
            raise ValidationError(_("Chỉ giao chỉ tiêu cho đơn vị công đoàn."))
        return unit


class ChangeForm(BasisForm):
    """Another value in a target's place, as a new version."""

    value = ValueField(label=_("Chỉ tiêu mới"))

    def __init__(self, *args: Any, target: Target, **options: Any) -> None:
        options.setdefault("initial", {"value": target.value})
        super().__init__(*args, **options)
        self.order_fields(["value", "symbol", "dated"])


class RegisterForm(forms.Form):
    value = ValueField(label=_("Mức đăng ký"), help_text=_("Có thể cao hơn chỉ tiêu được giao."))


class SplitForm(BasisForm):
    """A share for each unit beneath; empty gives none."""

    def __init__(self, *args: Any, children: Sequence[Unit], standing: Mapping[int, Decimal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.children = list(children)
        for unit in self.children:
            self.fields[f"unit-{unit.code}"] = ValueField(
                label=unit.name, required=False, initial=standing.get(unit.pk)
            )

    @property
    def shares(self) -> dict[Unit, Decimal]:
        said = {unit: self.cleaned_data[f"unit-{unit.code}"] for unit in self.children}
        return {unit: value for unit, value in said.items() if value is not None}

    @property
    def typed(self) -> dict[Unit, Decimal]:
        """The shares that can be read, also where another one cannot."""
        said = {unit: self.cleaned_data.get(f"unit-{unit.code}") for unit in self.children}
        return {unit: value for unit, value in said.items() if value is not None}

    @property
    def share_fields(self) -> list[forms.BoundField]:
        return [self[f"unit-{unit.code}"] for unit in self.children]
