"""A pasted list of names, line by line: who is plainly a member of the unit, and who must be asked about."""

from dataclasses import dataclass

from congdoan.cases.models import Quota, Relation
from congdoan.cases.rules import Newcomer
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.organisation.models import Person
from congdoan.web.care import people
from congdoan.web.care.forms.unclear import UnclearForm
from congdoan.web.shell.request import UserRequest

MOST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """Whom the gift counts for; `kin` is the child it goes to, in a list of children."""

    name: str
    kin: str = ""


def lines_of(text: str, relation: str) -> list[Line]:
    """The lines with something on them. Raises Refused where a child's line names no father or mother."""
    rows = [" ".join(row.split()) for row in text.splitlines() if row.strip()]
    if relation != Relation.CHILD:
        return [Line(row) for row in rows]
    found = []
    for row in rows:
        child, _mark, parent = (part.strip() for part in row.partition(";"))
        if not child or not parent:
            words = _("Dòng “%(row)s”: hãy ghi tên con; tên cha hoặc mẹ, cách nhau bằng dấu chấm phẩy.")
            raise Refused(words % {"row": row}, field="names")
        found.append(Line(parent, child))
    return found


def sorted_out(quota: Quota, lines: list[Line]) -> tuple[list[tuple[Person, Line]], list[Line]]:
    """The lines that plainly mean one member each, and the others."""
    plain, unclear = [], []
    for line in lines:
        hits = people.by_name(quota.unit, line.name)
        if len(hits) == 1:
            plain.append((hits[0], line))
        else:
            unclear.append(line)
    return plain, unclear


def asked_about(request: UserRequest, quota: Quota, lines: list[Line]) -> list[UnclearForm]:
    """A form for each line, unanswered."""
    return [
        UnclearForm(
            prefix=f"u{place}", initial={"name": line.name, "kin": line.kin}, alike=_alike(request, quota, line.name)
        )
        for place, line in enumerate(lines[:MOST])
    ]


def answered(request: UserRequest, quota: Quota) -> list[UnclearForm]:
    """The forms as they were sent."""
    found = []
    for place in range(MOST):
        name = request.POST.get(f"u{place}-name")
        if name is None:
            break
        found.append(UnclearForm(request.POST, prefix=f"u{place}", alike=_alike(request, quota, name)))
    return found


def _alike(request: UserRequest, quota: Quota, name: str) -> people.Alike:
    return people.alike(request, Newcomer(name), quota.unit, besides=people.by_name(quota.unit, name))
