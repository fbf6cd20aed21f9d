"""Forms of Quản trị."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.models import Role, User
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.organisation.models import Person, Unit
from congdoan.web.shell.fields import BodyField, DayField
from congdoan.web.shell.widgets import Chips, ManyChips


class RoleForm(forms.Form):
    """What, where, from when to when. The last day is typed; the verb takes the day after it."""

    field_order = ["role", "unit", "since", "until"]
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices, widget=Chips)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        options["initial"] = {"since": clock.today(), "unit": near, **options.get("initial", {})}
        super().__init__(*args, **options)
        self.fields["unit"] = BodyField(near=near, label=_("Tại đơn vị"))
        self.order_fields(self.field_order)

    def clean_until(self) -> object:
        last = self.cleaned_data.get("until")
        return last + timedelta(days=1) if last else None


class CreateForm(RoleForm):
    """An account and its first role: one without any would be out of every administrator's sight."""

    field_order = ["name", "username", "email", "role", "unit", "since", "until"]
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        validators=[RegexValidator(r"^[a-zA-Z0-9._-]+$", _("Chỉ dùng chữ không dấu, số, dấu chấm và gạch nối."))],
        help_text=_("Chữ thường không dấu, như hoa.nguyen."),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


NEWCOMER, NOBODY = "new", "none"


class PersonForm(forms.Form):
    """Who among those who bear the name; somebody not known here yet; or nobody known, for an account that was tied."""

    person = forms.ChoiceField(label=_("Là ai"), widget=Chips)

    def __init__(self, *args: Any, people: dict[Person, str], is_tied: bool, name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(person.key, f"{person.name} ({told})") for person, told in people.items()]
        choices.append((NEWCOMER, gettext("%(name)s, người chưa có trong danh bạ") % {"name": name}))
        if is_tied:
            choices.append((NOBODY, gettext("Chưa rõ là ai: gỡ người đang gắn")))
        self.fields["person"].choices = choices  # type: ignore[attr-defined]


class KeyForm(forms.Form):
    """Which program, and until when."""

    name = forms.CharField(label=_("Chương trình nào dùng"), max_length=80)
    until = DayField(label=_("Dùng đến hết ngày"))


class CloseForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=120)


class DayForm(forms.Form):
    on = DayField(label=_("Từ ngày"), help_text=_("Ngày trước đó là ngày cuối còn vai trò."))


class DelegateForm(forms.Form):
    """To whom and on which days."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Ủy quyền cho"), empty_label=_("Chọn người"))
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"))

    def __init__(self, *args: Any, among: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        to: Any = self.fields["to"]
        to.queryset = among
        to.label_from_instance = lambda user: user.name

    def clean_until(self) -> object:
        return self.cleaned_data["until"] + timedelta(days=1)


class HolidayForm(forms.Form):
    day = DayField(label=_("Ngày"))
    name = forms.CharField(label=_("Tên ngày"), max_length=120)
    is_working = forms.BooleanField(label=_("Đi làm bù"), required=False)
    source = forms.CharField(label=_("Theo thông báo"), max_length=200, required=False)
    is_verified = forms.BooleanField(label=_("Đã đối chiếu với văn bản"), required=False)


class ParameterForm(forms.Form):
    """A new value from a day on, for whom, and where it comes from."""

    field_order = ["value", "scope", "since"]
    value = forms.CharField(label=_("Giá trị mới"), max_length=400)
    since = DayField(label=_("Dùng từ ngày"))
    cited_symbol = forms.CharField(label=_("Số văn bản quy định"), max_length=80, required=False)
    cited_date = DayField(label=_("Ngày văn bản"), required=False)
    cited_issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=250, required=False)
    source_article = forms.CharField(label=_("Điều, khoản"), max_length=120, required=False)
    is_verified = forms.BooleanField(label=_("Đã đối chiếu với văn bản"), required=False)

    def __init__(
        self,
        *args: Any,
        now: object,
        units: Sequence[Unit],
        may_for_everyone: bool,
        among: Sequence[tuple[Any, Any]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if among:
            self.fields["value"] = forms.MultipleChoiceField(
                label=_("Giá trị mới"), choices=among, initial=now, widget=ManyChips, required=False
            )
        elif not isinstance(now, dict):
            typed = json.dumps(now, ensure_ascii=False)
            self.fields["value"].help_text = _("Ghi như giá trị đang có: %(value)s") % {"value": typed}
        self._units = {unit.code: unit for unit in units}
        own = [(code, unit.name) for code, unit in self._units.items()]
        choices = [("", _("Mọi đơn vị trên hệ thống")), *own] if may_for_everyone else own
        self.fields["scope"] = forms.ChoiceField(
            label=_("Áp dụng cho"),
            choices=choices,
            required=False,
            help_text=_(
                "Giá trị của một đơn vị dùng cho đơn vị ấy và các đơn vị trực thuộc chưa đặt giá trị gần hơn. Riêng "
                "thẩm quyền duyệt hỗ trợ chỉ dùng cho chính đơn vị và đặt ở trang riêng."
            ),
        )
        self.order_fields(self.field_order)

    def unit(self) -> Unit | None:
        """For whom; None for everyone."""
        return self._units.get(self.cleaned_data["scope"])

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error("scope" if field == "unit" else field, error)

    def clean_value(self) -> object:
        """What was ticked; else a number, a list or a word, as JSON writes it; a bare word needs no quotes."""
        said = self.cleaned_data["value"]
        if not isinstance(said, str):
            return said
        typed = said.strip()
        try:
            return json.loads(typed)
        except json.JSONDecodeError:
            return typed

    def basis(self) -> Citation | None:
        data = self.cleaned_data
        if not data["cited_symbol"]:
            return None
        return Citation(data["cited_symbol"], data["cited_date"], data["cited_issuer"])


class WorkingDateForm(forms.Form):
    day = DayField(label=_("Ngày làm việc"), required=False, help_text=_("Để trống thì theo ngày thật."))


class LogForm(forms.Form):
    """Narrowing the log: who, what, which unit, between which days."""

    who = forms.CharField(label=_("Ai"), max_length=60, required=False)
    what = forms.CharField(label=_("Nội dung"), max_length=80, required=False)
    unit = forms.CharField(label=_("Mã đơn vị"), max_length=40, required=False)
    since = DayField(label=_("Từ ngày"), required=False)
    until = DayField(label=_("Đến hết ngày"), required=False)
