"""The parts of an official paper: cells of its header, its body, and its tail (recipients and signatures).

Two columns often collapse into lines whose halves stand three blanks or a tab apart; a cell is one half.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.source import Line, Source
from congdoan.foundation.text import canonical, fold

_GAP = re.compile(r"\t+[ \t]*|[ \t]{3,}")
_RULE = re.compile(r"[\s\-–—_=*.~·•]*\Z")
_HEADER_LINES = 45
_LONGEST_TAIL = 100  # lines
_LAST_LINES = 12  # where an office alone can only be a signature
_NUMBER = re.compile(r"s[oóôốồổ]\b\W{0,3}[:.]?\s*(?=[\d./…_ ]*\s*[/-])", re.IGNORECASE)
_BODY_OPENING = re.compile(
    r"(kinh gui|kinh trinh|can cu|phan thu |chuong i|i\s?[.-]|dieu 1\b|1\s?[.-] |a\. |hom nay|kinh thua"
    r"|thang \d|tuan \d|ho (?:va )?ten\b|toi ten"
    r"|(?:thoi gian|dia diem|thanh phan)[^:]{0,30}:)"
)

# Blanks left open for a number or a day are no gap between columns.
_NUMBER_PREFIX = re.compile(r"\bS[oóôốồổ]\b\W{0,3}[:.]?\s*(?=[\d/-])")
_DATE_LINE = re.compile(r"\bngày[\s\d.…_]*tháng[\s\d.…_]*năm\s*\d{4}", re.IGNORECASE)
_MOTTO = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s?[-–]\s?Tự do\s?[-–]\s?Hạnh phúc"
)
# Where its parts begin: the number, the place and day behind it, what it is about.
_PART_OF_HEADER = re.compile(
    r"\bS[ốô]\s*:?\s*(?=\d+\s?[/-])|\bV/v\b|(?<=[A-ZĐ] )(?=(?:[A-ZĐ][\w.]*\s){0,3}[A-ZĐ][\w.]*, ngày \d)"
)
_LONGEST_HEADER_LINE = 120
_AUTHORITY = re.compile(
    r"(?:(?:(?:t\.m|tm|kt|tl|tuq|q)\s?\.|t\s?/\s?m\b\.?|k\s?/\s?t\b\.?|t\s?/\s?l\b\.?|t/u/q\b\.?)\s*"
    r"|(?-i:ĐẠI DIỆN|THAY MẶT) "  # minutes: "ĐẠI DIỆN TẬP THỂ LAO ĐỘNG"
    r"|(?-i:TM|KT|TL|TUQ) (?=(?-i:BAN|BTV|BCH|CHỦ|ĐOÀN|THƯỜNG|GIÁM)\b))"
    r"(?=[^\W\d_]{2})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cell:
    """A line, or one column of it. `line` is its place among the lines, `column` 0 for the left."""

    text: str
    start: int
    end: int
    line: int
    column: int

    @cached_property
    def flat(self) -> str:
        return fold(self.text)

    @cached_property
    def is_upper(self) -> bool:
        letters = [letter for letter in self.text if letter.isalpha()]
        return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


@dataclass(frozen=True)
class Layout:
    """Cells of the header and of the tail, and the stretch of lines between them. Lines are indices.

    `opening`: all cells of the first lines, of the body too where the header is short or lost.
    """

    opening: tuple[Cell, ...]
    header: tuple[Cell, ...]
    body: range
    tail: tuple[Cell, ...]
    title: Cell | None
    is_formal: bool

    @property
    def is_minutes(self) -> bool:
        return self.title is not None and self.title.flat.startswith("bien ban")


def cells_of(source: Source, lines: range) -> list[Cell]:
    """The non-empty cells of `lines`, rules of dashes left out."""
    cells = []
    for number in lines:
        line = source.lines[number]
        place, column = line.start, int(_indent(source, line.start) >= 3)
        gaps = _gaps(source, line) if "   " in line.text or "\t" in line.text else []
        cuts = sorted({*((gap.start(), gap.end()) for gap in gaps), *_motto_cuts(source, line.start, line.end)})
        for stop, resume in [*cuts, (line.end, line.end)]:
            text = source.plain[place:stop].strip()
            if text and not _RULE.match(text):
                start = source.plain.index(text, place)
                cells.append(Cell(text, start, start + len(text), number, column))
            place, column = resume, column + 1
    return cells


def _gaps(source: Source, line: Line) -> list[re.Match[str]]:
    """Blanks between columns, but not those left open in a number or a date."""
    kept = [*_NUMBER_PREFIX.finditer(source.plain, line.start, line.end)]
    kept += _DATE_LINE.finditer(source.plain, line.start, line.end)
    return [
        gap
        for gap in _GAP.finditer(source.plain, line.start, line.end)
        if not any(whole.start() <= gap.start() and gap.end() <= whole.end() for whole in kept)
    ]


def _motto_cuts(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Places before and behind the state's name and motto where a body stands on the same line with them."""
    cuts: list[tuple[int, int]] = []
    mottos = list(_MOTTO.finditer(source.plain, start, end))
    if mottos and end - start > _LONGEST_HEADER_LINE:  # a whole header run into one line
        cuts += [(part.start(), part.start()) for part in _PART_OF_HEADER.finditer(source.plain, start, end)]
    for motto in mottos:
        if source.plain[start : motto.start()].strip():
            cuts.append((motto.start(), motto.start()))
        if source.plain[motto.end() : end].strip():
            cuts.append((motto.end(), motto.end()))
    return cuts


