"""Saying whom a line of recipients means."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.organisation.models import Unit
from congdoan.web.papers.forms.groups import groups_offered
from congdoan.web.shell.fields import BodyField


class MeaningForm(forms.Form):
    """A group, or one body."""

    group = forms.ChoiceField(label=_("Nhóm"), required=False)

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"] = BodyField(label=_("hoặc một đơn vị, cơ quan"), near=unit, outside=True, required=False)
        groups = groups_offered(unit, on=clock.today())
        self.fields["group"].choices = [("", "—"), *groups]  # type: ignore[attr-defined]
