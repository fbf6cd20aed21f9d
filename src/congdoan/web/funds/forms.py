"""What people type about money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.foundation.keys import new_key
from congdoan.funds.models import Fund, Method, Origin, Purpose, Reservation, Stream
from congdoan.organisation.models import Unit
from congdoan.web.shell.fields import DayField, FilesField, MoneyField
from congdoan.web.shell.periods import PeriodField
from congdoan.web.shell.widgets import Chips, ManyChips

BETWEEN_UNITS = ["carried", "remittance", "grant_down"]
"""Purposes of money that only passes on: nobody gives for them, no voucher of one's own work is drawn for them."""


class OnceForm(forms.Form):
    """A form that moves money. It names itself, so that sent twice it moves it once."""

    client_token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("client_token", new_key())


class OpenForm(forms.Form):
    """A new fund: its stream is for good."""

    name = forms.CharField(label=_("Tên quỹ"), max_length=160)
    stream = forms.ChoiceField(
        label=_("Dòng tiền"),
        choices=Stream.choices,
        widget=Chips,
        help_text=_("Chọn một lần, không đổi được: tiền của các dòng không bao giờ lẫn vào nhau."),
    )
    restricted_to = forms.MultipleChoiceField(
        label=_("Chỉ chi cho"),
        required=False,
        widget=ManyChips,
        help_text=_("Để trống thì chi cho mọi mục đích mà dòng tiền này cho phép."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["restricted_to"].choices = [(row.code, str(row)) for row in Purpose.objects.all()]  # type: ignore[attr-defined]


class ReceiveForm(OnceForm):
    """Money coming in."""

    amount_vnd = MoneyField(label=_("Số tiền"), at_least=1)
    origin = forms.ChoiceField(label=_("Nguồn thu"), widget=Chips)
    method = forms.ChoiceField(label=_("Hình thức"), choices=Method.choices, widget=Chips, initial=Method.BANK)
    on = DayField(label=_("Ngày thu"))
    donors = forms.CharField(
        label=_("Ai ủng hộ, ai nộp"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mỗi dòng một tên. Nhiều người góp chung một khoản thì ghi chung, không cần chia."),
    )
    are_public = forms.BooleanField(label=_("Người ủng hộ đồng ý công khai tên"), required=False)
    restricted_to = forms.MultipleChoiceField(
        label=_("Người ủng hộ yêu cầu chỉ chi cho"), required=False, widget=ManyChips
    )
    memo = forms.CharField(label=_("Nội dung"), required=False, max_length=250)

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        options.setdefault("initial", {"on": clock.today(), "method": Method.BANK})
        super().__init__(*args, **options)
        origins = Origin.objects.filter(streams__stream=fund.stream).exclude(code="carried")
        purposes = Purpose.objects.filter(streams__stream=fund.stream).exclude(
            code__in=[*BETWEEN_UNITS, "administration"]
        )
        if fund.restricted_to:
            purposes = purposes.filter(code__in=fund.restricted_to)
        self.fields["origin"].choices = [(row.code, str(row)) for row in origins]  # type: ignore[attr-defined]
        self.fields["restricted_to"].choices = [(row.code, str(row)) for row in purposes]  # type: ignore[attr-defined]

    @property
    def names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["donors"].splitlines() if line.strip()]


class MoveForm(OnceForm):
    """Cash and bank, within one fund."""

    to = forms.ChoiceField(
        label=_("Rút hay gửi"),
        choices=[("cash", _("Rút tiền gửi về quỹ tiền mặt")), ("bank", _("Gửi tiền mặt vào ngân hàng"))],
        widget=Chips,
    )
    amount_vnd = MoneyField(label=_("Số tiền"), at_least=1)
    on = DayField(label=_("Ngày"), initial=clock.today)


class PayeeForm(OnceForm):
    """A payment for what was set aside."""

    amount_vnd = MoneyField(label=_("Số tiền"), at_least=1)
    payee = forms.CharField(
        label=_("Người nhận tiền"), max_length=200, help_text=_("Được mã hóa; danh sách chỉ hiện chữ cái đầu.")
    )
    method = forms.ChoiceField(label=_("Hình thức"), choices=Method.choices, widget=Chips, initial=Method.CASH)
    bank = forms.CharField(label=_("Ngân hàng"), required=False, max_length=120)
    account_no = forms.CharField(label=_("Số tài khoản"), required=False, max_length=40)
    memo = forms.CharField(
        label=_("Lý do chi"),
        required=False,
        max_length=250,
        help_text=_("Để trống thì ghi như nội dung đã quyết. Không ghi bệnh tật, hoàn cảnh của người nhận."),
    )

    def __init__(self, *args: Any, left_vnd: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if left_vnd is not None:
            self.fields["amount_vnd"].initial = left_vnd


class SpendForm(PayeeForm):
    """A payment of the union's own work, not of a case: set aside and put on a voucher at once.

    Help for a person is no such work: it is paid from a decision, and what it is for stays with the case.
    """

    fund = forms.ModelChoiceField(label=_("Quỹ"), queryset=Fund.objects.none(), to_field_name="key", empty_label=None)
    purpose = forms.ChoiceField(label=_("Mục đích chi"))
    field_order = ["fund", "purpose", "amount_vnd", "payee"]

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        funds = Fund.objects.filter(unit=unit, closed_on__isnull=True)
        self.fields["fund"].queryset = funds  # type: ignore[attr-defined]
        streams = set(funds.values_list("stream", flat=True))
        purposes = Purpose.objects.filter(streams__stream__in=streams, public_name="").exclude(code__in=BETWEEN_UNITS)
        self.fields["purpose"].choices = [(row.code, str(row)) for row in purposes.distinct()]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why; kept for good."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, help_text=_("Được lưu lại cùng chứng từ."))


class DatedReasonForm(ReasonForm):
    """Why, and on which open day it is written."""

    on = DayField(label=_("Ghi vào ngày"), initial=clock.today)


class PayForm(forms.Form):
    """The day the money left."""

    on = DayField(label=_("Ngày chi"), initial=clock.today)


class CloseDayForm(forms.Form):
    """The cash counted in the evening."""

    day = DayField(label=_("Khóa sổ đến hết ngày"), initial=clock.today)
    counted_vnd = MoneyField(label=_("Tiền mặt kiểm đếm được"))
    note = forms.CharField(
        label=_("Nguyên nhân chênh lệch"), required=False, max_length=300, help_text=_("Chỉ ghi khi kiểm đếm khác sổ.")
    )


class ClosePeriodForm(forms.Form):
    """The period whose books are closed."""

    period = PeriodField(label=_("Kỳ"))
    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=300,
        required=False,
        help_text=_(
            "Cần khi ngân hàng có dòng của kỳ mà sổ ghi sang kỳ sau, hoặc dòng kỳ trước chưa đối chiếu: vì sao."
        ),
    )


class StatementForm(forms.Form):
    """The bank's file."""

    file = FilesField(
        label=_("Tệp sao kê của ngân hàng"),
        accept=".csv,.xlsx,.xls,.ods",
        help_text=_("CSV hoặc Excel có cột Ngày, Ghi nợ, Ghi có (hoặc Số tiền), Nội dung. Gửi lại không ghi trùng."),
    )


def promise_label(promise: Reservation) -> str:
    """What a promise is called in a head: what may be said of it, and its unit."""
    return f"{promise.in_public} · {promise.for_unit}"
