"""The act behind a change, asked for in the same words wherever one is named."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.citation import Citation
from congdoan.web.shell.fields import DayField


class Decided(forms.Form):
    """The act behind a change: symbol, date and issuer as they stand on it."""

    cited_symbol = forms.CharField(label=_("Số quyết định"), max_length=80, required=False)
    cited_date = DayField(label=_("Ngày quyết định"), required=False)
    cited_issuer = forms.CharField(label=_("Cơ quan quyết định"), max_length=250, required=False)

    def basis(self) -> Citation | None:
        """The act, or None when none was named."""
        data = self.cleaned_data
        if not data["cited_symbol"]:
            return None
        return Citation(data["cited_symbol"], data["cited_date"], data["cited_issuer"])

    def clean(self) -> None:
        data = self.cleaned_data
        if not data.get("cited_symbol") and (data.get("cited_date") or data.get("cited_issuer")):
            self.add_error("cited_symbol", _("Hãy ghi số của quyết định."))

    def add_error(self, field: str | None, error: Any) -> None:
        """What a verb says of the symbol stands beside our field of it."""
        super().add_error("cited_symbol" if field == "symbol" else field, error)
