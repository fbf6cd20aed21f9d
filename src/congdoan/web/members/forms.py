"""Forms of Đoàn viên: the act behind a change, then the change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congdoan.forgetting.models import Basis
from congdoan.foundation.citation import Citation
from congdoan.membership import rules
from congdoan.membership.models import AdmissionKind, Contract, EndCause, ExemptionKind
from congdoan.membership.particulars import Particulars
from congdoan.organisation.models import Unit
from congdoan.web.shell.decided import Decided
from congdoan.web.shell.fields import BodyField, CountField, DayField, FilesField, MoneyField
from congdoan.web.shell.periods import PeriodField
from congdoan.web.shell.widgets import Chips, Stepper

SEXES = [("f", pgettext_lazy("một người", "Nữ")), ("m", pgettext_lazy("một người", "Nam"))]
PURPOSES = (
    _("Làm thủ tục hỗ trợ, trợ cấp"),
    _("Kết nạp, chuyển sinh hoạt, cấp thẻ"),
    _("Liên hệ với đoàn viên"),
    _("Sửa thông tin theo đề nghị của đoàn viên"),
)


class PressForm(forms.Form):
    """Nothing to type: one press, `sure` tells it from looking."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="1")


class Admission(Decided):
    """A decision that only some ways in can do without."""

    cited_symbol = forms.CharField(
        label=_("Số quyết định"), max_length=80, required=False, help_text=_("Kết nạp, kết nạp lại thì phải có.")
    )


class AdmitForm(Admission):
    """One person, by one decision. What is closed is asked for on the file, after a purpose; only the number here."""

    field_order = ["name", "sex", "birth_on", "job_title", "workplace", "citizen_id", "phone", "kind", "on"]
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=SEXES, widget=Chips)
    birth_on = DayField(label=_("Ngày sinh"))
    job_title = forms.CharField(label=_("Chức vụ, nghề nghiệp"), max_length=120, required=False)
    workplace = forms.CharField(label=_("Khoa, phòng, tổ"), max_length=160, required=False)
    citizen_id = forms.CharField(
        label=_("Số căn cước"),
        max_length=20,
        required=False,
        help_text=_("Để nhận ra người đã có hồ sơ. Được niêm phong, chỉ mở khi nêu mục đích."),
    )
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    kind = forms.ChoiceField(label=_("Hình thức"), choices=AdmissionKind.choices, initial=AdmissionKind.ADMITTED)
    on = DayField(label=_("Từ ngày"))
    although_alike = forms.BooleanField(
        label=_("Là người khác dù trùng họ tên, ngày sinh"), required=False, widget=forms.HiddenInput
    )

    def particulars(self) -> Particulars:
        data = self.cleaned_data
        return Particulars(
            data["name"],
            data["sex"],
            data["birth_on"],
            job_title=data["job_title"],
            workplace=data["workplace"],
            private={"citizen_id": data["citizen_id"], "phone": data["phone"]},
        )


class AdmitManyForm(Admission):
    field_order = ["people", "kind", "on"]
    people = forms.CharField(
        label=_("Danh sách"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Mỗi người một dòng: họ tên; ngày sinh; nam hoặc nữ; chức vụ; số căn cước. Dán thẳng từ Excel cũng được. "
            "Danh sách dài thì dùng Nhập từ Excel."
        ),
    )
    kind = forms.ChoiceField(label=_("Hình thức"), choices=AdmissionKind.choices, initial=AdmissionKind.ADMITTED)
    on = DayField(label=_("Từ ngày"))


class TransferForm(Decided):
    field_order = ["to", "on", "note"]
    on = DayField(label=_("Ngày giới thiệu"))
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(self, *args: Any, near: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"] = BodyField(
            near=near,
            label=_("Chuyển đến đơn vị"),
            help_text=_("Nơi ngoài hệ thống thì dùng Thôi sinh hoạt, lý do chuyển ra ngoài hệ thống."),
        )
        self.order_fields(self.field_order)


class EndForm(Decided):
    field_order = ["cause", "on", "to_place", "note"]
    cause = forms.ChoiceField(label=_("Lý do"), choices=EndCause.choices)
    on = DayField(label=_("Từ ngày"), help_text=_("Ngày cuối cùng là đoàn viên là ngày trước đó."))
    to_place = forms.CharField(label=_("Chuyển đi đâu"), max_length=200, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)


class ExemptForm(Decided):
    field_order = ["kind", "reason", "since", "until"]
    kind = forms.ChoiceField(label=_("Miễn gì"), choices=ExemptionKind.choices, widget=Chips)
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, help_text=_("Không ghi tên bệnh; hoàn cảnh ghi ở phần kín của hồ sơ.")
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến trước ngày"), required=False)


class CardForm(forms.Form):
    number = forms.CharField(label=_("Số thẻ"), max_length=30)
    on = DayField(label=_("Ngày cấp"))


class ReturnCardForm(forms.Form):
    on = DayField(label=_("Ngày thu hồi hoặc báo mất"))
    because = forms.CharField(label=_("Lý do"), max_length=120)


class DuesBaseForm(Decided):
    field_order = ["base_vnd", "since"]
    base_vnd = MoneyField(
        label=_("Căn cứ đóng đoàn phí, đồng/tháng"), required=False, help_text=_("Không xác định được thì để trống.")
    )
    since = DayField(label=_("Từ ngày"))


