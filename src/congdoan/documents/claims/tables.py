"""Figures behind a label instead of before a noun: "Số nữ đạt danh hiệu …: 1.873;", and rows of a table."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from congdoan.documents.claims.barred import is_barred
from congdoan.documents.claims.figures import Figure
from congdoan.documents.claims.grid import Cell, Row, Table, tables_of
from congdoan.documents.claims.nouns import counted_in, implied_by, unit_of
from congdoan.documents.reading import Ratio
from congdoan.documents.source import Source
from congdoan.foundation.figures import Quantity, scan_quantity

_AFTER_COLON = re.compile(r":\s*(?=\d)")
# "Số sáng kiến được công nhận là 73": a number that names its noun first.
_AFTER_NUMBER_OF = re.compile(r"\b(?:là|đạt|còn|gồm|lên|tới|tăng lên|đạt tới)\s(?=\d)")
_NUMBER_OF = re.compile(
    r"(?:\A|.*[,:(]\s?|.*\b(?:có|với|và|thì|nâng)\s)\W*(?:tổng )?số\s(?!tiền|dư|liệu|vốn|\d)(?=[^,:]*\Z)"
)
# Ranks one after the other: "Danh hiệu “Giỏi việc trường”: cấp trường 1.070, cấp thành phố 64, cấp tỉnh 7".
_BY_RANK = re.compile(r"(?:cấp|loại|hạng|khối|bậc)\s[^\d.,;:()]{1,24}?\s(?=\d)")
_RANKS_BEGIN = re.compile(r":\s(?=(?:cấp|loại|hạng|khối|bậc)\s)")
_TITLES_OF_TEAMS = re.compile(r"tập thể|đơn vị|\bcờ\b|cơ sở|tổ ")
# Columns that number the rows, set a target or compare are no result.
_NO_RESULT = re.compile(
    r"^(?:stt|tt|số tt|số thứ tự)\b|kế hoạch|được giao|chỉ tiêu giao|ghi chú|năm sinh|năm vào|điện thoại|số tài khoản"
    r"|cùng kỳ|số quyết định"
)
# Over a column of names: "Đơn vị", "Huyện, thị xã", but not "Đơn vị tính".
_OF_BODIES = re.compile(
    r"(?:tên )?(?:các )?(?:đơn vị(?! tính)|địa phương|huyện|tỉnh|quận|xã|phường|cơ quan|công đoàn|cđcs|lđlđ"
    r"|họ (?:và )?tên|tập thể"
    r"|trường|khối|cụm|doanh nghiệp|công ty)\b(?!.*\b(?:mới|thành lập|có)\b)"
)
_PLANNED = re.compile(r"kế hoạch|chỉ tiêu|được giao")
_LONGEST_TOPIC = 90  # letters
_SHARE = re.compile(r"tỷ lệ|tỉ lệ|%|đạt tỷ|so với")
_ENDS = re.compile(
    r"[)\]]*\s*(?:[;.,)]?\s*(?:$|\n)|[;,]\s|\.\s+[a-zà-ỹđ]"
    r"|\((?:năm|cùng kỳ|quý|tháng|đạt|tăng|giảm|vượt|bằng|chiếm|tỷ lệ)\b)"
)
_GOES_ON = re.compile(r"\s*(?:cấp|loại|trong đó|còn lại)\b")
_MILLION = 10**6
_MONEY = {
    "đồng": 1,
    "đ": 1,
    "nghìn đồng": 10**3,
    "ngàn đồng": 10**3,
    "triệu đồng": 10**6,
    "triệu": 10**6,
    "tỷ đồng": 10**9,
    "tr.đ": 10**6,
    "tr đồng": 10**6,
    "trđ": 10**6,
}


def labelled_figures(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Bare numbers whose label, on the same line, says what is counted."""
    if source.low.find(":", start, end) >= 0:
        yield from _after_colons(source, start, end)
        yield from _by_rank(source, start, end)
    elif source.low.find("số ", start, end) >= 0:
        yield from _after_colons(source, start, end)
    yield from _in_cells(source, start, end)


