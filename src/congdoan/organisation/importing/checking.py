"""What each row would found, and what is wrong with it. A handful of queries for any number of rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation.figures import read_date
from congdoan.foundation.text import canonical, fold
from congdoan.organisation import queries
from congdoan.organisation.importing.sheet import Row
from congdoan.organisation.models import Body, Level, Unit

LEVEL_WORDS = {
    "cdcs": "grassroots",
    "cdcstv": "component",
    "cdcs thanh vien": "component",
    "cdbp": "section",
    "cong doan bo phan": "section",
    "to": "group",
    "to cong doan": "group",
    "cong doan nganh": "sector",
    "ldld tinh": "province",
    "ldld huyen": "district",
    "cong doan xa": "commune",
    "cong doan phuong": "commune",
}


@dataclass(slots=True)
class Proposal:
    """A unit a row would found, and per column what is wrong. `parent` is a standing unit or another proposal."""

    row: Row
    code: str
    name: str
    level: Level | None = None
    since: date | None = None
    parent: "Unit | Proposal | None" = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def parent_name(self) -> str:
        return self.parent.name if self.parent else ""


@dataclass(frozen=True, slots=True)
class Check:
    """Every row's proposal. `by_parent` and `by_level` count the new units under each and of each."""

    proposals: tuple[Proposal, ...]

    @property
    def faulty(self) -> list[Proposal]:
        return [row for row in self.proposals if row.errors]

    @property
    def by_parent(self) -> list[tuple[str, int]]:
        return Counter(row.parent_name for row in self.proposals if row.parent).most_common()

    @property
    def by_level(self) -> list[tuple[Level, int]]:
        counted = Counter(row.level for row in self.proposals if row.level)
        return sorted(counted.items(), key=lambda pair: pair[0].rank)


class _Known:
    """The levels, the standing units within reach and the codes ever used, fetched once."""

    def __init__(self, under: Unit, codes: Iterable[str]) -> None:
        self.under = under
        self.levels = {word: level for level in Level.objects.all() for word in (fold(level.name), level.code)}
        self.levels |= {word: self.levels[code] for word, code in LEVEL_WORDS.items() if code in self.levels}
        reach = queries.ever_under(under).select_related("level")
        self.by_code = {unit.code.casefold(): unit for unit in reach}
        self.by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.by_code.values():
            self.by_name[_same(unit.name)].append(unit)
            if unit.short_name:
                self.by_name[_same(unit.short_name)].append(unit)
        wanted = {code.casefold() for code in codes}
        used = Body.objects.values_list("code", flat=True)
        self.used = {code.casefold() for code in used} & wanted


def check(rows: Sequence[Row], *, under: Unit, since: date) -> Check:
    """Judge every row for the unit `under`; rows without a date begin on `since`."""
    proposals = [Proposal(row, row.text("code"), row.text("name")) for row in rows]
    known = _Known(under, (proposal.code for proposal in proposals))
    _check_codes(proposals, known)
    for proposal in proposals:
        _read_name_and_level(proposal, known)
        _read_date(proposal, since)
    _find_parents(proposals, known)
    _check_days(proposals)
    _check_namesakes(proposals)
    _mark_cycles_and_those_below(proposals)
    return Check(tuple(proposals))


def _check_codes(rows: Sequence[Proposal], known: _Known) -> None:
    first: dict[str, Proposal] = {}
    for row in rows:
        code = row.code.casefold()
        if not code:
            row.errors["code"] = _("Thiếu mã.")
        elif len(code) > 40 or not code.replace("-", "").replace(".", "").replace("_", "").isalnum():
            row.errors["code"] = _("Mã chỉ gồm chữ, số, dấu chấm và gạch nối, không quá 40 ký tự.")
        elif code in known.used:
            row.errors["code"] = _("Mã “%(code)s” đã được dùng và không dùng lại được.") % {"code": row.code}
        elif code in first:
            line = first[code].row.line
            row.errors["code"] = _("Trùng mã với dòng %(line)d.") % {"line": line}
        else:
            first[code] = row


