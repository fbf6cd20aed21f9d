"""The registers of papers in and out, with the columns of 30/2020/NĐ-CP, Appendix IV. Always in Vietnamese."""

from collections.abc import Iterable
from dataclasses import dataclass

from congdoan.registry.models import RecipientKind, RegisteredDocument, TakenNumber

SOURCE = "Mẫu sổ theo Phụ lục IV, Nghị định 30/2020/NĐ-CP."
_IN = (
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
)  # fmt: skip
_OUT = (
    "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu nội dung", "Người ký", "Nơi nhận",
    "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line; a void number keeps its place with the reason as its note."""

    cells: tuple[str, ...]
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A register ready to be printed."""

    title: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    source: str = SOURCE

    @property
    def labelled(self) -> list[tuple[Line, list[tuple[str, str]]]]:
        """Each line with its cells, every cell beside the heading of its column."""
        return [(line, list(zip(self.columns, line.cells, strict=True))) for line in self.rows]


def incoming(lines: Iterable[TakenNumber], year: int) -> Register:
    """The incoming book of a year."""
    return Register(f"Sổ đăng ký văn bản đến năm {year}", f"So den {year}", _IN, tuple(map(_in, lines)))


def outgoing(lines: Iterable[TakenNumber], year: int) -> Register:
    """The outgoing book of a year."""
    return Register(f"Sổ đăng ký văn bản đi năm {year}", f"So di {year}", _OUT, tuple(map(_out, lines)))


def _in(line: TakenNumber) -> Line:
    paper = line.document
    number = f"{line.number}{line.suffix}"
    day = f"{line.taken_on:%d/%m/%Y}"
    if paper is None:
        return Line((day, number, *[""] * 7, _void(line)), is_void=True)
    author = paper.issuer.name if paper.issuer else paper.issuer_text
    note = _void(line) or line.note or _recalled(paper)
    cells = (day, number, author, paper.symbol, _day(paper), _subject(paper), "", "", "", note)
    return Line(cells, is_void=bool(line.void_reason))


def _out(line: TakenNumber) -> Line:
    paper = line.document
    if paper is None:
        number = f"{line.number:02d}{line.suffix}"
        return Line((number, f"{line.taken_on:%d/%m/%Y}", *[""] * 7, _void(line)), is_void=True)
    recipients = "; ".join(row.name for row in paper.recipients.all() if row.kind in RecipientKind.values)
    note = line.note or _recalled(paper)
    cells = (paper.symbol, _day(paper), _subject(paper), paper.signer_name, recipients, paper.archive, "", "", "", note)
    return Line(cells)


def _subject(paper: RegisteredDocument) -> str:
    kind = f"{paper.type.name}: " if paper.type and paper.type.code != "CV" else ""
    return f"{kind}{paper.subject}"


def _day(paper: RegisteredDocument) -> str:
    return f"{paper.issued_on:%d/%m/%Y}" if paper.issued_on else ""


def _void(line: TakenNumber) -> str:
    return f"Hủy số: {line.void_reason}" if line.void_reason else ""


def _recalled(paper: RegisteredDocument) -> str:
    return f"Thu hồi {paper.recalled_on:%d/%m/%Y}: {paper.recall_reason}" if paper.recalled_on else ""
