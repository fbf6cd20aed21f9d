"""Which column of a bank's sheet says what, under the heads Vietnamese banks write. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import read_date, read_number
from congdoan.foundation.text import fold, nfc
from congdoan.funds.rules import LARGEST_VND

Line = tuple[int, Mapping[str, object]]

_DAY = ("ngay giao dich", "ngay", "ngay gd", "ngay hach toan", "ngay hieu luc", "transaction date", "date")
_WORDS = ("noi dung", "dien giai", "noi dung giao dich", "mo ta", "description", "remark", "ghi chu")
_IN = ("co", "ghi co", "phat sinh co", "so tien ghi co", "tien vao", "credit", "gui vao", "thu")
_OUT = ("no", "ghi no", "phat sinh no", "so tien ghi no", "tien ra", "debit", "rut ra", "chi")
_SIGNED = ("so tien", "so tien giao dich", "amount", "phat sinh")


@dataclass(frozen=True, slots=True)
class BankLine:
    """One movement at the bank: above zero in, below zero out."""

    on: date
    amount_vnd: int
    words: str


def lines_of(rows: Iterable[Line]) -> list[BankLine]:
    """The movements of the sheet, in its order. Raises Refused naming the line whose day or amount cannot be read."""
    rows = list(rows)
    titles = list(dict.fromkeys(title for _number, cells in rows for title in cells))
    day, words = _find(titles, _DAY), _find(titles, _WORDS)
    money_in, money_out, signed = _find(titles, _IN), _find(titles, _OUT), _find(titles, _SIGNED)
    if not day or not (signed or (money_in and money_out)):
        raise Refused(
            _("Tệp cần có cột Ngày và cột Số tiền, hoặc hai cột Ghi nợ và Ghi có như sao kê của ngân hàng."),
            field="file",
        )
    found = []
    for number, cells in rows:
        amount = (
            _money(cells.get(signed), number)
            if signed and not (money_in and money_out)
            else abs(_money(cells.get(money_in or ""), number)) - abs(_money(cells.get(money_out or ""), number))
        )
        if amount:
            text = " ".join(nfc(str(cells.get(words or "") or "")).split())
            found.append(BankLine(_day(cells.get(day), number), amount, text))
    return found


def _find(titles: list[str], known: tuple[str, ...]) -> str | None:
    bare = {title: fold(re.sub(r"\(.*?\)", " ", title.rpartition(" / ")[2])).strip(" .:*") for title in titles}
    return next((title for name in known for title in titles if bare[title] == name), None)


def _money(cell: object, number: int) -> int:
    if cell is None or (isinstance(cell, str) and not cell.strip(" -")):
        return 0
    if isinstance(cell, bool):
        raise _unreadable(number)
    if isinstance(cell, int | float | Decimal):
        if not -LARGEST_VND <= cell <= LARGEST_VND or cell != int(cell):  # NaN is never within
            raise _unreadable(number)
        return int(cell)
    text = str(cell).replace("VND", "").replace("đ", "").strip()
    sign = -1 if text.startswith(("-", "(")) else 1
    value = read_number(text.strip("+-() "))
    if value is None or value > LARGEST_VND or value != int(value):
        raise _unreadable(number)
    return sign * int(value)


def _day(cell: object, number: int) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = read_date(str(cell or "").split(" ")[0])
    if found is None:
        raise _unreadable(number)
    return found


def _unreadable(number: int) -> Refused:
    return Refused(
        _("Dòng %(line)d: không đọc được ngày hoặc số tiền (phải là số đồng nguyên).") % {"line": number}, field="file"
    )