def _indent(source: Source, start: int) -> int:
    """Blanks before a line; a tab counts as a whole column. Such a line holds only its right column."""
    before = source.plain[source.plain.rfind("\n", 0, start) + 1 : start]
    return len(before.replace("\t", "   "))


def layout_of(source: Source) -> Layout:
    """Find the parts. A text without official layout has no header and no tail: all of it is body."""
    count = len(source.lines)
    head = cells_of(source, range(min(count, _HEADER_LINES)))
    title = next((cell for cell in head if title_type(cell)), None)
    tail_start = _tail_start(source, count)
    tail = tuple(cells_of(source, range(tail_start, _tail_end(source, tail_start)))) if tail_start < count else ()
    if not _is_formal(head, tail, title):
        return Layout(tuple(head), (), range(count), (), None, False)
    body_start = _body_start(source, title)
    header = tuple(cell for cell in head if cell.line < body_start)
    return Layout(tuple(head), header, range(body_start, max(body_start, tail_start)), tail, title, True)


def title_type(cell: Cell) -> tuple[str, str] | None:
    """(code, what follows on the same line) if the cell is the title of a paper, printed in capitals."""
    flat = cell.flat.strip(" :")
    if not flat.startswith(_names_of_titles()):
        return None
    for known, code in _titles():
        if flat.startswith(known) and not flat[len(known) : len(known) + 1].isalnum():
            head, rest = cell.text[: len(known)], cell.text[len(known) :].strip(" :")
            if head.isupper() or (not rest and head[0].isupper()):  # old fonts and quick typing lose the capitals
                return code, rest
    return None


@lru_cache(maxsize=1)
def _titles() -> tuple[tuple[str, str], ...]:
    """Folded names of kinds of papers, longer ones first, with their codes."""
    names = [(fold(name), str(entry["code"])) for entry in lexicon("papers")["type"] for name in entry["names"]]
    return tuple(sorted(names, key=lambda item: -len(item[0])))


@lru_cache(maxsize=1)
def _names_of_titles() -> tuple[str, ...]:
    return tuple(name for name, _ in _titles())


def is_national(cell: Cell) -> bool:
    """The state's name and motto, or the Party's name, also where OCR read l for I."""
    flat = cell.flat.replace("l", "i")
    return len(flat) < 90 and any(
        mark in flat for mark in ("cong hoa xa hoi", "doc iap", "tu do - hanh", "hanh phuc", "chu nghia viet nam")
    )  # fmt: skip


def is_authority(text: str) -> bool:
    """TM., KT., TL., TUQ. before a title or body, in capitals."""
    return bool(_AUTHORITY.match(text)) and len(text) < 120


def is_office(text: str) -> bool:
    """A line that is only an office: PHÓ CHỦ TỊCH THƯỜNG TRỰC, GIÁM ĐỐC."""
    return bool(_offices().match(text.lower())) and len(text) < 60


@lru_cache(maxsize=1)
def _offices() -> re.Pattern[str]:
    words = lexicon("papers")["offices"]
    names, leads = ("|".join(map(re.escape, longest_first(words[key]))) for key in ("names", "leads"))
    return re.compile(rf"(?:(?:{leads})\s*)?(?:{names})\b")