def _after_colons(source: Source, start: int, end: int) -> Iterator[Figure]:
    low = source.low
    last_unit = ""
    named = _AFTER_NUMBER_OF.finditer(low, start, end) if low.find("số ", start, end) >= 0 else ()
    for colon in sorted([*_AFTER_COLON.finditer(low, start, end), *named], key=lambda found: found.start()):
        quantity = scan_quantity(low, colon.end())
        if quantity is None or quantity.scaled or quantity.end > end:
            continue
        below = _denominator(low, quantity)
        stop = below.end if below else quantity.end
        if not _closes(low, stop, end) or not quantity.value or is_barred(source, quantity.start, is_ratio=bool(below)):
            continue
        label_start = max(max(low.rfind(mark, start, colon.start()) for mark in ("\n", ";", ". ")) + 1, start)
        label = low[label_start : colon.start()]
        if colon.re is _AFTER_NUMBER_OF and not _NUMBER_OF.match(label[-_LONGEST_TOPIC:]):
            continue
        goes_on = bool(last_unit and _GOES_ON.match(label))
        counted, unit = ("", last_unit) if goes_on else counted_in(label)
        if unit:
            last_unit = unit
            value = Ratio(quantity.value, below.value) if below else quantity.value
            yield Figure(
                quantity.start, stop, quantity.start, value, unit, "", "exact", label=counted, is_certain=False
            )


