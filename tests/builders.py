"""A small province for stories:

Lan works at a hospital's union, Minh heads the province, Hoa is from elsewhere and should see nothing.
"""

from dataclasses import dataclass, field
from datetime import date

from congdoan.accounts.models import RoleHolding, User
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor, command
from congdoan.foundation.periods import valid_from
from congdoan.journal.actions import Fact, append
from congdoan.journal.models import Entry
from congdoan.organisation.actions import establish_unit
from congdoan.organisation.models import Level, Unit

FOUNDED = date(2015, 1, 1)
SETUP = command("test")


@dataclass
class Province:
    """Tỉnh Phong Lai: a federation, two sector unions, a hospital and a clinic; and a unit of another province."""

    top: Unit = field(init=False)
    sector: Unit = field(init=False)
    other_sector: Unit = field(init=False)
    hospital: Unit = field(init=False)
    clinic: Unit = field(init=False)
    elsewhere: Unit = field(init=False)
    lan: Actor = field(init=False)
    minh: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.top = self.unit("Liên đoàn Lao động tỉnh Phong Lai", "province", code="PL", symbol="LĐLĐ")
        self.sector = self.unit(
            "Công đoàn ngành Y tế tỉnh Phong Lai", "sector", under=self.top, code="PL-YT", symbol="CĐYT"
        )
        self.other_sector = self.unit(
            "Công đoàn ngành Giáo dục tỉnh Phong Lai", "sector", under=self.top, code="PL-GD", symbol="CĐGD"
        )
        self.hospital = self.unit("CĐCS Bệnh viện Đa khoa Phong Lai", under=self.sector, code="PL-YT-BV", symbol="CĐBV")
        self.clinic = self.unit("CĐCS Trung tâm Y tế huyện Nậm Sơn", under=self.sector, code="PL-YT-NS")
        self.elsewhere = self.unit("Liên đoàn Lao động tỉnh Sông Trà", "province", code="ST", symbol="LĐLĐ")
        self.lan = Actor("lan", "Lan", self.hospital.code)
        self.minh = Actor("minh", "Minh", self.top.code)

    def unit(
        self,
        name: str,
        level: str = "grassroots",
        *,
        under: Unit | None = None,
        code: str = "",
        since: date = FOUNDED,
        symbol: str = "",
    ) -> Unit:
        return establish_unit(
            code or f"U{Unit.objects.count() + 1:03}",
            name=name,
            level=Level.objects.get(code=level),
            under=under,
            since=since,
            by=SETUP,
            symbol=symbol,
        )

    def append(self, unit: Unit, measure: str, quantity: int, *, on: date, facet: str = "") -> list[Entry]:
        return append([Fact(unit, measure, quantity, on, "act:TEST", facet=facet)], room="activities", by=self.lan)


def user(name: str, role: str, unit: Unit, *, since: date = FOUNDED, password: str = "mat-khau-thu-nghiem") -> User:
    """Someone with an account and one role."""
    made = User.objects.create_user(name.lower().replace(" ", "."), password, name=name, created_at=clock.now())
    RoleHolding.objects.create(user=made, role=role, unit=unit, valid=valid_from(since))
    return made