def _read_name_and_level(row: Proposal, known: _Known) -> None:
    if not row.name:
        row.errors["name"] = _("Thiếu tên.")
    elif len(row.name) > 250:
        row.errors["name"] = _("Tên dài quá 250 ký tự.")
    words = fold(row.row.text("level"))
    row.level = known.levels.get(words)
    if not words:
        row.errors["level"] = _("Thiếu cấp.")
    elif row.level is None:
        row.errors["level"] = _("Không có cấp “%(level)s”.") % {"level": row.row.text("level")}


def _read_date(row: Proposal, since: date) -> None:
    value = row.row.values.get("since", since)
    row.since = value if isinstance(value, date) else read_date(value)
    if row.since is None:
        row.errors["since"] = _("Không đọc được ngày “%(day)s”; hãy ghi như 31/12/2024.") % {"day": value}


def _find_parents(rows: Sequence[Proposal], known: _Known) -> None:
    by_code = {row.code.casefold(): row for row in reversed(rows) if row.code}
    by_name: dict[str, list[Proposal]] = defaultdict(list)
    for row in rows:
        by_name[_same(row.name)].append(row)
    for row in rows:
        words = row.row.text("parent")
        if not words:
            row.parent = known.under
            continue
        exact: Unit | Proposal | None = known.by_code.get(words.casefold()) or by_code.get(words.casefold())
        same: list[Unit | Proposal] = [*by_name.get(_same(words), []), *known.by_name.get(_same(words), [])]
        if exact:
            row.parent = exact
        elif len(same) == 1:
            row.parent = same[0]
        elif same:
            row.errors["parent"] = _("Có %(count)d đơn vị tên “%(name)s”; hãy ghi mã.") % {
                "count": len(same),
                "name": words,
            }
        else:
            row.errors["parent"] = _("Không có đơn vị “%(name)s” trong phạm vi của bạn và trong bảng này.") % {
                "name": words
            }


def _check_days(rows: Sequence[Proposal]) -> None:
    for row in rows:
        above = row.parent
        if above is None or row.since is None:
            continue
        begun = above.since if isinstance(above, Proposal) else above.established_on
        if isinstance(above, Unit) and above.ended_on:
            said = {"unit": above.name, "day": f"{above.ended_on:%d/%m/%Y}"}
            row.errors["parent"] = _("%(unit)s đã kết thúc hoạt động từ %(day)s.") % said
        elif begun and row.since < begun:
            said = {"unit": above.name, "day": f"{begun:%d/%m/%Y}"}
            row.errors["since"] = _("Trước ngày thành lập của %(unit)s (%(day)s).") % said


def _check_namesakes(rows: Sequence[Proposal]) -> None:
    """The same name under the same parent is nearly always the same unit brought in twice."""
    standing = queries.names_under([row.parent.pk for row in rows if isinstance(row.parent, Unit)])
    taken: set[tuple[bool, int | None, str]] = {(False, parent, _same(name)) for parent, name in standing}
    for row in rows:
        above = id(row.parent) if isinstance(row.parent, Proposal) else row.parent.pk if row.parent else None
        key = (isinstance(row.parent, Proposal), above, _same(row.name))
        if row.parent and row.name and key in taken:
            row.errors.setdefault("name", _("%(parent)s đã có đơn vị tên này.") % {"parent": row.parent_name})
        taken.add(key)


def _mark_cycles_and_those_below(rows: Sequence[Proposal]) -> None:
    """A row that comes back to itself going up is a cycle; a row above which something is wrong waits for it."""
    for row in rows:
        seen = {id(row)}
        above = row.parent
        while isinstance(above, Proposal):
            if id(above) in seen:
                row.errors.setdefault("parent", _("Vòng lặp: đơn vị này trực thuộc chính nó."))
                break
            seen.add(id(above))
            above = above.parent
    waiting = True
    while waiting:
        waiting = False
        for row in rows:
            if not row.errors and isinstance(row.parent, Proposal) and row.parent.errors:
                line = row.parent.row.line
                row.errors["parent"] = _("Đơn vị cấp trên ở dòng %(line)d còn lỗi.") % {"line": line}
                waiting = True


def _same(name: str) -> str:
    return canonical(name).casefold()
