"""Asking for support: for whom, what happened, since when; the rest if there is time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.cases.models import Programme, Relation
from congdoan.cases.rules import NUMBERED, Newcomer
from congdoan.foundation import clock
from congdoan.foundation.files import KINDS_OF_PAPER
from congdoan.foundation.keys import new_key
from congdoan.organisation.models import Person, Unit
from congdoan.web.shell.fields import CountField, DayField, FilesField, MoneyField
from congdoan.web.shell.widgets import Chips, ManyChips

PHOTOS, PAPERS = "image/*", ",".join(KINDS_OF_PAPER)

FACT_WORDS = {
    "inpatient_days": _("Số ngày nằm viện"),
    "outpatient_days": _("Số ngày điều trị ngoại trú"),
    "quarantine_days": _("Số ngày cách ly tập trung"),
    "work_days_lost": _("Số ngày phải nghỉ việc"),
    "membership_years": _("Số năm là đoàn viên"),
    "employed_years": _("Số năm làm việc tại đơn vị"),
    "is_severe": _("Diễn biến nặng"),
    "has_died": _("Người này đã mất"),
    "is_in_hardship": _("Hoàn cảnh khó khăn"),
    "is_pregnant": _("Đang mang thai"),
    "has_child_under_6": _("Có con dưới 6 tuổi"),
    "is_locked_down": _("Nơi ở bị phong tỏa, phải nghỉ việc"),
    "is_house_destroyed": _("Nhà hư hỏng không ở được"),
    "is_confirmed_by_commune": _("Có xác nhận của xã"),
    "has_school_result": _("Có giấy khen, kết quả học tập"),
}
YES_NO = [("", _("chưa rõ")), ("yes", _("có")), ("no", _("không"))]
NOBODY_LISTED = "new"
MYSELF = "self"
ABOUT_OTHERS = ("who_words", "birth_year", "citizen_id", "another_because")


def fact_fields(programme: Programme) -> dict[str, forms.Field]:
    """A field for each thing the programme's rules may ask; left empty, nothing is claimed."""
    found: dict[str, forms.Field] = {}
    for name in programme.asks:
        if name in NUMBERED:
            found[f"fact-{name}"] = CountField(label=FACT_WORDS[name], required=False, at_most=400)
        else:
            found[f"fact-{name}"] = forms.ChoiceField(
                label=FACT_WORDS[name], choices=YES_NO, required=False, widget=Chips
            )
    return found


def facts_from(cleaned: dict[str, Any]) -> dict[str, int | bool | None]:
    """What was said; what was left open is not said."""
    found: dict[str, int | bool | None] = {}
    for name, value in cleaned.items():
        if name.startswith("fact-") and value not in ("", None):
            found[name.removeprefix("fact-")] = value == "yes" if isinstance(value, str) else value
    return found


class ProgrammeForm(forms.Form):
    """First tap: what kind of help. Sent by POST, so that no address tells of an illness."""

    programme = forms.ModelChoiceField(
        label=_("Cần hỗ trợ về việc gì"), queryset=Programme.objects.none(), widget=Chips, empty_label=None
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = Programme.objects.filter(is_active=True).exclude(family="gift")
        self.fields["programme"].queryset = choices  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """What `cases.actions.ask` takes. `client_token` makes a form sent twice one case.

    `known` are those found for the words typed, each with the words of the choice; none yet, and the form asks to look
    for them. `sole` is taken without asking. `confirmed` is set once the doubles were read. Where no role asks for
    others (`for_others` false), neither a name nor a number is asked for: a member asks for themself.
    """

    client_token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    who_words = forms.CharField(label=_("Họ tên người cần hỗ trợ"), max_length=120, required=False)
    who = forms.ChoiceField(label=_("Là ai"), required=False, widget=forms.RadioSelect)
    categories = forms.MultipleChoiceField(label=_("Thuộc nhóm"), required=False, widget=ManyChips)
    need_on = DayField(label=_("Xảy ra từ ngày"))
    need_until = DayField(label=_("Đến ngày"), required=False, help_text=_("Để trống nếu còn đang tiếp diễn."))
    story = forms.CharField(
        label=_("Hoàn cảnh"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Chỉ người giải quyết mở được, có ghi lại mỗi lần mở."),
    )
    photos = FilesField(label=_("Chụp giấy tờ, hiện trạng"), required=False, accept=PHOTOS)
    papers = FilesField(label=_("Tệp giấy tờ"), required=False, accept=PAPERS)
    asked_vnd = MoneyField(label=_("Mức đề nghị"), required=False)
    birth_year = CountField(label=_("Năm sinh"), required=False, at_least=1900, at_most=2100)
    citizen_id = forms.CharField(
        label=_("Số căn cước"), max_length=20, required=False, help_text=_("Chỉ để nhận ra người đã có; không lưu số.")
    )
    another_because = forms.CharField(
        label=_("Vì sao đây là người khác"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: khác năm sinh, khác khoa. Người duyệt sẽ đọc; không ghi bệnh tật."),
    )
    relation = forms.ChoiceField(label=_("Hỗ trợ cho"), choices=Relation.choices, initial=Relation.SELF, required=False)
    relative_name = forms.CharField(label=_("Tên người thân"), max_length=120, required=False)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        known: list[tuple[Person, str]],
        sole: Person | None,
        unit: Unit,
        myself: Person | None,
        for_others: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.sole, self.for_others = sole, for_others
        self.programme, self.people, self.myself = programme, {person.key: person for person, _words in known}, myself
        self.initial.setdefault("client_token", new_key())
        self.initial.setdefault("need_on", clock.today())
        choices = [(person.key, words) for person, words in known]
        if myself is not None:
            choices.insert(0, (MYSELF, str(_("Cho chính tôi"))))
        if for_others:
            choices.append((NOBODY_LISTED, str(_("Không có trong danh sách: người lao động chưa là đoàn viên"))))
        else:
            self.initial.setdefault("who", MYSELF)
            for name in ABOUT_OTHERS:
                del self.fields[name]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]
        self.fields["photos"].widget.attrs["capture"] = "environment"
        kinds = [(row["code"], programme.category_name(row["code"])) for row in programme.categories]
        if len(kinds) > 1:
            self.fields["categories"].choices = kinds  # type: ignore[attr-defined]
        else:
            del self.fields["categories"]
        self.fact_names = list(fact_fields(programme))
        self.fields.update(fact_fields(programme))
        self.unit = unit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.for_others:
            if cleaned.get("who") != MYSELF and "who" not in self.errors:
                self.add_error(
                    "who", str(_("Bạn chỉ đề nghị cho chính mình; cho người khác, hãy nhờ cán bộ công đoàn."))
                )
            return cleaned
        if not cleaned.get("who") and not cleaned.get("who_words", "").strip():
            self.add_error("who_words", str(_("Hãy ghi họ tên, hoặc chọn người.")))
        if cleaned.get("who") == NOBODY_LISTED and not cleaned.get("who_words", "").strip():
            self.add_error("who_words", str(_("Hãy ghi họ tên người lao động.")))
        return cleaned

    @property
    def newcomer(self) -> Newcomer:
        """Somebody on no list, as far as they were described."""
        said = self.cleaned_data
        return Newcomer(said["who_words"], said["birth_year"], said["citizen_id"], said["another_because"])

    @property
    def fact_fields_bound(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fact_names]
