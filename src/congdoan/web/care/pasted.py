"""A pasted list of names, line by line: who is plainly a member of the unit, and who must be asked about."""

import re
from dataclasses import dataclass

from congdoan.cases.models import Quota, Relation
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold
from congdoan.organisation.models import Person
from congdoan.web.care import people
from congdoan.web.care.forms.unclear import UnclearForm
from congdoan.web.shell.request import UserRequest

ORDINAL = re.compile(r"\d{1,4}\s*[.)/:-]?(?=\s|$|[^\W\d])\s*")
HEADING = re.compile(
    r"s?tt\b.*|ho (va )?ten( (con|cha|me|nguoi|doan vien) ?.*)?|(tong )?(cong|so)\s*:?\s*\d.*|tong (cong|so)"
)
AT_ONCE = 100
"""How many names are asked about on one page: each is several fields, and Django takes a thousand."""


@dataclass(frozen=True, slots=True)
class Line:
    """Whom the gift counts for; `kin` is the child it goes to, in a list of children."""

    name: str
    kin: str = ""


def lines_of(text: str, relation: str) -> list[Line]:
    """The lines that name somebody, without the number before a name, the heading and the total of a sheet.

    Raises Refused where a child's line names no father or mother.
    """
    named = [row for row in text.splitlines() if not HEADING.fullmatch(fold(" ".join(row.split())))]
    rows = [cells for row in named if (cells := _cells(row))]
    if relation != Relation.CHILD:
        return [Line(cells[0]) for cells in rows]
    found = []
    for cells in rows:
        row = cells[0] if ";" in cells[0] else "; ".join(cells[:2])
        child, _mark, parent = (part.strip() for part in row.partition(";"))
        if not child or not parent:
            words = _("Dòng “%(row)s”: hãy ghi tên con; tên cha hoặc mẹ, cách nhau bằng dấu chấm phẩy.")
            raise Refused(words % {"row": row}, field="names")
        found.append(Line(parent, child))
    return found


def _cells(row: str) -> list[str]:
    """The cells of a pasted row, tidy, from the first that says more than a number; nothing for an empty row."""
    tidy = [" ".join(cell.split()) for cell in row.split("\t")]
    tidy = [ORDINAL.sub("", cell, count=1) if ORDINAL.match(cell) else cell for cell in tidy]
    return [cell for cell in tidy if cell]


def sorted_out(quota: Quota, lines: list[Line]) -> tuple[list[tuple[Person, Line]], list[Line]]:
    """The lines that plainly mean one member each, and the others."""
    members = people.members_named([line.name for line in lines], quota.unit)
    plain, unclear = [], []
    for line in lines:
        hits = members.get(fold(line.name), [])
        if len(hits) == 1:
            plain.append((hits[0], line))
        else:
            unclear.append(line)
    return plain, unclear


def asked_about(request: UserRequest, quota: Quota, lines: list[Line]) -> list[UnclearForm]:
    """A form for each of the first lines, unanswered; `left_over` are asked about after them."""
    alike = people.alike_by_name(request, [line.name for line in lines[:AT_ONCE]], quota.unit)
    return [
        UnclearForm(prefix=f"u{place}", initial={"name": line.name, "kin": line.kin}, alike=alike[fold(line.name)])
        for place, line in enumerate(lines[:AT_ONCE])
    ]


def left_over(lines: list[Line]) -> str:
    """The lines past those asked about at once, as they were pasted."""
    return "\n".join(f"{line.kin}; {line.name}" if line.kin else line.name for line in lines[AT_ONCE:])


def answered(request: UserRequest, quota: Quota) -> list[UnclearForm]:
    """The forms as they were sent."""
    names: list[str] = []
    while len(names) < AT_ONCE and (name := request.POST.get(f"u{len(names)}-name")) is not None:
        names.append(name)
    alike = people.alike_by_name(request, names, quota.unit)
    return [UnclearForm(request.POST, prefix=f"u{place}", alike=alike[fold(name)]) for place, name in enumerate(names)]
