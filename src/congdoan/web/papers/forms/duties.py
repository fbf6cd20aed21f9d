"""Forms for what a paper asks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.models import Measure
from congdoan.obligations.models import Duty, Obligation, Recurrence
from congdoan.obligations.proposing.bearing import Bearer
from congdoan.obligations.queries import proposed_carry
from congdoan.organisation.models import Body, BodyGroup, Unit
from congdoan.web.duties.forms import upper_choices
from congdoan.web.papers.forms.groups import groups_offered
from congdoan.web.shell.fields import BodyField, DayField
from congdoan.web.shell.widgets import ManyChips


class DutyForm(forms.Form):
    """A duty as an officer writes it: what, who, by when, with which proof.

    `receivers`: whom its paper goes to by name.
    """

    what = forms.CharField(label=_("Việc phải làm"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    groups = forms.MultipleChoiceField(label=_("Ai làm: nhóm đơn vị"), required=False, widget=ManyChips)
    named = forms.MultipleChoiceField(label=_("Ai làm: từng đơn vị"), required=False, widget=ManyChips)
    due_on = DayField(label=_("Hạn"), required=False)
    due_text = forms.CharField(
        label=_("Hạn theo lời văn bản"), max_length=200, required=False, help_text=_("Khi văn bản không nói ngày.")
    )
    recurrence = forms.ChoiceField(label=_("Lặp lại"), choices=Recurrence.choices, initial=Recurrence.ONCE)
    proof = forms.CharField(label=_("Bằng chứng"), max_length=200, required=False)
    measure = forms.ModelChoiceField(
        label=_("Tính vào số đo"), queryset=Measure.objects.order_by("name"), required=False, to_field_name="code",
        empty_label=_("— không tính —"),
    )  # fmt: skip
    accountable_office = forms.CharField(label=_("Chức danh chịu trách nhiệm"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        unit: Unit,
        on: date,
        duty: Duty | None = None,
        with_groups: bool = True,
        uppers: Sequence[Obligation] = (),
        receivers: Sequence[Body] = (),
        **options: Any,
    ) -> None:
        bearers = list(duty.bearers.select_related("group", "body")) if duty else []
        if duty:
            options.setdefault("initial", self._initial(duty))
            options["initial"]["groups"] = [row.group.code for row in bearers if row.group]
            options["initial"]["named"] = [row.body.code for row in bearers if row.body]
        super().__init__(*args, **options)
        self.fields["other"] = BodyField(label=_("Ai làm: thêm một đơn vị"), near=unit, under=unit, required=False)
        self.order_fields(["what", "groups", "named", "other"])
        self._offer_groups(unit, on, with_groups)
        self._offer_named([*[row.body for row in bearers if row.body], *self._below(receivers)], unit)
        self._offer_uppers(uppers, duty)

    def bearers(self) -> list[Bearer]:
        """The groups and bodies chosen, each once."""
        values = self.cleaned_data
        groups: list[Bearer] = list(BodyGroup.objects.filter(code__in=values.get("groups") or []))
        bodies = list(Body.objects.filter(code__in=values.get("named") or []))
        if values.get("other"):
            bodies.append(values["other"])
        return [*groups, *dict.fromkeys(bodies)]

    def upper(self) -> Obligation | None:
        """The obligation of one's own unit that the duty is said to pass down."""
        return self.uppers.get(self.cleaned_data.get("upper", ""))

    def _offer_uppers(self, uppers: Sequence[Obligation], duty: Duty | None) -> None:
        """Only where one's unit owes something from the papers this one is based on. What is likely is proposed."""
        self.uppers = {row.key: row for row in uppers}
        if uppers:
            likely = duty and (duty.carries or proposed_carry(duty, uppers))
            self.fields["upper"] = forms.ChoiceField(
                label=_("Thực hiện nhiệm vụ cấp trên giao"), required=False, initial=likely.key if likely else "",
                choices=[("", _("không nối")), *upper_choices(uppers)],
            )  # fmt: skip

    def _offer_groups(self, unit: Unit, on: date, with_groups: bool) -> None:
        choices = groups_offered(unit, on=on)
        if with_groups and choices:
            self.fields["groups"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["groups"]

    def _below(self, bodies: Sequence[Body]) -> list[Body]:
        """Only what stands under one's unit can be given a duty."""
        below = self.fields["other"].choice.bodies()  # type: ignore[attr-defined]
        return list(below.filter(pk__in=[body.pk for body in bodies])) if bodies else []

    def _offer_named(self, bodies: list[Body], unit: Unit) -> None:
        """Those chosen already, those the paper goes to by name, one's own unit: each once."""
        choices = {body.code: body.name for body in [*bodies, unit]}
        self.fields["named"].choices = list(choices.items())  # type: ignore[attr-defined]

    @staticmethod
    def _initial(duty: Duty) -> dict[str, Any]:
        names = ("what", "due_on", "due_text", "recurrence", "proof", "accountable_office", "version")
        return {**{name: getattr(duty, name) for name in names}, "measure": duty.measure_id}


class AcceptForm(forms.Form):
    """How a duty is taken: with its day, or plainly without one."""

    due_on = DayField(required=False)
    without_date = forms.BooleanField(required=False)
    version = forms.IntegerField(required=False)


class SplitForm(forms.Form):
    parts = forms.CharField(
        label=_("Mỗi việc một dòng"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SpokenForm(DutyForm):
    """An order given by word of mouth."""

    on = DayField(label=_("Giao ngày"))
    field_order = ("on",)
