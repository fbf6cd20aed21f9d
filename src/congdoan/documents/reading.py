"""What was read from a paper: every value with the span it came from and how sure the reader is.

Spans count Unicode code points of `Reading.text`, which is the text exactly as it was stored. Nothing here is
guessed: what the paper does not say is `None` or an empty tuple. `confidence` is between 0 and 1; below `DOUBTFUL`
an officer should look first.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

T_co = TypeVar("T_co", covariant=True)

DOUBTFUL = 0.7

Kind = Literal["formal", "narrative"]
Qualifier = Literal["exact", "over", "nearly", "about", "at_least"]
Missing = Literal["executor", "due", "proof"]


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the stored text, `end` not included."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Value(Generic[T_co]):
    """Something read. `also` names further places it was pieced together from (an issuer from header and place)."""

    value: T_co
    span: Span
    confidence: float = 1.0
    also: tuple[Span, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return self.confidence < DOUBTFUL


@dataclass(frozen=True)
class Header:
    """`type` is the code of the kind of paper (KH, CV, QĐ …); `number` the whole symbol, "08/KH-CĐYT"."""

    type: Value[str] | None = None
    number: Value[str] | None = None
    place: Value[str] | None = None
    date: Value[date] | None = None
    issuer: Value[str] | None = None
    co_issuers: tuple[Value[str], ...] = ()
    superior: Value[str] | None = None
    subject: Value[str] | None = None


@dataclass(frozen=True)
class Base:
    """A paper named as ground. `is_nested`: cited only inside the title of another base. A law has no number."""

    span: Span
    number: Value[str] | None = None
    date: Value[date] | None = None
    issuer: Value[str] | None = None
    subject: Value[str] | None = None
    is_nested: bool = False


@dataclass(frozen=True)
class Recipient:
    """One line of "Nơi nhận". `purpose`: báo cáo, thực hiện, phối hợp, chỉ đạo, biết, đăng tải, or None."""

    name: Value[str]
    purpose: Value[str] | None = None


@dataclass(frozen=True)
class Signatory:
    """Who signed, as what, in whose name ("TM. BAN THƯỜNG VỤ / KT. CHỦ TỊCH")."""

    name: Value[str] | None = None
    title: Value[str] | None = None
    authority: Value[str] | None = None


@dataclass(frozen=True)
class Period:
    """The stated time of carrying out; open ends are None."""

    start: Value[date] | None = None
    end: Value[date] | None = None
    peak_start: Value[date] | None = None
    peak_end: Value[date] | None = None


@dataclass(frozen=True)
class Deadline:
    """What must be handed in or finished: by a `date`, or by a recurring or relative `rule` in the paper's words."""

    what: str
    span: Span
    date: Value[date] | None = None
    rule: Value[str] | None = None


@dataclass(frozen=True)
class Section:
    """An enumerated heading or item. `parent` is the path of labels above it; `title` only where it is a heading."""

    label: Value[str]
    title: Value[str] | None
    parent: tuple[str, ...]

    @property
    def path(self) -> tuple[str, ...]:
        return (*self.parent, self.label.value)


@dataclass(frozen=True)
class Clause:
    """A unit that can ask for something: an enumerated item or a paragraph, under the path of labels it stands in."""

    path: tuple[str, ...]
    text: str
    span: Span


@dataclass(frozen=True)
class Assignment:
    """Who has to do what, as the paper puts it."""

    assignee: Value[str]
    task: Value[str]


@dataclass(frozen=True)
class Duty:
    """A proposed obligation, for an officer to accept, edit, split or reject.

    `executors` are the paper's words ("Công đoàn cơ sở"), not units. `due_on` is the last day; `due_rule` the words
    of a due that is no date ("theo quy định", "kết thúc đợt thi đua", "ngày 25 hằng tháng"). `proof` is what has to
    be shown (báo cáo, danh sách …). `measure` hints at the measure a target is counted in, with `target` in percent or
    units. `missing` says what the paper leaves open.
    """

    span: Span
    act: Value[str]
    executors: tuple[Value[str], ...] = ()
    proof: Value[str] | None = None
    due_on: Value[date] | None = None
    due_rule: Value[str] | None = None
    measure: str | None = None
    target: Value[Decimal] | None = None
    missing: tuple[Missing, ...] = ()
    clause: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ratio:
    """15/15 chỉ tiêu."""

    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True)
class Range:
    """20.000 - 30.000 đồng."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Claim:
    """A figure the paper states about people, bodies, money, goods or work done.

    `span` covers figure, qualifier and counted noun. Money is in đồng. `unit`, `measure` and `period` use the words
    of the evaluation corpus (docs/evaluation.md). `organisation` is whose figure it is, None where the paper does not
    say.
    """

    text: str
    span: Span
    value: Decimal | Ratio | Range
    unit: str
    qualifier: Qualifier
    measure: str
    period: str | None
    organisation: str | None
    confidence: float


@dataclass(frozen=True)
class Petition:
    """A demand put to leaders."""

    text: Value[str]
    theme: str


@dataclass(frozen=True)
class Reading:
    """All that one paper says. A narrative (news, a report without header) has an empty header."""

    text: str
    kind: Kind
    header: Header = field(default_factory=Header)
    bases: tuple[Base, ...] = ()
    addressees: tuple[Value[str], ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: Value[str] | None = None
    signatories: tuple[Signatory, ...] = ()
    period: Period = field(default_factory=Period)
    deadlines: tuple[Deadline, ...] = ()
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    duties: tuple[Duty, ...] = ()
    claims: tuple[Claim, ...] = ()
    petitions: tuple[Petition, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def signatory(self) -> Signatory | None:
        """The signer of the issuing body: the first where several bodies sign together."""
        return self.signatories[0] if self.signatories else None
