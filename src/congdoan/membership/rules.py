"""Pure judgements about members: which field is closed how far, which stage follows which, who was counted before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.text import fold
from congdoan.membership.models.movements import EndCause
from congdoan.membership.models.party import Stage

GROUPS: dict[str, Promise] = {
    "contact": _("giấy tờ, nơi ở và liên hệ"),
    "origins": _("dân tộc, tôn giáo, chính trị"),
    "circumstances": _("hoàn cảnh, sức khỏe"),
}
"""What is sealed, by what one opens at a time: who needs a telephone number need not see a religion."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing known about a member. `group` is empty for what colleagues may read."""

    code: str
    label: Promise
    group: str = ""


FIELDS: tuple[Field, ...] = (
    Field("other_name", _("Tên gọi khác")),
    Field("birth_on", _("Ngày sinh")),
    Field("job_title", _("Chức vụ, nghề nghiệp")),
    Field("workplace", _("Khoa, phòng, tổ")),
    Field("qualification", _("Trình độ chuyên môn")),
    Field("contract", _("Hình thức tuyển dụng")),
    Field("hired_on", _("Ngày vào đơn vị")),
    Field("joined_on", _("Ngày vào công đoàn")),
    Field("joined_by", _("Quyết định kết nạp trước đây")),
    Field("citizen_id", _("Số căn cước"), "contact"),
    Field("phone", _("Điện thoại"), "contact"),
    Field("email", _("Thư điện tử"), "contact"),
    Field("hometown", _("Quê quán"), "contact"),
    Field("address", _("Nơi ở hiện nay"), "contact"),
    Field("ethnicity", _("Dân tộc"), "origins"),
    Field("religion", _("Tôn giáo"), "origins"),
    Field("politics", _("Trình độ lý luận chính trị"), "origins"),
    Field("party_joined_on", _("Ngày vào Đảng"), "origins"),
    Field("party_official_on", _("Ngày vào Đảng chính thức"), "origins"),
    Field("household", _("Hoàn cảnh gia đình"), "circumstances"),
    Field("health", _("Sức khỏe"), "circumstances"),
    Field("hardship", _("Khó khăn đặc biệt"), "circumstances"),
)
PLAIN = tuple(field for field in FIELDS if not field.group)
SEALED = {field.code: field for field in FIELDS if field.group}


def sealed_in(group: str) -> list[Field]:
    return [field for field in FIELDS if field.group == group]


