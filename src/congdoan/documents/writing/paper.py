"""A paper to be written: its words and order, with nothing of how they look (that is a `Layout`).

Texts are plain. Nothing in them is markup: a `#`, a `*` or a `<` is printed as it stands. Where a stretch of a
paragraph must differ from its neighbours (bold, the source of a figure, a way back to its trail), the text is given
as a tuple of `Span` instead of one string.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right"]
Level: TypeAlias = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text. `note` becomes a footnote, `link` (http or https only) where a click leads."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and not self.link.startswith(("https://", "http://")):
            raise ValueError(f"A link in a paper leads to a web address, not to {self.link!r}.")


Text: TypeAlias = str | tuple[Span, ...]


def spans(text: Text) -> tuple[Span, ...]:
    """The stretches of `text`; a plain string is one stretch."""
    return (Span(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """The words of `text` alone, without its notes."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A titled line: level 1 is `I.`, level 2 is `1.`, level 3 is `a)`. `label` may also be `Điều 2` or `Chương I`."""

    level: Level
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `lead` opens it in bold on the same line: `Điều 1.`"""

    text: Text
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list: `-` at depth 1, `+` at depth 2."""

    text: Text
    depth: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Centred:
    """A bold line in the middle: `QUYẾT ĐỊNH:`"""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Neighbours naming the same `group` share one cell above their titles.

    `for_hand` keeps room for a signature: the column is wide and its rows are high.
    """

    title: str
    group: str = ""
    align: Align = "left"
    for_hand: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on every page. `unit` stands above at the right: `Đơn vị tính: đồng`.

    Raises ValueError if there is no column, or a row has not one cell for each.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    total: tuple[Text, ...] | None = None
    caption: str = ""
    unit: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("A table has at least one column.")
        for place, row in enumerate(self.all_rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"Row {place} has {len(row)} cells under {len(self.columns)} columns.")

    @property
    def all_rows(self) -> tuple[tuple[Text, ...], ...]:
        """The rows and, last, the total if there is one."""
        return self.rows if self.total is None else (*self.rows, self.total)

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The upper line of the head, left to right: each name (empty: no group) and how many columns it spans."""
        runs: list[tuple[str, int]] = []
        for column in self.columns:
            if runs and column.group and runs[-1][0] == column.group:
                runs[-1] = (column.group, runs[-1][1] + 1)
            else:
                runs.append((column.group, 1))
        return runs


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs in a row of a form: the title in capitals, what is to be written, then room for the hand."""

    title: str
    name: str = ""
    hint: str = "Ký, họ tên"


@dataclass(frozen=True, slots=True)
class Signers:
    """Those who sign side by side within a form. Raises ValueError if there is nobody."""

    people: tuple[Signer, ...]

    def __post_init__(self) -> None:
        if not self.people:
            raise ValueError("A row of signers has at least one.")


Block: TypeAlias = Heading | Paragraph | Bullet | Centred | PageBreak | Table | Signers


@dataclass(frozen=True, slots=True)
class Appendix:
    """A part that follows the signature on its own pages, numbered from one. `is_wide` turns the paper on its side."""

    title: str
    body: tuple[Block, ...]
    label: str = "Phụ lục"
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of `Nơi nhận`. `purpose` is printed in brackets after the name: `B/c`, `để thực hiện`."""

    name: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. `authority` holds the lines above the signer's own title: `TM. BAN THƯỜNG VỤ`.

    Whether a deputy stands directly under the collective or after `KT. CHỦ TỊCH` is the union's own rule, decided by
    whoever makes the paper; nothing is added here.
    """

    title: str
    name: str
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One official paper, as it will be signed.

    `kind` is the title of its type (`Kế hoạch`); empty means an official letter, with `V/v` under its number instead.
    `number` is None until it is taken from the register, `on` until the paper is dated: both are then left blank to be
    filled in by hand, `year` alone being printed if it is known. `symbol` is what follows the number: `KH-CĐYT`.
    `form` are the lines that name a prescribed form (`Mẫu số: C41-BB`): they stand in the nation's place, the number
    under them, and the day under the title. `decider` is the organ that decides, named under the subject of a decision
    or a resolution. A line break inside
    `issuer` or `superior` is kept; otherwise long names are broken where they read best.
    """

    issuer: str
    symbol: str
    place: str
    subject: str
    body: tuple[Block, ...]
    superior: str = ""
    kind: str = ""
    form: tuple[str, ...] = ()
    number: str | None = None
    on: date | None = None
    year: int | None = None
    addressees: tuple[str, ...] = ()
    decider: str = ""
    bases: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: str = ""
    signatures: tuple[Signature, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    is_draft: bool = False

    @property
    def is_letter(self) -> bool:
        """An official letter (công văn): it has no title of its own."""
        return not self.kind
