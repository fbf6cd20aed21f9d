"""Forms that change what was recorded: a correction, a withdrawal, a team, what a meeting asks of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.activities.actions.correcting import standing_counts
from congdoan.activities.actions.short_forms import stands_in
from congdoan.activities.details import Asked, Details
from congdoan.activities.models import Act, StandingTeam
from congdoan.foundation import clock
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.organisation.models import Body, Unit
from congdoan.web.acts.forms import counting, short_forms
from congdoan.web.acts.forms.record import PAPERS, PHOTOS
from congdoan.web.shell.fields import BodyField, CountField, DayField, FilesField
from congdoan.web.shell.widgets import ManyChips, Stepper


class ReasonForm(forms.Form):
    """A reason, kept for good."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=300, help_text=_("Lý do được lưu cùng số cũ và số mới, người trên đọc được.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(ReasonForm):
    """Every value as it stands; only what is changed is reversed and recorded anew."""

    title = forms.CharField(label=_("Tên việc"), max_length=250)
    happened_on = DayField(label=_("Ngày làm"))
    until = DayField(label=_("Đến ngày"), required=False)
    place = forms.CharField(label=_("Ở đâu"), required=False, max_length=200)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))
    photos = FilesField(label=_("Thêm ảnh"), required=False, accept=PHOTOS)
    papers = FilesField(label=_("Thêm giấy tờ"), required=False, accept=PAPERS)
    field_order = ["title", "happened_on", "until", "place"]

    def __init__(self, *args: Any, act: Act, **options: Any) -> None:
        stands = {
            "title": act.title,
            "happened_on": act.happened_on,
            "until": act.until,
            "place": act.place,
            "note": act.note,
            "version": act.version,
        }
        options.setdefault("initial", stands)
        super().__init__(*args, **options)
        self.countables = list(act.kind.countables.select_related("measure").prefetch_related("measure__facets"))
        standing = {counted.code: quantity for counted, quantity in standing_counts(act).items()}
        counts = counting.fields_for(self.countables, standing)
        self.fields.update(counts)
        details = self._add_details(act)
        self._add_partners(act)
        last = ["partners", "partner", "note", "photos", "papers", "reason", "version"]
        self.order_fields(["title", "happened_on", "until", "place", *details, *counts, *last])

    @property
    def partners(self) -> list[Body]:
        """Those kept and the one added."""
        kept = list(Body.objects.filter(code__in=self.cleaned_data.get("partners") or []))
        added = self.cleaned_data["partner"]
        return [*kept, *([added] if added and added not in kept else [])]

    @property
    def details(self) -> Details | None:
        """The short form as it shall read; None where the kind has none that is corrected here."""
        return short_forms.details_from(self.form_code, self.cleaned_data) if self.detail_names else None

    def _add_details(self, act: Act) -> list[str]:
        self.form_code = act.kind.form
        says = stands_in(act)
        self.detail_names = list(says)
        if says:
            self.fields.update(short_forms.fields_for(self.form_code, unit=act.lead))
            self.initial.update(says)
        return self.detail_names

    def _add_partners(self, act: Act) -> None:
        bodies = [row.body for row in act.partners.select_related("body").order_by("body__sort_key")]
        if bodies:
            self.fields["partners"] = forms.MultipleChoiceField(
                label=_("Đơn vị cùng làm"), required=False, widget=ManyChips, initial=[body.code for body in bodies],
                choices=[(body.code, body.name) for body in bodies],
            )  # fmt: skip
        self.fields["partner"] = BodyField(label=_("Thêm đơn vị cùng làm"), near=act.lead, outside=True, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["counts"] = counting.counts_from(self.countables, cleaned)
        return cleaned


class TeamChangeForm(ReasonForm):
    """From a day on the team has so many members."""

    on = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, team: StandingTeam, **options: Any) -> None:
        options.setdefault("initial", {"on": clock.today(), "version": team.version})
        super().__init__(*args, **options)
        self.fields["members"] = CountField(
            label=_("Số thành viên"), initial=team.members, at_least=1, widget=Stepper(unit=unit_in_words("person"))
        )
        self.order_fields(["members", "on", "reason", "version"])


class TeamEndForm(ReasonForm):
    on = DayField(label=_("Kết thúc từ ngày"))

    def __init__(self, *args: Any, team: StandingTeam, **options: Any) -> None:
        options.setdefault("initial", {"on": clock.today(), "version": team.version})
        super().__init__(*args, **options)
        self.order_fields(["on", "reason", "version"])


class AskForm(forms.Form):
    """What a conclusion or a recommendation asks, of whom, by when. Without a bearer a conclusion is only noted."""

    text = forms.CharField(label=_("Nội dung"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, unit: Unit, must_name: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["bearer"] = BodyField(
            label=_("Giao cho"), near=unit, outside=True, required=must_name, help_text=_("Thành nhiệm vụ của nơi này.")
        )
        self.fields["due_on"] = DayField(label=_("Hạn"), required=False)

    @property
    def asked(self) -> Asked | None:
        said = self.cleaned_data
        return Asked([said["bearer"]], said["text"], said["due_on"]) if said["bearer"] else None
