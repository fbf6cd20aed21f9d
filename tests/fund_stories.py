"""Money as stories tell it: Thu keeps the books, Minh approves, Bình holds the cash; the hospital's Lan is helped."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from builders import Province
from congdoan.foundation.actor import Actor
from congdoan.funds import actions, queries
from congdoan.funds.models import Fund, Lot, Reservation, Voucher
from congdoan.journal.models import Entry
from congdoan.organisation.models import Unit

TODAY = date(2024, 9, 16)


@dataclass
class Money:
    """The provincial federation's union budget and its social fund, with those who handle them."""

    province: Province
    thu: Actor = field(init=False)
    minh: Actor = field(init=False)
    binh: Actor = field(init=False)
    budget: Fund = field(init=False)
    social: Fund = field(init=False)

    def __post_init__(self) -> None:
        top = self.province.top
        self.thu = Actor("thu", "Kế toán Thu", top.code)
        self.minh = Actor("minh", "Chủ tịch Minh", top.code)
        self.binh = Actor("binh", "Thủ quỹ Bình", top.code)
        opened = date(2024, 1, 1)
        self.budget = actions.open_fund(top, name="Ngân sách công đoàn", stream="budget", on=opened, by=self.thu)
        self.social = actions.open_fund(top, name="Quỹ Tấm lòng vàng", stream="social", on=opened, by=self.thu)

    def give(self, amount: int, *, fund: Fund | None = None, on: date = TODAY, **said: Any) -> Lot:
        said = {"donors": ["Công ty Hoa Ban"], "method": "cash", "by": self.thu, **said}
        return actions.receive(fund or self.social, amount, on=on, **said)

    def promise(self, amount: int, *, purpose: str = "hardship", on: date = TODAY, **said: Any) -> Reservation:
        values: dict[str, Any] = {
            "for_unit": self.province.hospital,
            "source": "case:AAAA",
            "by": self.minh,
            **said,
        }
        return actions.reserve(values.pop("fund", self.social), amount, purpose=purpose, on=on, **values)

    def pay(
        self, promised: Reservation, amount: int | None = None, *, on: date = TODAY, method: str = "cash"
    ) -> Voucher:
        voucher = actions.prepare_payment(promised, amount, payee="Nguyễn Thị Lan", method=method, by=self.thu)
        actions.approve_payment(voucher, by=self.minh)
        return actions.pay_out(voucher, on=on, by=self.binh)

    def stands(self, fund: Fund | None = None) -> tuple[int, int, int]:
        """(balance, reserved, free) as the fund's row says, after checking that the postings say the same."""
        row = Fund.objects.get(pk=(fund or self.social).pk)
        held = queries.balance(row, TODAY)
        assert (held.cash_vnd, held.bank_vnd) == (row.cash_vnd, row.bank_vnd)
        return row.balance_vnd, row.reserved_vnd, row.free_vnd


def counted(measure: str, unit: Unit, facet: str | None = None) -> int:
    """What the journal counts of the measure at the unit itself."""
    rows = Entry.objects.filter(measure=measure, unit=unit)
    return sum(row.quantity for row in (rows if facet is None else rows.filter(facet=facet)))
