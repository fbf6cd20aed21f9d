"""What people type to move an obligation. Each form carries the version it was shown, so that two savers meet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.web.shell.fields import DayField


class VersionedForm(forms.Form):
    """`version`: of the obligation (or duty) as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PlainForm(VersionedForm):
    """Nothing to type: one press."""


class FinishForm(VersionedForm):
    on = DayField(label=_("Ngày làm xong"))
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


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