def grouped(private: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The sealed values by group, empty ones left out. Raises KeyError for a field that is not sealed."""
    found: dict[str, dict[str, str]] = {group: {} for group in GROUPS}
    for code, value in private.items():
        if value:
            found[SEALED[code].group][code] = value
    return found


def is_citizen_id(text: str) -> bool:
    """Twelve digits (căn cước), or nine (the old identity card)."""
    bare = text.replace(" ", "")
    return bare.isdecimal() and len(bare) in (9, 12)


_SAYS_NOTHING = {
    "khong", "khong co", "ko", "ko co", "k co", "k", "chua", "chua co", "chua cap nhat", "chua ro", "chua biet",
    "chua khai", "dang cap nhat", "cap nhat sau", "bo sung sau", "de trong", "n/a", "na", "null", "none", "x", "0",
}  # fmt: skip
_NO_LETTER = re.compile(r"[\W_]*")


def says_nothing(text: str) -> bool:
    """What people write in a cell they have nothing for: “không có”, “chưa cập nhật”, a dash, three dots."""
    return bool(_NO_LETTER.fullmatch(text)) or fold(text).strip(" .:!?()") in _SAYS_NOTHING


def phone_of(text: str) -> str | None:
    """The number or numbers as they are dialled, with the 0 in front that a sheet dropped; None for what is none."""
    found = []
    for part in re.split(r"[/;,\n]|\bhoặc\b", text):
        bare = re.sub(r"[\s.()-]", "", part)
        if not bare:
            continue
        if not re.fullmatch(r"\+?\d{8,15}", bare):
            return None
        found.append(f"0{bare}" if re.fullmatch(r"[235789]\d{8}", bare) else bare)
    return " / ".join(found) or None


STAGES = tuple(Stage)
"""In the order they are reached; none is skipped."""

MEASURE_OF_STAGE: dict[str, str] = {
    Stage.INTRODUCED: "members_introduced_to_party",
    Stage.CLASS: "party_class",
    Stage.ADMITTED: "party_admissions",
}
"""What a stage is counted under. Proposing is the unit's own business and is not counted up the line."""


def next_stage(stage: str) -> Stage | None:
    """The stage that may be reached after this one; None after the last."""
    place = STAGES.index(Stage(stage))
    return STAGES[place + 1] if place + 1 < len(STAGES) else None


def flow_of_cause(cause: str) -> tuple[str, str]:
    """The measure and facet a leaving counts under. Going where this system does not reach is a transfer out."""
    return ("members_transferred_out", "") if cause == EndCause.MOVED else ("members_left", cause)


COUNTED_FLOWS: dict[str, tuple[str, str]] = {
    "new_members": ("new_members", ""),
    "new_members_women": ("new_members", "women"),
    "transferred_in": ("members_transferred_in", ""),
    "transferred_out": ("members_transferred_out", ""),
    **{f"left_{cause.value}": ("members_left", cause.value) for cause in EndCause if cause != EndCause.MOVED},
    "introduced": ("members_introduced_to_party", ""),
    "introduced_women": ("members_introduced_to_party", "women"),
    "party_class": ("party_class", ""),
    "party_class_women": ("party_class", "women"),
    "party_admissions": ("party_admissions", ""),
    "party_admissions_women": ("party_admissions", "women"),
}
"""What a unit without names reports of a period. A code ending in `_women` counts those within its plain one."""

IN_FLOWS = ("new_members", "members_registered", "members_transferred_in")
OUT_FLOWS = ("members_left", "members_transferred_out")


def women_over(flows: Mapping[str, int]) -> str | None:
    """The first code whose women are more than everybody; None when all fit."""
    return next(
        (code for code, count in flows.items() if code.endswith("_women") and count > flows.get(code[:-6], 0)), None
    )


def facts_of_counts(flows: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Measure, facet and count, women standing apart: with 5 of whom 2 women, 3 and 2."""
    found = []
    for code, (measure, facet) in COUNTED_FLOWS.items():
        count = flows.get(code, 0) - (flows.get(f"{code}_women", 0) if f"{code}_women" in COUNTED_FLOWS else 0)
        if count:
            found.append((measure, facet, count))
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """People without names at a unit."""

    women: int
    others: int

    @property
    def total(self) -> int:
        return self.women + self.others


@dataclass(frozen=True, slots=True)
class Naming:
    """What becomes of the counted when names are entered: how many of them got one, and who is new to the record."""

    counted: Counted
    """How many fewer stand without names."""
    registered: Counted
    """How many members more the unit has."""


def name_the_counted(named: Counted, waiting: Counted) -> Naming:
    """Names are first of all those of the people counted without names; only what goes beyond them is more members.

    Sexes are matched where they can be; the whole number decides, since a unit counts its heads better than its sexes.
    """
    got = min(named.total, waiting.total)
    left = waiting.total - got
    left_women = min(left, max(0, waiting.women - named.women))
    taken_women = waiting.women - left_women
    counted = Counted(taken_women, got - taken_women)
    more = named.total - got
    more_women = min(more, max(0, named.women - counted.women))
    return Naming(counted, Counted(more_women, more - more_women))


def age_allowed(birth_on: date, on: date) -> bool:
    """Whether somebody born then can be at work on the day: fifteen to a hundred years old."""
    years = on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))
    return 15 <= years <= 100
