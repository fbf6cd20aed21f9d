"""Dropping a paper in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.obligations.proposing.receiving import KINDS_OF_FILE
from congdoan.web.shell.fields import FilesField


class DropForm(forms.Form):
    """One file, many at once, or the words themselves."""

    file = FilesField(
        label=_("Tệp văn bản"),
        required=False,
        at_most_mb=25,
        accept=",".join(KINDS_OF_FILE),
        help_text=_("Mỗi tệp đến 25 MB, mỗi lượt đến 60 tệp. Bản gốc luôn được giữ nguyên."),
    )
    text = forms.CharField(
        label=_("Hoặc dán nội dung"), required=False, max_length=2_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "is-serif"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "file" not in self.errors and not values.get("file") and not (values.get("text") or "").strip():
            self.add_error("file", _("Hãy chọn một tệp hoặc dán nội dung văn bản."))
        return values