class PurposeForm(forms.Form):
    """Why something closed is opened. The person concerned can read it."""

    purpose = forms.CharField(
        label=_("Mục đích"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "purposes", "autocomplete": "off"}),
        help_text=_("Ghi vào nhật ký của hồ sơ; đoàn viên đọc được."),
    )


class CorrectForm(forms.Form):
    """Who the person is and what colleagues may read. `version` is that of the file as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=[*SEXES, ("", _("chưa ghi"))], required=False, widget=Chips)
    birth_on = DayField(label=_("Ngày sinh"), required=False)
    other_name = forms.CharField(label=_("Tên gọi khác"), max_length=120, required=False)
    job_title = forms.CharField(label=_("Chức vụ, nghề nghiệp"), max_length=120, required=False)
    workplace = forms.CharField(label=_("Khoa, phòng, tổ"), max_length=160, required=False)
    qualification = forms.CharField(label=_("Trình độ chuyên môn"), max_length=120, required=False)
    contract = forms.ChoiceField(
        label=_("Hình thức tuyển dụng"), choices=[("", _("chưa ghi")), *Contract.choices], required=False
    )
    hired_on = DayField(label=_("Ngày vào đơn vị"), required=False)
    joined_on = DayField(label=_("Ngày vào công đoàn"), required=False)
    joined_by = forms.CharField(label=_("Quyết định kết nạp trước đây"), max_length=120, required=False)


class GroupForm(PurposeForm):
    """The sealed fields of one group."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in rules.sealed_in(group):
            self.fields[field.code] = forms.CharField(label=str(field.label), max_length=500, required=False)
        self.order_fields([*(field.code for field in rules.sealed_in(group)), "purpose"])


class DayForm(forms.Form):
    on = DayField(label=_("Ngày"))


class ReasonForm(DayForm):
    reason = forms.CharField(label=_("Lý do"), max_length=300)


class WhyForm(forms.Form):
    reason = forms.CharField(label=_("Lý do rút lại"), max_length=300)


class ReferForm(DayForm):
    on = DayField(label=_("Ngày đề xuất"))


class AdvanceForm(Decided):
    field_order = ["on"]
    on = DayField(label=_("Ngày"))


class CountsForm(forms.Form):
    """Numbers of a unit at the end of a period, and what happened in it."""

    period = PeriodField(label=_("Kỳ"))
    members = CountField(label=_("Số đoàn viên cuối kỳ"), required=False, help_text=_("Kể cả những người đã có tên."))
    women = CountField(label=_("trong đó nữ"), required=False)
    workers = CountField(label=_("Số công nhân, viên chức, lao động"), required=False)
    workers_women = CountField(label=_("trong đó lao động nữ"), required=False)

    FLOWS = {
        "new_members": _("Kết nạp mới"),
        "new_members_women": _("kết nạp mới là nữ"),
        "transferred_in": _("Chuyển đến"),
        "transferred_out": _("Chuyển đi"),
        "left_retired": _("Nghỉ hưu"),
        "left_left_job": _("Nghỉ việc, chuyển việc"),
        "left_died": _("Từ trần"),
        "left_other": _("Thôi vì lý do khác"),
        "introduced": _("Đoàn viên ưu tú giới thiệu cho Đảng"),
        "introduced_women": _("giới thiệu cho Đảng là nữ"),
        "party_admissions": _("Được kết nạp Đảng"),
        "party_admissions_women": _("được kết nạp Đảng là nữ"),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, label in self.FLOWS.items():
            self.fields[code] = CountField(label=label, required=False, widget=Stepper)

    def flows(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in self.FLOWS if self.cleaned_data.get(code)}


class UploadForm(Decided):
    field_order = ["file", "since"]
    file = FilesField(label=_("Tệp bảng tính"), accept=".xlsx,.xls,.ods,.csv", at_most_mb=25)
    since = DayField(label=_("Theo dõi từ ngày"), help_text=_("Từ ngày này họ được tính là đoàn viên."))


class ForgetForm(forms.Form):
    """Who wants it and why; the letter behind it."""

    basis = forms.ChoiceField(label=_("Căn cứ"), choices=Basis.choices, widget=Chips, initial=Basis.PERSON)
    on = DayField(
        label=_("Ngày người đó yêu cầu, hoặc ngày hết hạn lưu giữ"), help_text=_("Hạn trả lời tính từ ngày này.")
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Yêu cầu bằng cách nào, đã xác minh đúng người ra sao. Được niêm phong và xóa cùng hồ sơ."),
    )
    cited_symbol = forms.CharField(
        label=_("Số đơn, văn bản"), max_length=80, required=False, help_text=_("Không ghi tên người.")
    )
    cited_date = DayField(label=_("Ngày đơn, văn bản"), required=False)

    def letter(self) -> Citation | None:
        data = self.cleaned_data
        return Citation(data["cited_symbol"], data["cited_date"]) if data["cited_symbol"] else None


class SureForm(forms.Form):
    """There is no way back, so it is said once more."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("Tôi đã đối chiếu đúng người và hiểu rằng không lấy lại được"))


class GroundForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
