"""Numbers and money as an official paper writes them."""

from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
NO_BREAK = "\N{NO-BREAK SPACE}"
LARGEST = 10**18  # numbers from here on have no settled name


def format_number(value: int | Decimal, *, places: int | None = None) -> str:
    """`1234567` → "1.234.567", `Decimal("38.5")` → "38,5". `places` fixes the decimals; without it none are added."""
    spec = f",.{places}f" if places is not None else ",f"
    return format(Decimal(value), spec).translate(str.maketrans(",.", ".,"))


def format_vnd(amount_vnd: int) -> str:
    """`1234567` → "1.234.567 đ", which no line may break in two."""
    return f"{format_number(amount_vnd)}{NO_BREAK}đ"


def format_percent(share: int | Decimal) -> str:
    """`Decimal("80.5")` → "80,5 %", which no line may break in two."""
    return f"{format_number(share)}{NO_BREAK}%"


def amount_in_words(amount_vnd: int) -> str:
    """`1000000` → "Một triệu đồng". Raises ValueError from 10¹⁸ đồng on."""
    words = f"{number_in_words(amount_vnd)} đồng"
    return words[0].upper() + words[1:]


def number_in_words(value: int) -> str:
    """`1005` → "một nghìn không trăm linh năm". Raises ValueError from 10¹⁸ on."""
    if abs(value) >= LARGEST:
        raise ValueError(f"no settled Vietnamese name for {value}")
    if value < 0:
        return f"âm {number_in_words(-value)}"
    if value == 0:
        return _DIGITS[0]
    billions, rest = divmod(value, _BILLION)
    parts = [*_below_billion(billions, full=False), "tỷ"] if billions else []
    return " ".join(parts + _below_billion(rest, full=bool(billions)))


def _below_billion(value: int, *, full: bool) -> list[str]:
    """Words of `value`; `full` names the empty hundreds of a group that follows a greater one."""
    words: list[str] = []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, value = divmod(value, scale)
        if group:
            words += _below_thousand(group, full=full or bool(words)) + ([name] if name else [])
    return words


def _below_thousand(value: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return words + ((["linh"] if words else []) + [_DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append({1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _DIGITS[ones]))
    return words
