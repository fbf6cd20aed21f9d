"""Form fields that take what people here type. Areas import their fields from here; the controls are in `widgets`."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_number, format_vnd
from congdoan.funds.rules import LARGEST_VND
from congdoan.organisation.models import Body, Unit
from congdoan.web.shell import picking, typed, widgets


class DayField(forms.Field):
    """A day typed as dd/mm/yyyy. Says which day was probably meant when there is no such day."""

    widget = widgets.DayInput
    default_error_messages = {"required": _("Hãy ghi ngày, như 30/09/2024.")}

    def __init__(self, *, not_after: date | None = None, not_before: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.not_after, self.not_before = not_after, not_before

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return typed.read_day(str(value), today=clock.today())
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.not_after and value > self.not_after:
            raise ValidationError(_("Ngày này sau %(day)s."), params={"day": f"{self.not_after:%d/%m/%Y}"})
        if value and self.not_before and value < self.not_before:
            raise ValidationError(_("Ngày này trước %(day)s."), params={"day": f"{self.not_before:%d/%m/%Y}"})


class CountField(forms.Field):
    """A whole count, typed with or without dots between thousands."""

    widget = widgets.CountInput
    default_error_messages = {"required": _("Hãy ghi số; không có thì ghi 0.")}

    largest = 1_000_000_000
    """No count of a union comes near; a column would not hold what goes far beyond."""

    def __init__(self, *, at_least: int | None = 0, at_most: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.at_least, self.at_most = at_least, at_most or self.largest

    def to_python(self, value: object) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return value if isinstance(value, int) else self.read(str(value))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def read(self, text: str) -> int:
        return typed.read_count(text)

    def write(self, value: int) -> str:
        return format_number(value)

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and self.at_least is not None and value < self.at_least:
            raise ValidationError(_("Ít nhất là %(figure)s."), params={"figure": self.write(self.at_least)})
        if value is not None and value > self.at_most:
            raise ValidationError(_("Nhiều nhất là %(figure)s."), params={"figure": self.write(self.at_most)})


class MoneyField(CountField):
    """An amount in whole đồng: 2.000.000, "2 triệu", "1,5 tỷ"."""

    widget = widgets.MoneyInput
    largest = LARGEST_VND
    default_error_messages = {"required": _("Hãy ghi số tiền; không có thì ghi 0.")}

    def read(self, text: str) -> int:
        return typed.read_money(text)

    def write(self, value: int) -> str:
        return format_vnd(value)


class BodyField(forms.Field):
    """One unit or outside body, found by typing a few letters; cleaned to a `Body`.

    `near` is the unit one acts for: its whole house may be picked from. `under` narrows to what stands under a unit
    today; `outside` admits Party committees, agencies and employers too.
    """

    widget = widgets.BodyPicker
    default_error_messages = {"required": _("Hãy chọn một đơn vị.")}

    def __init__(self, *, near: Unit, under: Unit | None = None, outside: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.choice = picking.Choice(near=near.code, under=under.code if under else "", outside=outside)
        self.widget.choice = self.choice

    def to_python(self, value: object) -> Body | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Body):
            return value
        text = str(value)
        if not text.startswith(widgets.SEARCHED):
            found = self.choice.bodies().filter(code=text).first()
            if found is None:
                raise ValidationError(_("Đơn vị này không nằm trong danh sách được chọn ở đây; hãy tìm lại."))
            return found
        words = text.removeprefix(widgets.SEARCHED)
        hits = list(self.choice.search(words)[:2])
        if not hits:
            raise ValidationError(
                _("Không tìm thấy “%(words)s”. Thử vài chữ đầu, không cần gõ dấu."), params={"words": words}
            )
        raise ValidationError(_("Hãy chọn một đơn vị trong danh sách tìm được."))

    def prepare_value(self, value: object) -> object:
        return value.code if isinstance(value, Body) else value


class FilesField(forms.FileField):
    """Any number of files, cleaned to a list; an empty list when none is needed. `at_most_mb` bounds each one."""

    widget = widgets.FileDrop

    def __init__(self, *, at_most_mb: int = 20, accept: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.at_most_mb = at_most_mb
        if accept:
            self.widget.attrs["accept"] = accept

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list) else [data] if data else []
        if not files:
            super().clean(None, initial)
        return [super(FilesField, self).clean(self._checked(file), initial) for file in files]

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was sent, so that a form that comes back can name it; nothing of it is kept."""
        return data or initial

    def _checked(self, file: "UploadedFile[Any]") -> "UploadedFile[Any]":
        if not file.size:
            raise ValidationError(_("Tệp “%(name)s” rỗng; hãy chọn tệp khác."), params={"name": file.name})
        if (file.size or 0) > self.at_most_mb * 1024 * 1024:
            raise ValidationError(
                _("Tệp “%(name)s” lớn hơn %(limit)s MB. Hãy nén lại hoặc chia nhỏ."),
                params={"name": file.name, "limit": self.at_most_mb},
            )
        return file
