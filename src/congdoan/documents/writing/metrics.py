"""How wide a line of Times New Roman is, without any font at hand, and where a centred name is best broken.

The widths are the face's own, in thousandths of its size; letters with accents are as wide as their base letter. Pair
kerning is left out, so a printed line may be up to three hundredths narrower than what is said here, never wider.
"""

import unicodedata
from math import inf

MM_PER_PT = 25.4 / 72

_REGULAR = {
    181: "'", 201: "|", 250: " \u00a0.,", 278: "ijlt/:;\\", 334: "frI-()[]‘’!", 390: "sJ", 400: "°", 409: '"',
    444: "acez“”?", 500: "bdghknopquvxy0123456789–đ*_$#", 529: "ơ", 542: "ư", 557: "FPS", 564: "+=<>", 611: "ELTZ",
    667: "BCR", 723: "wADGHKNOQUVXYĐƠ", 776: "Ư", 778: "m&", 834: "%", 890: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    221: "|", 250: " \u00a0.,", 278: "il/'\\", 334: "fjt-;:()[]‘’!", 390: "sI", 400: "°", 444: "cerz",
    500: "agovxyJ0123456789–“”*_$#?", 554: "ơ", 556: '"', 557: "bdhknpquSđ", 570: "+=<>", 601: "ư", 611: "FP",
    667: "BELTZ", 723: "wACDNRUVXYĐ", 778: "GHKOQƠ", 796: "Ư", 834: "m&", 931: "@", 944: "M", 1000: "W—%…",
}  # fmt: skip
_WIDTHS = {
    is_bold: {letter: width for width, letters in table.items() for letter in letters}
    for is_bold, table in ((False, _REGULAR), (True, _BOLD))
}
_WIDEST_OTHER = 1000
_A_LINE = 10
_PARTED = 0.6
_WELL_OPENED = 0.15
_OPENS_A_PLACE = frozenset(
    ["TỈNH", "THÀNH", "THỊ", "HUYỆN", "QUẬN", "PHƯỜNG", "XÃ", "ĐẶC", "NGÀNH", "CÁC", "VÀ", "KHÓA"]
)
_STAY_TOGETHER = frozenset([
    ("THỊ", "XÃ"), ("THÀNH", "PHỐ"), ("ĐẶC", "KHU"), ("KHU", "VỰC"), ("VIỆT", "NAM"), ("CÔNG", "ĐOÀN"),
    ("CÔNG", "NGHIỆP"), ("CHẾ", "XUẤT"), ("LIÊN", "ĐOÀN"), ("LAO", "ĐỘNG"), ("ĐOÀN", "VIÊN"), ("ĐOÀN", "KẾT"),
    ("CHẤP", "HÀNH"), ("Y", "TẾ"), ("THƯỜNG", "VỤ"), ("KIỂM", "TRA"), ("ỦY", "BAN"), ("CHỦ", "TỊCH"), ("BỆNH", "VIỆN"),
    ("TRUNG", "TÂM"), ("ĐA", "KHOA"), ("CƠ", "SỞ"), ("CÔNG", "TY"), ("GIÁO", "DỤC"), ("ĐÀO", "TẠO"),
    ("KẾ", "HOẠCH"), ("THI", "ĐUA"),
])  # fmt: skip


def width_mm(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Printed width of `text` in millimetres, without kerning."""
    widths = _WIDTHS[bold]
    total = 0
    for letter in unicodedata.normalize("NFC", text):
        base = letter if letter in widths else unicodedata.normalize("NFD", letter)[0]
        total += widths.get(base, _WIDEST_OTHER)
    return total / 1000 * size_pt * MM_PER_PT


def name_lines(name: str, limit_mm: float, size_pt: float, *, bold: bool = False) -> list[str]:
    """`name` in as few lines as fit `limit_mm`, of similar length, broken rather before TỈNH or NGÀNH than elsewhere.

    Line breaks already in `name` are kept. A single word too long for the limit stays whole: the page breaks it.
    """
    lines: list[str] = []
    for part in name.splitlines():
        lines += _well_broken(part.split(), limit_mm, size_pt, bold=bold)
    return lines


def _well_broken(words: list[str], limit_mm: float, size_pt: float, *, bold: bool) -> list[str]:
    """The cheapest way through `words`. `best[end]` is the price of all lines up to `end` and where the last begins."""

    def price(start: int, end: int) -> float:
        white = 1 - width_mm(" ".join(words[start:end]), size_pt, bold=bold) / limit_mm
        if white < 0 and end - start > 1:
            return inf
        return _A_LINE + white**2 + _break_price(words, start)

    best = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        best.append(min((best[start][0] + price(start, end), start) for start in range(end)))
    lines: list[str] = []
    end = len(words)
    while end:
        start = best[end][1]
        lines.insert(0, " ".join(words[start:end]))
        end = start
    return lines


def _break_price(words: list[str], place: int) -> float:
    """What breaking before the word at `place` costs, a whole line of white being 1; below 0 where it reads well."""
    if not place:
        return 0
    before, after = words[place - 1].upper(), words[place].upper()
    reads_well = after in _OPENS_A_PLACE or after.startswith("“") or before.endswith((",", ";"))
    return _PARTED * ((before, after) in _STAY_TOGETHER) - _WELL_OPENED * reads_well
