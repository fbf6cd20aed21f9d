"""Saying whom a line of recipients means."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import clock
from congdoan.organisation.models import Unit
from congdoan.registry.queries import Reached
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


def meanings_of(unit: Unit, lines: Sequence[Reached]) -> dict[int, MeaningForm]:
    """For each line that means nobody known, by its id, a form to say whom it means."""
    unknown = [line.recipient for line in lines if not line.recipient.group_id and not line.recipient.body_id]
    return {row.pk: MeaningForm(unit=unit, prefix=f"r{row.pk}") for row in unknown}
