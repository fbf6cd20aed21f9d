"""What stories about care need: a federation with a fund, someone to sign, and the few steps told in one breath."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from builders import SETUP, Province
from congdoan.cases import actions
from congdoan.cases.models import Decision, HandOver, Programme, Round, SupportCase
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund
from congdoan.organisation.actions import add_person, appoint
from congdoan.organisation.models import Office, Person, Unit

TODAY = date(2024, 5, 20)
MAY_2 = date(2024, 5, 2)
HUNDRED_MILLION = 100_000_000
GROUND = "quy chế chi tiêu của đơn vị, Điều 4"
"""Why a sum goes forward where no rule is laid: most stories are about something else."""


class Care(Province):
    """The province with money for care: 100 million in its social fund, 20 in the hospital's."""

    def __init__(self) -> None:
        super().__init__()
        self.binh = Actor("binh", "Bình", self.top.code)
        self.thu = Actor("thu", "Thu", self.top.code)
        self.cuc = Actor("cuc", "Cúc", self.top.code)
        self.signer = self.office(self.top, "Đỗ Văn Minh", "Chủ tịch")
        self.fund = self.purse(self.top, HUNDRED_MILLION)
        self.hoa = self.person("Lò Thị Hoa")

    def office(self, unit: Unit, name: str, title: str) -> Office:
        person = add_person(name, by=SETUP)
        return appoint(person, body=unit, title=title, since=date(2020, 1, 1), signs_as="TM. BAN THƯỜNG VỤ", by=SETUP)

    def purse(self, unit: Unit, amount_vnd: int, *, stream: str = "social", restricted: Iterable[str] = ()) -> Fund:
        fund = funds.open_fund(
            unit, name="Quỹ xã hội", stream=stream, by=SETUP, on=date(2021, 1, 1), restricted_to=restricted
        )
        funds.receive(fund, amount_vnd, on=date(2024, 1, 5), method="cash", donors=["Nhà hảo tâm"], by=SETUP)
        return fund

    def person(self, name: str) -> Person:
        return add_person(name, by=SETUP)

    def rules(self, programme: str, at_most_vnd: int, *, unit: Unit | None = None, **more: Any) -> None:
        """The federation's own regulation: at most so much for the programme's first category."""
        row = Programme.objects.get(code=programme)
        category = row.categories[0]["code"]
        line = {"code": f"own.{programme}", "category": category, "name": row.name, "at_most_vnd": at_most_vnd,
                "clause": "Quy chế 12/QC-LĐLĐ, Điều 6", "across_levels": True, **more}  # fmt: skip
        basis = Citation("12/QC-LĐLĐ", date(2020, 12, 1), "LĐLĐ tỉnh")
        actions.lay_rules(row, unit=unit or self.top, since=date(2021, 1, 1), basis=basis, lines=[line], by=self.binh)

    def ask(self, programme: str = "hardship", **said: Any) -> SupportCase:
        values: dict[str, Any] = {
            "person": self.hoa,
            "unit": self.top,
            "asked_unit": self.hospital,
            "need_on": MAY_2,
            "is_member": True,
            "asked_as": "chair",
            "by": self.lan,
            **said,
        }
        row = Programme.objects.get(code=programme)
        return actions.ask(row, **{"categories": [row.categories[0]["code"]], **values})

    def proposed(self, programme: str = "hardship", amount_vnd: int = 2_000_000, **said: Any) -> SupportCase:
        case = self.ask(programme, **said)
        if case.programme.needs_survey:
            case = actions.survey(case, on=TODAY, found="Nhà dột, hai con nhỏ.", by=self.binh)
        actions.propose(case, amount_vnd=amount_vnd, on=TODAY, by=self.binh, exception=GROUND)
        return self.fresh(case)

    def approved(self, programme: str = "hardship", amount_vnd: int = 2_000_000, **said: Any) -> SupportCase:
        case = self.proposed(programme, amount_vnd, **said)
        self.decide(case)
        return self.fresh(case)

    def decide(self, *cases: SupportCase, on: date = TODAY) -> Decision:
        return actions.approve(cases, on=on, signer=self.signer, fund=self.fund, by=self.minh)

    def pay(self, case: SupportCase, amount_vnd: int | None = None, *, on: date = TODAY) -> None:
        voucher = actions.prepare_payment(case, amount_vnd=amount_vnd, payee="Lò Thị Hoa", method="cash", by=self.thu)
        funds.approve_payment(voucher, by=self.minh)
        funds.pay_out(voucher, on=on, by=self.cuc)

    def handed(self, programme: str = "hardship", amount_vnd: int = 2_000_000, **said: Any) -> SupportCase:
        case = self.approved(programme, amount_vnd, **said)
        self.pay(case)
        self.hand(case)
        return self.fresh(case)

    def hand(self, case: SupportCase, *, on: date = TODAY, **said: Any) -> HandOver:
        return actions.hand_over(case, on=on, by=self.lan, **{"receiver": "Lò Thị Hoa", **said})

    def round(self, gifts: dict[Unit, int], *, gift_vnd: int = 500_000, **said: Any) -> Round:
        values: dict[str, Any] = {
            "programme": Programme.objects.get(code="workers_month"),
            "name": "Tháng Công nhân 2024",
            "since": date(2024, 5, 1),
            "until": date(2024, 5, 31),
            "fund": self.fund,
            **said,
        }
        made = actions.open_round(self.top, gift_vnd=gift_vnd, by=self.binh, **values)
        actions.share_out(made, gifts, by=self.binh)
        return made

    def fresh(self, case: SupportCase) -> SupportCase:
        return SupportCase.objects.with_names().get(pk=case.pk)