def _is_formal(head: list[Cell], tail: tuple[Cell, ...], title: Cell | None) -> bool:
    evidence = 2 * any(_NUMBER.match(cell.text) for cell in head)
    evidence += 2 * any(is_national(cell) or cell.flat == "dang cong san viet nam" for cell in head)
    evidence += 2 * any(cell.flat.startswith("noi nhan") for cell in tail)
    evidence += any(is_authority(cell.text) and cell.is_upper for cell in tail)
    evidence += title is not None
    evidence += any(cell.flat.startswith(("kinh gui", "kinh moi")) for cell in head)
    # Minutes and lists bear no number: "CÔNG TY …" / "CÔNG ĐOÀN CƠ SỞ" over the title is enough.
    evidence += any(title and cell.line < title.line and cell.is_upper and _names_a_body(cell) for cell in head)
    return evidence >= 2


def _names_a_body(cell: Cell) -> bool:
    return bool(_unions().match(canonical(cell.text.lower())))


@lru_cache(maxsize=1)
def _unions() -> re.Pattern[str]:
    names = longest_first(lexicon("bodies")["of_unions"])
    return re.compile(rf"(?:{'|'.join(re.escape(canonical(name)) for name in names)})\b")


def _body_start(source: Source, title: Cell | None) -> int:
    """First line of the body: behind title and subject, or from "Kính gửi" or the first long paragraph on."""
    if title:
        return _behind_subject(source, title)
    for number, line in enumerate(source.lines):
        flat = fold(line.text[:60])
        if _BODY_OPENING.match(flat) or (
            number > 0 and line.text[:1].isupper() and _grounds().match(line.text.lower())
        ):
            return number
        is_sentence = len(line.text) > 60 and line.text.endswith((".", ";", ":")) and not line.text.isupper()
        is_long = len(line.text) > 200 and not _MOTTO.search(line.text)
        if (is_long or is_sentence) and not flat.startswith("v/v"):
            return number
    return len(source.lines)


def _behind_subject(source: Source, title: Cell) -> int:
    """The subject is the block of lines under the title, up to a blank line, a rule or an opening of the body."""
    has_subject = bool((title_type(title) or ("", ""))[1])
    for number in range(title.line + 1, len(source.lines)):
        text = source.lines[number].text
        is_break = not text or bool(_RULE.match(text))
        if is_break and not has_subject:
            continue
        if re.match(r"kinh (?:gui|moi)\b", fold(text[:20])):
            return number
        opens = _BODY_OPENING.match(fold(text[:60])) or (text[:1].isupper() and _grounds().match(text.lower()))
        if is_break or (opens and has_subject) or len(text) > 300:
            return number
        has_subject = True
    return len(source.lines)


@lru_cache(maxsize=1)
def _grounds() -> re.Pattern[str]:
    openings = "|".join(map(re.escape, longest_first(lexicon("papers")["grounds"]["openings"])))
    return re.compile(rf"(?:{openings})\b")


def _tail_start(source: Source, count: int) -> int:
    """The first line of recipients or signatures in the lower part, else `count`."""
    for number in range(count):
        text = source.lines[number].text
        if number < 5 or not text or len(text) > 140:
            continue
        if text[0] in "nN" and fold(text).startswith("noi nhan"):
            return number
        if not text[:2].isupper() and "  " not in text and "\t" not in text and not _AUTHORITY.match(text):
            continue  # a line of running text
        parts = [part.strip() for part in _GAP.split(text)]
        if any(is_authority(part) and part.upper() == part for part in parts):
            return number
        if number >= count - _LAST_LINES and any(is_office(part) and part.upper() == part for part in parts):
            return number
    return count


# "Bổ sung: đã hỗ trợ 12 gia đình, mỗi gia đình 2 triệu đồng.": a sentence below the signature, as chats pass them on.
_SAID_BEHIND = re.compile(
    r"(?![-–+•*(]|Nơi nhận|Lưu|Ghi chú|Số tài khoản)"
    r"(?=.*\d)(?=.*\b(?:[Đđ]ã|[Cc]ó|[Bb]ổ sung|[Gg]ửi|[Hh]ỗ trợ|[Cc]ập nhật|[Tt]rao|[Tt]ặng|[Tt]ổng)\b)"
    r"(?:\S+ ){6,}\S+\Z"
)


def _tail_end(source: Source, tail_start: int) -> int:
    """An annex begins a new page of figures, not of recipients; no tail is longer than two pages."""
    last = min(len(source.lines), tail_start + _LONGEST_TAIL)
    for number in range(tail_start + 3, last):
        if re.match(r"(phu luc|danh sach|bieu (mau|so)|mau so)\b", fold(source.lines[number].text[:40])):
            return number
        if _SAID_BEHIND.match(source.lines[number].text) and any(
            is_office(source.lines[above].text) for above in range(tail_start, number)
        ):
            return number
    return last
