"""People of the stories about members, and short ways of saying what happens to them."""

from datetime import date

from builders import Province
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.journal.queries import stocks
from congdoan.membership import verification
from congdoan.membership.actions import admit
from congdoan.membership.models import Admission, AdmissionKind, Spell
from congdoan.membership.particulars import Particulars
from congdoan.organisation.models import Person, Unit

DECISION = Citation("05/QĐ-CĐBV", date(2024, 1, 10), "CĐCS Bệnh viện Đa khoa Phong Lai")
JANUARY = date(2024, 1, 15)
MAI_NUMBER = "068190001234"


def mai(**changes: object) -> Particulars:
    """Lò Thị Mai, a nurse."""
    told: dict[str, object] = {
        "name": "Lò Thị Mai",
        "sex": "f",
        "birth_on": date(1990, 5, 20),
        "job_title": "Điều dưỡng",
        "private": {
            "citizen_id": MAI_NUMBER,
            "phone": "0912345678",
            "ethnicity": "Thái",
            "hardship": "Con nhỏ, nhà dột",
        },
    }
    return Particulars(**{**told, **changes})  # type: ignore[arg-type]


def nam(**changes: object) -> Particulars:
    """Giàng A Nam, a driver."""
    told: dict[str, object] = {"name": "Giàng A Nam", "sex": "m", "birth_on": date(1985, 2, 3)}
    return Particulars(**{**told, **changes})  # type: ignore[arg-type]


def crowd(count: int, *, women: int = 0, start: int = 1) -> list[Particulars]:
    """As many people nobody needs to know."""
    return [
        Particulars(f"Đoàn viên thứ {number}", "f" if number - start < women else "m", date(1980, 1, 1))
        for number in range(start, start + count)
    ]


def join(unit: Unit, *people: Person | Particulars, on: date = JANUARY, by: Actor, **more: object) -> Admission:
    return admit(unit, people, on=on, decision=DECISION, by=by, **more)  # type: ignore[arg-type]


def register(unit: Unit, *people: Particulars, on: date = JANUARY, by: Actor) -> Admission:
    return admit(unit, people, on=on, decision=None, by=by, kind=AdmissionKind.REGISTERED)


def people_of(admission: Admission) -> list[Person]:
    spells = Spell.objects.filter(begun_by=admission.source).select_related("person").order_by("pk")
    return [spell.person for spell in spells]


def one_member(province: Province, **changes: object) -> Person:
    """Mai, a member of the hospital's union since January."""
    return people_of(join(province.hospital, mai(**changes), by=province.lan))[0]


def members(unit: Unit, on: date, *facets: str) -> int:
    """How many the journal says there are at and below the unit."""
    rows = stocks([unit.pk], ["members_count"], on)
    return sum(row.quantity for row in rows if not facets or row.facet in facets)


def nothing_is_wrong() -> bool:
    """What `congdoan verify` proves of members."""
    assert verification.journal_is_spells() == []
    assert verification.stock_is_flow() == []
    return True
