"""Gift rounds: opening one, its quotas, the list, the decision, the ticks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congdoan.cases.actions import Meeting
from congdoan.cases.models import Programme, Relation, Round
from congdoan.cases.queries import limits
from congdoan.cases.rules import Approver
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_date
from congdoan.funds.models import Fund
from congdoan.goods.models import GoodsLot
from congdoan.organisation.models import Office, Unit
from congdoan.organisation.queries import signers
from congdoan.web.care.forms.goods import left_in_words
from congdoan.web.shell.fields import CountField, DayField, MoneyField
from congdoan.web.shell.widgets import Chips

MEETING = ("minutes", "present", "votes_for")


def counted(text: str, *, what: str) -> int | None:
    """A number typed beside a button; None where nothing was typed, which means all. Raises Refused for anything else:
    “1 suất” must not come to mean all of them.
    """
    tidy = text.strip()
    if not tidy:
        return None
    if not (tidy.isascii() and tidy.isdecimal() and len(tidy) < 7 and int(tidy)):
        said = {"what": what, "text": tidy[:40]}
        raise Refused(gettext("%(what)s: hãy ghi một số nguyên, ví dụ 3; “%(text)s” không phải số.") % said)
    return int(tidy)


class RoundForm(forms.Form):
    """A round; `parcel` are the lots in the unit's stock, with how many of each go into a gift."""

    programme = forms.ModelChoiceField(
        label=_("Chương trình"), queryset=Programme.objects.none(), widget=Chips, empty_label=None
    )
    name = forms.CharField(
        label=_("Tên đợt"), max_length=160,
        help_text=_("Đứng trong quyết định và sổ sách, nhiều người đọc: không ghi bệnh tật, tai nạn của ai."),
    )  # fmt: skip
    since = DayField(label=_("Trao từ ngày"))
    until = DayField(label=_("Đến ngày"))
    gift_vnd = MoneyField(label=_("Tiền mỗi suất"), required=False)
    goods = forms.CharField(
        label=_("Hiện vật mỗi suất"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: túi quà Tết. Lấy hàng từ kho thì để trống cũng được: tên các món thành tên quà."),
    )
    goods_vnd = MoneyField(
        label=_("Trị giá hiện vật"),
        required=False,
        help_text=_("Chỉ để biết; không vào sổ quỹ. Để trống thì tính theo giá trị ước tính của hàng trong kho."),
    )
    fund = forms.ModelChoiceField(
        label=_("Chi từ quỹ"), queryset=Fund.objects.none(), required=False, empty_label=_("Chưa chọn quỹ")
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = Programme.objects.filter(is_active=True, gives_in_rounds=True)
        self.fields["programme"].queryset = kinds  # type: ignore[attr-defined]
        self.fields["fund"].queryset = Fund.objects.standing().filter(unit=unit)  # type: ignore[attr-defined]
        self.fields["fund"].label_from_instance = lambda fund: fund.name  # type: ignore[attr-defined]
        self.lots = {f"lot-{lot.key}": lot for lot in GoodsLot.objects.filter(unit=unit).in_stock()}
        for name, lot in self.lots.items():
            self.fields[name] = CountField(
                label=f"{lot.what}, {lot.counted_in}", required=False, at_most=100_000, help_text=left_in_words(lot)
            )

    @property
    def of_the_round(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.lots]

    @property
    def of_the_stock(self) -> list[forms.BoundField]:
        return [self[name] for name in self.lots]

    @property
    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        values = {name: value for name, value in self.cleaned_data.items() if value is not None}
        parcel = [(lot, values.pop(name)) for name, lot in self.lots.items() if name in values]
        return {**values, "out_of": [(lot, each) for lot, each in parcel if each]}


class QuotasForm(forms.Form):
    """A count for each unit directly below, and the unit's own."""

    def __init__(self, *args: Any, units: list[Unit], standing: dict[int, int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = units
        for unit in units:
            self.fields[f"unit-{unit.code}"] = CountField(label=unit.name, required=False, at_most=100_000)
            self.initial.setdefault(f"unit-{unit.code}", standing.get(unit.pk))

    @property
    def changed(self) -> dict[Unit, int]:
        """The counts that differ from what stands."""
        found = {}
        for unit in self.units:
            name = f"unit-{unit.code}"
            wanted = self.cleaned_data.get(name) or 0
            if wanted != (self.initial.get(name) or 0):
                found[unit] = wanted
        return found


class DecideForm(forms.Form):
    """The day, who signs, from which fund. Shown again, hidden, in the summary before the number is taken."""

    on = DayField(label=_("Ngày quyết định"))
    signer = forms.ModelChoiceField(label=_("Người ký"), queryset=Office.objects.none(), empty_label=None)
    fund = forms.ModelChoiceField(
        label=_("Chi từ quỹ"), queryset=Fund.objects.none(), required=False, empty_label=_("Chưa chọn quỹ")
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", clock.today())
        able = signers(unit, on=clock.today())
        self.fields["signer"].queryset = able  # type: ignore[attr-defined]
        self.fields["signer"].label_from_instance = lambda row: f"{row.person.name}, {row.title}"  # type: ignore[attr-defined]
        self.fields["fund"].queryset = Fund.objects.standing().filter(unit=unit)  # type: ignore[attr-defined]
        self.fields["fund"].label_from_instance = lambda fund: fund.name  # type: ignore[attr-defined]

    @property
    def read_back(self) -> list[tuple[str, str]]:
        """Label and words of everything filled in, for the last look."""
        filled = ((bound, self.cleaned_data.get(bound.name)) for bound in self)
        return [(str(bound.label), _in_words(bound, value)) for bound, value in filled if value not in (None, "")]


def _in_words(bound: forms.BoundField, value: Any) -> str:
    if isinstance(bound.field, forms.ModelChoiceField):
        return bound.field.label_from_instance(value)
    return format_date(value) if isinstance(value, date) else str(value)


class RoundDecideForm(DecideForm):
    """As `DecideForm`, for a round, whose fund is known. The meeting is asked for where the committee must decide."""

    minutes = forms.CharField(label=_("Biên bản họp"), max_length=120, help_text=_("Số, ngày biên bản."))
    present = CountField(label=_("Số người dự"), at_most=500)
    votes_for = CountField(label=_("Số đồng ý"), at_most=500)
    exception = forms.CharField(
        label=_("Căn cứ riêng"), max_length=300, required=False,
        help_text=_("Chỉ ghi khi có người đã được hỗ trợ cùng việc mà vẫn tặng."),
    )  # fmt: skip

    def __init__(self, *args: Any, gift_round: Round, **options: Any) -> None:
        super().__init__(*args, unit=gift_round.unit, **options)
        del self.fields["fund"]
        if limits(gift_round.unit, clock.today()).approver_of(gift_round.gift_vnd) != Approver.COMMITTEE:
            for name in MEETING:
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        values = dict(self.cleaned_data)
        meeting = {name: values.pop(name) for name in MEETING if name in values}
        return {**values, "meeting": Meeting(**meeting) if meeting else None}


class ListForm(forms.Form):
    """Names, one a line, as they are pasted from a sheet; for children, "Họ tên con; họ tên cha mẹ". The child receives
    the gift, the help counts for the parent, who is the member.
    """

    names = forms.CharField(
        label=_("Danh sách, mỗi người một dòng"), widget=forms.Textarea({"rows": 6}), max_length=200_000, required=False
    )
    relation = forms.ChoiceField(
        label=_("Quà cho"),
        choices=[
            (Relation.SELF, _("chính người lao động")),
            (Relation.CHILD, _("con của người lao động, mỗi dòng: tên con; tên cha hoặc mẹ")),
        ],
        initial=Relation.SELF, widget=Chips,
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*args, **options)
        if programme.is_for_children:
            self.fields["relation"].choices = self.fields["relation"].choices[1:]  # type: ignore[attr-defined]
            self.initial["relation"] = Relation.CHILD


class TickForm(forms.Form):
    on = DayField(label=_("Ngày trao"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", clock.today())


class PaperTicksForm(TickForm):
    """Slips ticked on paper, typed as they stand: 1, 2, 5-12."""

    slips = forms.CharField(label=_("Số phiếu đã trao"), help_text=_("Ví dụ: 1, 2, 5-12"), max_length=5000)

    def clean_slips(self) -> list[int]:
        found: list[int] = []
        for part in str(self.cleaned_data["slips"]).replace(";", ",").split(","):
            first, _dash, last = part.strip().partition("-")
            if not part.strip():
                continue
            if not first.strip().isdecimal() or (last and not last.strip().isdecimal()):
                raise forms.ValidationError(_("Không hiểu “%(part)s”."), params={"part": part.strip()})
            start, end = int(first), int(last or first)
            if end < start or end - start > 5000:
                raise forms.ValidationError(_("Không hiểu “%(part)s”."), params={"part": part.strip()})
            found += range(start, end + 1)
        return found
