"""What stories about acts have in common: a day, an order, a figure at the top."""

from collections.abc import Callable
from datetime import date

from builders import Province
from congdoan.activities.models import Act
from congdoan.foundation import periods
from congdoan.foundation.models import Measure
from congdoan.indicators.queries import figure, indicator_by_code
from congdoan.obligations import actions as obligations
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit

DAY = date(2021, 8, 5)
AUGUST = periods.month(8, 2021)
Record = Callable[..., Act]


def total(unit: Unit, code: str = "propaganda_attendances", period: periods.Period = AUGUST) -> object:
    return figure(unit, indicator_by_code(code), period).value


def ordered(province: Province, *to: Unit, measure: str = "propaganda_attendances") -> Obligation:
    """Minh's office asks it of `to` on 3 August, due at the end of the month; the obligation of the first."""
    duty = obligations.enter_spoken(
        giver=province.sector,
        bearers=to,
        what="Tuyên truyền phòng, chống dịch",
        on=date(2021, 8, 3),
        due_on=date(2021, 8, 31),
        measure=Measure.objects.get(code=measure),
        by=province.minh,
    )
    return duty.obligations.get(bearer=to[0])
