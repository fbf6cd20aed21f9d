"""Forms of Tổ chức: the act behind a change, then the change."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.organisation.models import BodyKind, Committee, CommitteeKind, Level, Line, Unit
from congdoan.organisation.queries import COMMAND
from congdoan.web.shell.decided import Decided
from congdoan.web.shell.fields import BodyField, CountField, DayField, FilesField
from congdoan.web.shell.widgets import Chips, ManyChips

CODE = RegexValidator(r"^[\w.-]+$", _("Mã chỉ gồm chữ, số, dấu chấm và gạch nối."))


class EstablishForm(Decided):
    field_order = ["name", "code", "level", "since", "short_name", "symbol", "place"]
    name = forms.CharField(label=_("Tên đơn vị"), max_length=250)
    code = forms.CharField(
        label=_("Mã"),
        max_length=40,
        validators=[CODE],
        help_text=_("Không dùng lại được, kể cả khi đơn vị đã kết thúc."),
    )
    level = forms.ModelChoiceField(Level.objects.all(), label=_("Cấp"), empty_label=_("Chọn cấp"))
    since = DayField(label=_("Hoạt động từ ngày"))
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=120, required=False)
    symbol = forms.CharField(
        label=_("Ký hiệu văn bản"),
        max_length=30,
        required=False,
        help_text=_("Chữ sau gạch nối, như CĐYT trong 08/KH-CĐYT."),
    )
    place = forms.CharField(label=_("Địa danh ghi trên văn bản"), max_length=60, required=False)


class RenameForm(Decided):
    field_order = ["name", "on", "short_name", "symbol"]
    name = forms.CharField(label=_("Tên mới"), max_length=250)
    on = DayField(label=_("Dùng từ ngày"))
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=120, required=False)
    symbol = forms.CharField(label=_("Ký hiệu văn bản"), max_length=30, required=False)


class PlaceForm(Decided):
    field_order = ["place", "on"]
    place = forms.CharField(
        label=_("Địa danh ghi trên văn bản"),
        max_length=60,
        required=False,
        help_text=_("Đứng trước ngày tháng, như Đà Lạt. Để trống thì ghi theo đơn vị cấp trên."),
    )
    on = DayField(label=_("Dùng từ ngày"), help_text=_("Văn bản ban hành trước ngày này giữ địa danh cũ."))


class BodyForm(forms.Form):
    name = forms.CharField(label=_("Tên cơ quan"), max_length=250)
    code = forms.CharField(label=_("Mã"), max_length=40, validators=[CODE])
    kind = forms.ChoiceField(
        label=_("Loại"), choices=[pair for pair in BodyKind.choices if pair[0] != BodyKind.UNION], widget=Chips
    )
    since = DayField(label=_("Mang tên này từ ngày"))
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=120, required=False)
    symbol = forms.CharField(label=_("Ký hiệu văn bản"), max_length=30, required=False)
    place = forms.CharField(label=_("Địa danh"), max_length=60, required=False)


class AppointForm(Decided):
    field_order = ["person", "title", "since", "until", "is_appointed", "signs_as", "committee"]
    person = forms.CharField(label=_("Họ và tên"), max_length=120)
    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"), required=False)
    is_appointed = forms.BooleanField(label=_("Được chỉ định, không qua bầu"), required=False)
    signs_as = forms.CharField(
        label=_("Ký văn bản với tư cách"),
        max_length=120,
        required=False,
        help_text=_("Như TM. BAN THƯỜNG VỤ. Không ký thì để trống."),
    )
    committee = forms.ModelChoiceField(
        Committee.objects.none(), label=_("Thuộc ban"), required=False, empty_label=_("Không thuộc ban nào")
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        committee: Any = self.fields["committee"]
        committee.queryset = unit.committees.filter(valid__contains=clock.today())
        committee.label_from_instance = lambda row: row.get_kind_display()


class CommitteeForm(Decided):
    field_order = ["kind", "ordinal", "since", "until", "is_provisional"]
    kind = forms.ChoiceField(label=_("Ban"), choices=CommitteeKind.choices, widget=Chips)
    ordinal = CountField(label=_("Khóa thứ"), at_least=1, at_most=200, required=False)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Dự kiến đến ngày"), required=False)
    is_provisional = forms.BooleanField(label=_("Lâm thời, do cấp trên chỉ định"), required=False)


class LineForm(Decided):
    """Beside command, the line of a profession: its papers, no rights."""

    field_order = ["line", "under", "since"]
    line = forms.ModelChoiceField(Line.objects.exclude(code=COMMAND), label=_("Hệ thống"), empty_label=None)
    since = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["under"] = BodyField(
            near=near,
            label=_("Dưới đơn vị"),
            required=False,
            help_text=_("Đơn vị đó phải có sẵn trong hệ thống này. Để trống nếu là cấp cao nhất."),
        )
        self.order_fields(self.field_order)


class DayForm(forms.Form):
    on = DayField(label=_("Từ ngày"))


class UploadForm(Decided):
    field_order = ["file", "since"]
    file = FilesField(label=_("Tệp bảng tính"), accept=".xlsx,.xls,.ods,.csv", at_most_mb=15)
    since = DayField(label=_("Hoạt động từ ngày"), help_text=_("Cho những dòng không ghi ngày thành lập."))


class RearrangeForm(Decided):
    """When, and by which act. Each verb adds whom it concerns."""

    field_order = ["on", "to", "into", "heir", "children_to"]
    on = DayField(label=_("Có hiệu lực từ ngày"))


class Many(RearrangeForm):
    """Several units below one, ticked or all of them."""

    field_order = ["all_of_them", "units", "on", "to", "into", "heir", "children_to"]
    all_of_them = forms.BooleanField(label=_("Tất cả đơn vị trực thuộc"), required=False)

    def __init__(self, *args: Any, among: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.among = among
        self.fields["units"] = forms.MultipleChoiceField(
            label=_("Hoặc những đơn vị này"),
            choices=[(unit.code, str(unit)) for unit in among],
            widget=ManyChips,
            required=False,
        )
        self.order_fields(self.field_order)

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("all_of_them") and not self.cleaned_data.get("units"):
            self.add_error("units", _("Hãy chọn ít nhất một đơn vị."))

    def chosen(self) -> list[Unit]:
        """The units ticked; all of them where so asked."""
        data = self.cleaned_data
        return [unit for unit in self.among if data["all_of_them"] or unit.code in data["units"]]


class TransferForm(RearrangeForm):
    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"] = BodyField(near=near, label=_("Về trực thuộc"))
        self.order_fields(self.field_order)


class MergeForm(RearrangeForm):
    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"] = BodyField(
            near=near, label=_("Sáp nhập vào"), help_text=_("Đơn vị này nhận các đơn vị trực thuộc và mọi việc còn dở.")
        )
        self.order_fields(self.field_order)


class EndForm(RearrangeForm):
    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["heir"] = BodyField(near=near, label=_("Đơn vị tiếp nhận việc còn dở"), required=False)
        self.fields["children_to"] = BodyField(near=near, label=_("Đơn vị trực thuộc chuyển về"), required=False)
        self.order_fields(self.field_order)


class TransferManyForm(TransferForm, Many):
    """Many units to one place."""


class MergeManyForm(MergeForm, Many):
    """Many units into one."""


class EndManyForm(EndForm, Many):
    """Many units at an end."""


class SplitForm(RearrangeForm):
    """Two new units out of one; what is not ticked goes to the second, or remains."""

    field_order = ["on", "first_code", "first_name", "children", "second_code", "second_name", "remains"]
    first_code = forms.CharField(label=_("Mã đơn vị mới thứ nhất"), max_length=40, validators=[CODE])
    first_name = forms.CharField(label=_("Tên đơn vị mới thứ nhất"), max_length=250)
    second_code = forms.CharField(label=_("Mã đơn vị mới thứ hai"), max_length=40, validators=[CODE], required=False)
    second_name = forms.CharField(label=_("Tên đơn vị mới thứ hai"), max_length=250, required=False)
    remains = forms.BooleanField(label=_("Đơn vị cũ vẫn hoạt động, chỉ tách ra một đơn vị"), required=False)

    def __init__(self, *args: Any, children: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        if children:
            self.fields["children"] = forms.MultipleChoiceField(
                label=_("Đơn vị trực thuộc về đơn vị mới thứ nhất"),
                choices=[(unit.code, unit.name) for unit in children],
                widget=ManyChips,
                required=False,
            )
        self.order_fields(self.field_order)

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if not data.get("remains"):
            for name in ("second_code", "second_name"):
                if not data.get(name):
                    self.add_error(name, _("Chia hẳn thì cần đơn vị mới thứ hai."))
