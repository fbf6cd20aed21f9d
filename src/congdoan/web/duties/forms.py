"""What people type to move an obligation. Each form carries the version it was shown, so that two savers meet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.obligations.actions.stepping import short
from congdoan.obligations.models import Obligation
from congdoan.registry.models import RegisteredDocument
from congdoan.web.shell.fields import DayField


class VersionedForm(forms.Form):
    """`version`: of the obligation (or duty) as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlainForm(VersionedForm):
    """Nothing to type: one press."""


class FinishForm(VersionedForm):
    """`since`: the first day it can have been done on; a slip in the year would make a late unit punctual."""

    on = DayField(label=_("Ngày làm xong"))
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, since: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        day = self.fields["on"]
        assert isinstance(day, DayField)
        day.not_before = since


class ReturnForm(VersionedForm):
    reason = forms.CharField(
        label=_("Cần làm lại chỗ nào"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi lý do: đơn vị sẽ đọc được.")},
    )  # fmt: skip


class WaiveForm(VersionedForm):
    reason = forms.CharField(
        label=_("Lý do miễn"), max_length=400, error_messages={"required": _("Hãy ghi lý do: đơn vị sẽ đọc được.")}
    )


class ReopenForm(VersionedForm):
    reason = forms.CharField(
        label=_("Vì sao mở lại"), max_length=400, error_messages={"required": _("Hãy ghi lý do: bên giao sẽ đọc được.")}
    )


class ExtendForm(VersionedForm):
    to = DayField(label=_("Hạn mới"))
    reason = forms.CharField(
        label=_("Lý do"), max_length=400, error_messages={"required": _("Hãy ghi lý do: đơn vị sẽ đọc được.")}
    )


class SetDueForm(VersionedForm):
    due_on = DayField(label=_("Hạn"))
    reason = forms.CharField(
        label=_("Căn cứ"), max_length=400, help_text=_("Văn bản không ghi hạn: ghi ai quyết định, ở đâu."),
        error_messages={"required": _("Hãy ghi căn cứ: các đơn vị sẽ đọc được.")},
    )  # fmt: skip


class CarryOutForm(VersionedForm):
    """By which paper of its own the bearer carries the obligation out. `papers`: those it may be."""

    document = forms.ChoiceField(
        label=_("Văn bản của đơn vị"), error_messages={"required": _("Hãy chọn văn bản đã ban hành.")}
    )
    completes = forms.BooleanField(label=_("Ra văn bản này là làm xong nhiệm vụ"), required=False)

    def __init__(self, *args: Any, papers: Sequence[RegisteredDocument] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.papers = {paper.key: paper for paper in papers}
        labels = [(key, f"{paper.symbol} · {paper.subject[:80]}") for key, paper in self.papers.items()]
        self.fields["document"].choices = [("", _("— chọn —")), *labels]  # type: ignore[attr-defined]


class CarryForm(VersionedForm):
    """Which obligation of the giver a duty passes down; empty: none. `uppers`: those it may be."""

    upper = forms.ChoiceField(label=_("Nhiệm vụ cấp trên giao"), required=False)

    def __init__(self, *args: Any, uppers: Sequence[Obligation] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.uppers = {row.key: row for row in uppers}
        self.fields["upper"].choices = [("", _("không nối")), *upper_choices(uppers)]  # type: ignore[attr-defined]


def upper_choices(uppers: Sequence[Obligation]) -> list[tuple[str, str]]:
    """Obligations of a unit, each with its paper, as one chooses among them."""
    return [(row.key, f"{_paper_of(row)}{short(row.duty.what, 90)}") for row in uppers]


def _paper_of(row: Obligation) -> str:
    paper = row.duty.document
    return f"{paper.symbol}: " if paper and paper.symbol else ""


class EndRecurrenceForm(VersionedForm):
    after = DayField(label=_("Không giao kỳ nào bắt đầu sau ngày"))
    reason = forms.CharField(
        label=_("Lý do"), max_length=400, error_messages={"required": _("Hãy ghi lý do: đơn vị sẽ đọc được.")}
    )


class RemindForm(forms.Form):
    text = forms.CharField(
        label=_("Lời nhắc"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy viết lời nhắc: đơn vị cần biết phải làm gì.")},
    )  # fmt: skip


class BulkRemindForm(RemindForm):
    """A reminder to the bearers ticked in the list."""

    keys = forms.MultipleChoiceField(
        label=_("Đơn vị"), widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Hãy chọn ít nhất một đơn vị để nhắc.")},
    )  # fmt: skip

    def __init__(self, *args: Any, keys: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["keys"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, key) for key in keys]
