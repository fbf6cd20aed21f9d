"""The form of an act: one screen, filled from what the unit most likely means."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.activities.details import Answer, Details
from congdoan.activities.models import ActKind
from congdoan.foundation import clock
from congdoan.foundation.files import KINDS_OF_PAPER
from congdoan.foundation.keys import new_key
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Body, Unit
from congdoan.web.acts.forms import counting, short_forms
from congdoan.web.shell.fields import BodyField, DayField, FilesField
from congdoan.web.shell.widgets import FileDrop

PHOTOS, PAPERS = "image/*", ",".join(KINDS_OF_PAPER)


PARTNERS = 4
"""So many who took part may be named at once; a correction adds more."""


def partner_fields(unit: Unit) -> dict[str, forms.Field]:
    """Those who took part, each found by a few letters."""
    labels = {"partner": _("Đơn vị cùng làm")} | {
        f"partner-{n}": _("Thêm đơn vị cùng làm") for n in range(2, PARTNERS + 1)
    }
    return {name: BodyField(label=label, near=unit, outside=True, required=False) for name, label in labels.items()}


class RecordForm(forms.Form):
    """What `activities.actions.record` takes, for one kind. `client_token` makes a form sent twice one act."""

    client_token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    happened_on = DayField(label=_("Ngày làm"))
    until = DayField(label=_("Đến ngày"), required=False, help_text=_("Chỉ ghi khi kéo dài nhiều ngày."))
    place = forms.CharField(label=_("Ở đâu"), required=False, max_length=200)
    title = forms.CharField(label=_("Tên việc"), required=False, max_length=250)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))
    completes = forms.BooleanField(label=_("Với việc này, nhiệm vụ đã đánh dấu là xong"), required=False)
    photos = FilesField(label=_("Ảnh"), required=False, accept=PHOTOS)
    papers = FilesField(label=_("Giấy tờ"), required=False, accept=PAPERS)
    confirmed = forms.CharField(required=False)

    def __init__(self, *args: Any, kind: ActKind, unit: Unit, answerable: Sequence[Obligation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.countables = counting.countables_of(kind)
        self.answerable = {row.key: row for row in answerable}
        self.initial.setdefault("client_token", new_key())
        self.initial.setdefault("happened_on", clock.today())
        self.fields["title"].widget.attrs["placeholder"] = str(kind)
        self.fields["photos"].widget.attrs["capture"] = "environment"
        self.partner_names = self._add(partner_fields(unit))
        self.fields["answers"] = forms.MultipleChoiceField(
            required=False, choices=[(key, key) for key in self.answerable]
        )
        self.count_names = self._add(counting.fields_for(self.countables))
        self.detail_names = self._add(short_forms.fields_for(kind.form, unit=unit))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["counts"] = counting.counts_from(self.countables, cleaned)
        return cleaned

    @property
    def counts(self) -> dict[str, int]:
        return dict(self.cleaned_data["counts"])

    @property
    def details(self) -> Details | None:
        return short_forms.details_from(self.kind.form, self.cleaned_data)

    @property
    def answers(self) -> list[Answer]:
        done = self.cleaned_data["completes"]
        return [Answer(self.answerable[key], completes=done) for key in self.cleaned_data["answers"]]

    def file_drop(self, name: str) -> FileDrop:
        """The place where files are dropped, to be told what is kept."""
        widget = self.fields[name].widget
        assert isinstance(widget, FileDrop), name
        return widget

    @property
    def partners(self) -> list[Body]:
        named = [self.cleaned_data[name] for name in self.partner_names]
        return list(dict.fromkeys(body for body in named if body))

    @property
    def partner_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.partner_names]

    @property
    def main_counts(self) -> list[forms.BoundField]:
        """The totals; their facets stand under them, folded away."""
        return [self[name] for name in self.count_names if "." not in name]

    @property
    def facet_counts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.count_names if "." in name]

    @property
    def detail_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.detail_names]

    def _add(self, fields: dict[str, forms.Field]) -> list[str]:
        self.fields.update(fields)
        return list(fields)
