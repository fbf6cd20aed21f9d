"""Which column of an office's sheet says what about a member, and what each cell means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import read_date
from congdoan.foundation.reference import read_toml
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold, nfc
from congdoan.membership import rules
from congdoan.membership.models import Contract

COLUMNS: dict[str, list[str]] = read_toml(Path(__file__).parents[1] / "data" / "columns.toml")
"""The heads each column is known by."""
_STANDS_FOR = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
_DATES = ("hired_on", "joined_on")
_NUMBERS = ("citizen_id", "phone", "email")  # where “không” means that there is none; a religion may be just that
_CONTRACTS = {
    "cong chuc": Contract.CIVIL_SERVANT,
    "vien chuc": Contract.PUBLIC_EMPLOYEE,
    "khong xac dinh thoi han": Contract.OPEN_ENDED,
    "hdld khong xac dinh thoi han": Contract.OPEN_ENDED,
    "dai han": Contract.OPEN_ENDED,
    "xac dinh thoi han": Contract.FIXED_TERM,
    "hdld xac dinh thoi han": Contract.FIXED_TERM,
    "ngan han": Contract.FIXED_TERM,
}
_WOMEN, _MEN = {"nu", "f", "gai", "ba"}, {"nam", "m", "trai", "ong"}
_NO_NAME = re.compile(r"[<>=@\\{}]|^[\W\d_]*$")  # a formula, markup or a bare number that slid into the column of names
_LENGTHS = {"other_name": 120, "job_title": 120, "workplace": 160, "qualification": 120, "joined_by": 120}


@dataclass(slots=True)
class Line:
    """A row as it is meant: `plain` and `private` by field code, `errors` by column."""

    name: str = ""
    sex: str = ""
    birth_on: date | None = None
    birth_year: int | None = None
    unit: str = ""
    card_number: str = ""
    plain: dict[str, str] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def columns_of(titles: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """The title of each column that is understood, and the titles that are not (ordinals apart).

    Raises Refused where no column holds names.
    """
    found: dict[str, str] = {}
    ignored = []
    for title in titles:
        column = _column_of(title)
        if column is None or column in found:
            if fold(title) not in ("stt", "tt", "so tt", "so thu tu", "ghi chu"):
                ignored.append(title)
        else:
            found[column] = title
    if "name" not in found and not {"family_name", "given_name"} <= found.keys():
        raise Refused(
            _("Không thấy cột “Họ và tên” trong bảng. Hãy dùng mẫu, hoặc ghi tên cột như trong mẫu."), field="file"
        )
    return found, ignored


def line_of(cells: Mapping[str, object], columns: Mapping[str, str], *, since: date) -> Line:
    """What one row says. Nothing is guessed: what cannot be read is an error beside its column."""
    said = {column: cells.get(title) for column, title in columns.items()}
    text = {column: _tidy(value) for column, value in said.items()}
    line = Line(unit=text.get("unit", ""), card_number=text.get("card_number", "").upper()[:30])
    line.name = text.get("name") or " ".join(filter(None, (text.get("family_name"), text.get("given_name"))))
    if not line.name:
        line.errors["name"] = str(_("Thiếu họ tên."))
    elif len(line.name) > 120:
        line.errors["name"] = str(_("Họ tên dài quá 120 ký tự."))
        line.name = line.name[:120]
    elif _NO_NAME.search(line.name):
        line.errors["name"] = str(_("Họ tên “%(name)s” có ký tự lạ; hãy ghi như trên giấy tờ.") % {"name": line.name})
    _read_sex_and_birth(line, said, text, since)
    _read_plain(line, said, text)
    for code in rules.SEALED:
        if text.get(code) and not (code in _NUMBERS and rules.says_nothing(text[code])):
            line.private[code] = text[code][:500]
    _read_phone(line)
    number = line.private.get("citizen_id", "").replace(" ", "")
    if number:
        number = number.zfill(12) if number.isdecimal() and len(number) in (10, 11) else number
        line.private["citizen_id"] = number
        if not rules.is_citizen_id(number):
            line.errors["citizen_id"] = str(_("Số căn cước phải có 12 chữ số (hoặc 9 số của chứng minh cũ)."))
    return line


def _read_phone(line: Line) -> None:
    typed = line.private.get("phone", "")
    if typed and (number := rules.phone_of(typed)) is None:
        del line.private["phone"]
        words = _("Số điện thoại “%(phone)s” không phải là số; hãy ghi số, hoặc để trống nếu chưa có.")
        line.errors["phone"] = str(words % {"phone": typed[:60]})
    elif typed:
        line.private["phone"] = str(number)


def _read_sex_and_birth(line: Line, said: Mapping[str, object], text: Mapping[str, str], since: date) -> None:
    """The sex in its own column, by a cross under “Nữ”, or by which of two birth columns is filled."""
    written = fold(text.get("sex", ""))
    birth_column = "birth_on"
    if written in _WOMEN or text.get("birth_woman") or fold(text.get("is_woman", "")) in {"x", "nu", "1", "co"}:
        line.sex = "f"
    elif written in _MEN or text.get("birth_man") or ("is_woman" in text and not text["is_woman"]):
        line.sex = "m"
    elif written:
        line.errors["sex"] = str(_("Không hiểu giới tính “%(sex)s”; hãy ghi Nam hoặc Nữ.") % {"sex": text["sex"]})
    if not text.get("birth_on"):
        birth_column = "birth_woman" if text.get("birth_woman") else "birth_man"
    value = said.get(birth_column)
    if value is None:
        return
    line.birth_on, line.birth_year = _birth(value)
    if line.birth_year is None:
        line.errors[birth_column] = str(
            _("Không đọc được ngày sinh “%(day)s”; hãy ghi như 31/12/1990.") % {"day": text[birth_column]}
        )
    elif not rules.age_allowed(line.birth_on or date(line.birth_year, 1, 1), since):
        line.errors[birth_column] = str(_("Ngày sinh không hợp lý với người đang làm việc."))


def _read_plain(line: Line, said: Mapping[str, object], text: Mapping[str, str]) -> None:
    for code, most in _LENGTHS.items():
        if text.get(code):
            line.plain[code] = text[code][:most]
    for code in _DATES:
        if not text.get(code):
            continue
        day = _day(said[code])
        if day is None:
            line.errors[code] = str(_("Không đọc được ngày “%(day)s”; hãy ghi như 31/12/2024.") % {"day": text[code]})
        elif day > clock.today():
            line.errors[code] = str(_("Ngày “%(day)s” chưa đến.") % {"day": text[code]})
        else:
            line.plain[code] = day.isoformat()
    if text.get("contract"):
        line.plain["contract"] = _CONTRACTS.get(fold(text["contract"]), Contract.OTHER)


def _birth(value: object) -> tuple[date | None, int | None]:
    """The date, or at least the year, as sheets give it."""
    day = _day(value)
    if day is not None:
        return day, day.year
    words = _tidy(value)
    return (None, int(words)) if re.fullmatch(r"(19|20)\d\d", words) else (None, None)


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return read_date(_tidy(value))


def _column_of(title: str) -> str | None:
    bare = fold(re.sub(r"\(.*?\)", " ", title)).replace("*", "")
    whole = " / ".join(" ".join(part.split()).strip(" .:") for part in bare.split(" / "))
    return _STANDS_FOR.get(whole) or _STANDS_FOR.get(whole.rpartition(" / ")[2])


def _tidy(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, Decimal | float) and cell == int(cell):
        cell = int(cell)
    return " ".join(nfc(str(cell)).split())