def _by_rank(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Bare numbers behind ranks, two at least, of what the words before the colon name."""
    low = source.low
    for opening in _RANKS_BEGIN.finditer(low, start, end):
        found = []
        place = opening.end()
        while rank := _BY_RANK.match(low, place, end):
            quantity = scan_quantity(low, rank.end())
            if quantity is None or quantity.scaled or not _closes(low, quantity.end, end):
                break
            found.append(quantity)
            place = quantity.end + 2 if low[quantity.end : quantity.end + 2] in (", ", "; ") else end
        label_start = max(max(low.rfind(mark, start, opening.start()) for mark in ("\n", ";", ". ")) + 1, start)
        counted, unit = counted_in(low[label_start : opening.start()])
        if counted.startswith("danh hiệu") and not _TITLES_OF_TEAMS.search(counted):
            unit = "person"
        for quantity in found if unit and len(found) > 1 else ():
            yield Figure(
                quantity.start, quantity.end, quantity.start, quantity.value, unit, "", "exact",
                label=counted, is_certain=False,
            )  # fmt: skip


def _denominator(low: str, quantity: Quantity) -> Quantity | None:
    """Of "64/71" behind a label."""
    return scan_quantity(low, quantity.end + 1) if re.match(r"/\d", low[quantity.end : quantity.end + 2]) else None


def _closes(low: str, place: int, end: int) -> bool:
    return place >= end or bool(_ENDS.match(low, place))


def _in_cells(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Numeric cells of a row: what is counted stands in the row's unit cell, in its label or over the column."""
    found = tables_of(source).get(start)
    if found is None or end <= start:
        return
    table, row = found
    missing = max(0, len(table.heads) - len(row.cells)) if row.is_total else 0  # "Cộng" spans the first columns
    for place, cell in enumerate(row.cells):
        column = place + missing if place else 0
        head = table.heads[column] if column < len(table.heads) else ""
        if not cell.is_figure or cell.end > end or _NO_RESULT.search(head) or (place == 0 and _is_ordinal(cell.text)):
            continue
        quantity = _of_cell(cell)
        if quantity is None or is_barred(source, cell.start, is_ratio=True) or not row.label:
            continue
        figure = _in_column(source, table, row, head, cell, quantity)
        if figure:
            yield figure


def _in_column(source: Source, table: Table, row: Row, head: str, cell: Cell, quantity: Quantity) -> Figure | None:
    below = _denominator(source.low, quantity)
    factor_of_row = next((_MONEY[cell.text] for cell in row.cells if cell.text in _MONEY), 0)
    unit_cell, named = next((found for cell in row.cells if (found := _unit_cell(cell.text))[1]), ("", ""))
    column = counted_in(head) if not named and not factor_of_row else ("", "")
    if not named and not factor_of_row and not column[1]:
        column = (head, implied_by(head)) if implied_by(head) else column
    names_bodies = any(_OF_BODIES.match(other) for other in table.heads[:2])
    label, own = counted_in(row.label) if not (row.is_total or names_bodies) else ("", "")
    is_share = cell.text.endswith("%") or any(other.text == "%" for other in row.cells)
    is_share = is_share or (not factor_of_row and bool(_SHARE.search(head)))
    factor = factor_of_row or _factor(head) or (0 if named or is_share or column[1] else _factor(row.label))
    if factor == 1 and factor_of_row != 1 and not named:
        factor = _factor(table.caption) or 1
    factor = factor or (0 if named or is_share or column[1] or own else _factor(table.caption))
    if factor >= _MILLION <= quantity.value:  # "40.000.000" under "triệu đồng": nobody has forty million millions
        factor = 1
    unit = "percent" if is_share else "VND" if factor else named or column[1] or own
    if not unit:
        return None
    value: Decimal | Ratio = Ratio(quantity.value, below.value) if below else quantity.value * (factor or 1)
    words = f"{head} {row.label}" if factor or is_share else column[0] or label or f"{row.label} {head}"
    if is_share and any(_PLANNED.search(other) for other in table.heads):
        words = f"kế hoạch {words}"  # "Tỷ lệ" beside "Kế hoạch" and "Thực hiện"
    elif named and own and named != own:
        words = f"{unit_cell} {row.label}"  # "Tập huấn cán bộ | lớp | 10": classes, not officers
    lead = _lead(row.label, label) if words == label else ""
    is_of_column = bool(column[1] or _factor(head)) and not is_share
    return Figure(
        cell.start,
        (below or quantity).end,
        cell.start,
        value,
        unit,
        "",
        "exact",
        label=words.strip(),
        lead=lead or (_topic(table.caption, head) if is_of_column else ""),
        period=_period(head),
        is_certain=False,
    )


def _topic(caption: str, head: str) -> str:
    """What a table of bodies or persons is about: "Bảng 2. Hỗ trợ đoàn viên khó khăn (đơn vị tính: đồng)"."""
    bare = re.sub(r"\([^()]*\)|đơn vị tính\s*:?.*|bảng \d+\s*[.:]|biểu \d+\s*[.:]", " ", caption)
    return " ".join(f"{bare[-_LONGEST_TOPIC:]} {head}".split())


def _of_cell(cell: Cell) -> Quantity | None:
    """Read inside the cell alone: below "2.390,5" a row may begin with "Tỷ lệ"."""
    found = scan_quantity(cell.text, 0)
    return replace(found, start=cell.start, end=cell.start + found.end) if found else None


def _lead(whole: str, label: str) -> str:
    return whole[: len(whole) - len(label)] if whole.endswith(label) else ""


def _is_ordinal(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}\.?", text))


def _unit_cell(text: str) -> tuple[str, str]:
    """ "người", "sáng kiến": a short cell that is nothing but a counted noun, with its unit."""
    unit = unit_of(text)
    return (text, unit) if unit else ("", "")


def _factor(words: str) -> int:
    """ "số tiền (triệu đồng)", "đơn vị tính: nghìn đồng", "kinh phí": how many đồng one of the column is worth."""
    amount = re.search(r"(?:nghìn|ngàn|triệu|tỷ|tr\.?)\s?(?:đồng|đ)(?!/)", words)
    if amount:
        return next((_MONEY[name] for name in _MONEY if amount.group().startswith(name.split()[0])), 0)
    return (
        1
        if re.search(
            r"(?:số tiền|kinh phí|thành tiền|trị giá|mức (?:hỗ trợ|chi|thưởng|trợ cấp))|\(đồng\)|\(đ\)|vnđ", words
        )
        else 0
    )


def _period(head: str) -> str:
    year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", head)
    return year.group(1) if year else ""
