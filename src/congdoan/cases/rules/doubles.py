"""The same person helped before: what a colleague would point at, whether it is allowed, and why. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _


class Verdict(StrEnum):
    ALLOWED = "allowed"
    ASK = "ask"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Help:
    """One case of help, asked for or given, as far as doubles go. `amount_vnd` None until it is decided."""

    case: str
    unit: str
    unit_name: str
    programme: str
    since: date
    until: date | None
    is_given: bool
    amount_vnd: int | None = None
    each_level_may: bool = True


@dataclass(frozen=True, slots=True)
class Double:
    """`other` may be the same help twice. `why` is a sentence for the one who decides."""

    other: Help
    verdict: Verdict
    why: str


def doubles_of(asked: Help, others: Iterable[Help], *, near: timedelta) -> list[Double]:
    """Everything else the person got or is about to get that touches what is asked; the gravest first.

    Two visits within `near` are taken for visits about the same thing, unless their events say otherwise: the dated
    parameter `cases.double_within_days`.
    """
    judged = (_double(asked, other, near) for other in others if other.case != asked.case)
    found = [double for double in judged if double is not None]
    order = {Verdict.BARRED: 0, Verdict.ASK: 1, Verdict.ALLOWED: 2}
    return sorted(found, key=lambda double: (order[double.verdict], -double.other.since.toordinal()))


def _double(asked: Help, other: Help, near: timedelta) -> Double | None:
    touching = _touch(asked, other, near)
    if asked.programme == other.programme and touching:
        if asked.unit == other.unit:
            return Double(other, Verdict.BARRED, _("Cùng đơn vị, cùng việc: một việc không hỗ trợ hai lần."))
        if asked.each_level_may:
            why = _("Mỗi cấp thăm hỏi riêng được phép; số người chỉ tính một, số lượt tính cả hai.")
            return Double(other, Verdict.ALLOWED, why)
        why = _("Chế độ này chỉ một cấp chi cho một việc; cấp kia đã hoặc đang hỗ trợ.")
        return Double(other, Verdict.BARRED, why)
    if touching:
        return Double(other, Verdict.ASK, _("Khác nội dung nhưng cùng thời gian: hãy xem có phải cùng một việc không."))
    if asked.since.year == other.since.year:
        return Double(
            other, Verdict.ALLOWED, _("Trong năm đã được hỗ trợ việc khác; được phép, nên biết khi cân nhắc.")
        )
    return None


def _touch(one: Help, other: Help, near: timedelta) -> bool:
    """Their events share a day, or lie within `near` of one another where an end is not known."""
    one_end, other_end = one.until or one.since + near, other.until or other.since + near
    return one.since <= other_end and other.since <= one_end
