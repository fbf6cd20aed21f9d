"""How a report goes up, and how a sentence quotes a figure. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_number

# Every step once: (from, verb) → to. The screen, the check and the diagram in the README read this table.
STEPS: dict[tuple[str, str], str] = {
    ("draft", "send"): "sent",
    ("returned", "send"): "sent",
    ("draft", "conclude"): "accepted",
    ("returned", "conclude"): "accepted",
    ("accepted", "resume"): "draft",
    ("sent", "take_back"): "draft",
    ("sent", "send_back"): "returned",
    ("sent", "accept"): "accepted",
    ("accepted", "reopen"): "returned",
    ("accepted", "sign"): "signed",
}

WHY_NOT: dict[str, Promise] = {
    "draft": gettext_lazy("báo cáo còn đang soạn"),
    "sent": gettext_lazy("báo cáo đã gửi, đang chờ cấp trên xem"),
    "returned": gettext_lazy("báo cáo đang bị trả lại để sửa"),
    "accepted": gettext_lazy("báo cáo đã được chấp nhận"),
    "signed": gettext_lazy("báo cáo đã ký; số đã ký không sửa, thay đổi về sau hiện thành độ lệch"),
}


def next_state(state: str, verb: str) -> str:
    """The state after `verb`. Raises Refused, saying where the report stands, when the step does not exist."""
    try:
        return STEPS[state, verb]
    except KeyError:
        raise Refused(_("Không làm được bước này: %(why)s.") % {"why": WHY_NOT[state]}) from None


def is_editable(state: str) -> bool:
    return state in {"draft", "returned"}


TOKEN = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the officer's own text."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the text where a figure stands."""

    name: str


def pieces(text: str) -> Iterator[Words | Slot]:
    """The text as words and slots, in order; joining them again gives the same sentence."""
    at = 0
    for found in TOKEN.finditer(text):
        if found.start() > at:
            yield Words(text[at : found.start()])
        yield Slot(found[1])
        at = found.end()
    if at < len(text):
        yield Words(text[at:])


def slots(text: str) -> list[str]:
    """Names of the figures a text quotes, each once, in order."""
    return list(dict.fromkeys(found[1] for found in TOKEN.finditer(text)))


# How a sentence may quote an exact figure: the words before it and how the figure is rounded.
WORDINGS: dict[str, str] = {"": "", "over": "trên", "nearly": "gần", "about": "khoảng"}


def quoted(value: Decimal | int, *, wording: str = "", is_money: bool = False) -> str:
    """The figure as a Vietnamese sentence has it: `1.234`, `trên 500 triệu`, `gần 20 tỷ`.

    A hedged wording rounds to two significant digits, down for "trên", up for "gần", so that the sentence stays true:
    512.000.000 đồng quoted "trên" is `trên 510 triệu`. Raises Refused for a wording that is not on the list.
    """
    if wording not in WORDINGS:
        raise Refused(_("Không có cách viết “%(wording)s” cho con số.") % {"wording": wording})
    number = Decimal(value)
    if wording:
        number = _rounded(number, up=wording == "nearly", nearest=wording == "about")
    said = _in_millions(number) if is_money and wording else format_decimal(number)
    return f"{WORDINGS[wording]} {said}".strip()


def format_decimal(number: Decimal) -> str:
    """A number the Vietnamese way, up to two decimals, none when whole: `1.234`, `87,5`."""
    whole, part = divmod(abs(number).quantize(Decimal("0.01")), 1)
    sign = "-" if number < 0 else ""
    decimals = f"{part:.2f}"[2:].rstrip("0")
    return sign + format_number(int(whole)) + (f",{decimals}" if decimals else "")


def _rounded(number: Decimal, *, up: bool, nearest: bool) -> Decimal:
    """`number` to two significant digits; a number of one or two digits is left alone."""
    digits = len(str(abs(int(number))))
    step = Decimal(10) ** max(digits - 2, 0)
    quotient, rest = divmod(number, step)
    if nearest:
        return (quotient + (rest * 2 >= step)) * step
    return (quotient + (1 if up and rest else 0)) * step


def _in_millions(number: Decimal) -> str:
    for size, word in ((Decimal(10) ** 9, "tỷ"), (Decimal(10) ** 6, "triệu")):
        if abs(number) >= size:
            return f"{format_decimal(number / size)} {word}"
    return format_decimal(number)
