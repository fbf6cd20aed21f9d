"""Names of a pasted list that mean nobody, or several: each is chosen, entered as new, or left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.cases.rules import Newcomer
from congdoan.organisation.models import Person
from congdoan.web.care.people import Alike

NEW, LEFT_OUT = "new", "none"


class UnclearForm(forms.Form):
    """One name, with whoever it may mean. `kin` is the child the line names, whose father or mother this is."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=120)
    kin = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)
    who = forms.ChoiceField(label=_("Là ai"), widget=forms.RadioSelect)
    another_because = forms.CharField(
        label=_("Vì sao đây là người khác"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: khác năm sinh, khác khoa. Người duyệt sẽ đọc; không ghi bệnh tật."),
    )

    def __init__(self, *args: Any, alike: Alike, **options: Any) -> None:
        super().__init__(*args, **options)
        self.alike, self.people = alike, {person.key: person for person, _words in alike.known}
        choices = [(person.key, words) for person, words in alike.known]
        choices += [
            (
                NEW,
                str(_("Người khác, chưa là đoàn viên")) if self.is_met else str(_("Người lao động chưa là đoàn viên")),
            ),
            (LEFT_OUT, str(_("Không thêm tên này"))),
        ]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]
        if not self.is_met:
            self.initial.setdefault("who", NEW)
            del self.fields["another_because"]

    @property
    def is_met(self) -> bool:
        """Whether somebody of the name is on record."""
        return bool(self.alike.known or self.alike.elsewhere)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("who") == NEW and self.is_met and not said.get("another_because", "").strip():
            self.add_error("another_because", str(_("Hãy ghi vì sao đây là người khác, hoặc chọn người đã có.")))
        return said

    @property
    def meant(self) -> Person | Newcomer | None:
        """The person chosen, the newcomer described, None for a name left out."""
        who = self.cleaned_data["who"]
        if who == NEW:
            return Newcomer(self.cleaned_data["name"], another_because=self.cleaned_data.get("another_because", ""))
        return self.people.get(who)
