"""A unit's own rule of a programme: the act, and the lines that say for whom, how much, on which conditions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congdoan.cases.models import Programme
from congdoan.cases.rules import FACTS, NUMBERED, Line, as_row
from congdoan.foundation import clock
from congdoan.web.care.forms.asking import FACT_WORDS
from congdoan.web.shell.fields import CountField, DayField, MoneyField

NEW_LINES = 2
"""Empty lines offered after those already there; whoever needs more lays the rule again."""
ONCE = [("event", _("một lần cho một sự việc")), ("person", _("một lần cho một người")), ("", _("không giới hạn"))]


class ActForm(forms.Form):
    """The act the rule comes from, and from when it judges. `base` is the stored rule its lines were shown from."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    symbol = forms.CharField(label=_("Theo văn bản số"), max_length=80, help_text=_("Ví dụ: 12/QC-LĐLĐ."))
    dated = DayField(label=_("Ngày văn bản"), required=False)
    article = forms.CharField(
        label=_("Điều, khoản"), max_length=120, required=False, help_text=_("Dùng cho dòng nào để trống căn cứ.")
    )
    since = DayField(label=_("Áp dụng từ"), help_text=_("Việc xảy ra trước ngày này vẫn xét theo mức cũ."))
    highest_only = forms.BooleanField(label=_("Thuộc nhiều mức thì chỉ hưởng mức cao nhất"), required=False)
    is_verified = forms.BooleanField(
        label=_("Đã đối chiếu với văn bản"), required=False, help_text=_("Ghi lại tên bạn và ngày đối chiếu.")
    )


class LineForm(forms.Form):
    """One line. `base` is the line it was made from, whose conditions stand unless they are dropped; an `extra` one is
    left out as long as nobody is named in it.
    """

    drop = forms.BooleanField(
        label=_("Bỏ dòng này"),
        required=False,
        help_text=_("Nhóm không còn dòng nào thì theo quy định của cấp trên."),
    )
    category = forms.ChoiceField(label=_("Nhóm đối tượng"), required=False)
    name = forms.CharField(label=_("Ai được hưởng, trong trường hợp nào"), max_length=200, required=False)
    at_most_vnd = MoneyField(
        label=_("Mức tối đa"), at_least=1, required=False, help_text=_("Để trống: nơi duyệt tự nêu mức theo căn cứ.")
    )
    clause = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)
    once = forms.ChoiceField(label=_("Số lần"), choices=ONCE, required=False)
    times_a_year = CountField(label=_("Nhiều nhất mấy lần một năm"), required=False, at_least=1, at_most=365)
    across_levels = forms.BooleanField(label=_("Mỗi cấp được trao riêng"), required=False)
    drop_conditions = forms.BooleanField(label=_("Bỏ các điều kiện trên"), required=False)
    fact = forms.ChoiceField(label=_("Điều kiện thêm"), required=False)
    at_least = CountField(label=_("từ"), required=False, at_most=400)
    below = CountField(label=_("đến dưới"), required=False, at_most=400)

    def __init__(
        self, *args: Any, programme: Programme, base: Line | None = None, extra: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.base, self.extra = base, extra
        for name in ("category", "name"):
            self.fields[name].required = not extra
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (row["code"], programme.category_name(row["code"])) for row in programme.categories
        ]
        asked = [fact for fact in FACTS if fact in programme.asks]
        self.fields["fact"].choices = [("", _("không thêm")), *((fact, FACT_WORDS[fact]) for fact in asked)]  # type: ignore[attr-defined]
        if not asked:
            for name in ("fact", "at_least", "below"):
                del self.fields[name]
        if base is None or not base.ways:
            del self.fields["drop_conditions"]

    @property
    def has_conditions(self) -> bool:
        """Whether the programme's cases are asked anything a condition could be about."""
        return "fact" in self.fields

    @property
    def opens(self) -> bool:
        """Whether something under “conditions” is wrong, so that it must be seen."""
        return self.is_bound and any(
            name in self.errors for name in ("fact", "at_least", "below", "times_a_year", "once")
        )

    @property
    def is_said(self) -> bool:
        """Whether the line belongs to the rule; asked once the form is cleaned."""
        said = self.cleaned_data
        if self.extra:
            return any(said.get(name) not in ("", None) for name in ("name", "at_most_vnd", "clause", "fact"))
        return not said.get("drop")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.is_said:
            return said
        for name in ("category", "name"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("Hãy ghi ai được hưởng, thuộc nhóm nào; thừa dòng thì để trống cả dòng."))
        self._clean_condition(said)
        return said

    def _clean_condition(self, said: Mapping[str, Any]) -> None:
        fact, least, below = said.get("fact", ""), said.get("at_least"), said.get("below")
        if fact in NUMBERED and least is None and below is None:
            self.add_error("at_least", _("Điều kiện này cần một số: từ bao nhiêu, hoặc đến dưới bao nhiêu."))
        elif fact not in NUMBERED and not (least is None and below is None):
            self.add_error("fact", _("Hãy chọn điều kiện tính bằng số ngày hoặc số năm, hoặc bỏ trống hai ô số."))
        elif least is not None and below is not None and least >= below:
            self.add_error("below", _("“Đến dưới” phải lớn hơn “từ”."))

    def row(self, *, code: str, clause: str) -> dict[str, Any]:
        """The line as `cases.actions.lay_rules` takes it; `code` for a new one, `clause` where none was typed."""
        said = self.cleaned_data
        row: dict[str, Any] = as_row(self.base) if self.base else {"code": code}
        if self.base and said["name"] != self.base.name:
            row.pop("name_en", None)
        if self.base and said["clause"] != self.base.clause:
            row.pop("clause_en", None)
        kept = {
            name: said[name] for name in ("category", "name", "at_most_vnd", "once", "times_a_year", "across_levels")
        }
        ways = [] if said.get("drop_conditions") else row.get("ways", [])
        return {**row, **kept, "clause": said["clause"] or clause, "ways": self._ways(ways)}

    def _ways(self, ways: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[Mapping[str, Any]]]:
        said = self.cleaned_data
        if not said.get("fact"):
            return [list(way) for way in ways]
        bounds = {name: said[name] for name in ("at_least", "below") if said.get(name) is not None}
        more = {"fact": said["fact"], **bounds}
        return [[*way, more] for way in ways] or [[more]]


class StopForm(forms.Form):
    on = DayField(label=_("Dừng từ ngày"))


def line_forms(programme: Programme, lines: Sequence[Line], data: Mapping[str, Any] | None) -> list[LineForm]:
    """A form for each line, or for each category where no rule is laid, and some empty ones at the end."""
    found = [
        LineForm(data, programme=programme, base=line, prefix=f"l{place}", initial=_initial(line))
        for place, line in enumerate(lines)
    ]
    if not found:
        found = [
            LineForm(
                data, programme=programme, prefix=f"l{place}",
                initial={"category": row["code"], "name": row["name"], "across_levels": programme.each_level_may},
            )
            for place, row in enumerate(programme.categories)
        ]  # fmt: skip
    start = len(found)
    more = [
        LineForm(
            data, programme=programme, extra=True, prefix=f"l{start + n}",
            initial={"across_levels": programme.each_level_may},
        )
        for n in range(NEW_LINES)
    ]  # fmt: skip
    return [*found, *more]


def _initial(line: Line) -> dict[str, Any]:
    names = ("category", "name", "at_most_vnd", "clause", "once", "times_a_year", "across_levels")
    return {name: getattr(line, name) for name in names}


def act_initial() -> dict[str, Any]:
    return {"since": clock.today()}
