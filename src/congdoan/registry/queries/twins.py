"""The paper a unit has already: the very same file, the same issuer, number and day, or the same words elsewhere."""

from dataclasses import dataclass
from enum import Enum

from django.db.models.functions import Length
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit
from congdoan.registry.fields import PaperFields
from congdoan.registry.models import DocumentState, DocumentType, RegisteredDocument
from congdoan.registry.queries.papers import papers_of, same_file, same_paper
from congdoan.registry.rules.likeness import is_same_text, runs_of
from congdoan.registry.rules.symbols import normalise

MOST_COMPARED = 200
SHORTEST = 120
"""Fewer letters than this say too little to know a paper by."""


class Why(Enum):
    """By what a paper is known to be there already."""

    FILE = ("file", _("cùng một tệp, dù khác tên"))
    PAPER = ("paper", _("cùng cơ quan ban hành, số và ngày"))
    WORDS = ("words", _("cùng nội dung ở dạng khác"))

    def __init__(self, code: str, label: Promise) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Twin:
    """The paper already there, and by what it is known."""

    document: RegisteredDocument
    why: Why


def twin_of_file(unit: Unit, digest: str, *, but: RegisteredDocument | None = None) -> Twin | None:
    """By the very bytes. One query."""
    found = same_file(unit, digest)
    return Twin(found, Why.FILE) if found and found != but else None


def twin_of(unit: Unit, fields: PaperFields, *, but: RegisteredDocument | None = None) -> Twin | None:
    """By issuer, number and day, else by the words. `but`: a paper that is not its own twin. A few queries."""
    same = same_paper(
        unit, symbol=_symbol(fields), issued_on=fields.issued_on, issuer=fields.issuer,
        issuer_text=fields.issuer_text,
    ) or _lying_about(unit, fields)  # fmt: skip
    if same and same != but:
        return Twin(same, Why.PAPER)
    like = _same_words(unit, fields, but)
    return Twin(like, Why.WORDS) if like else None


def _lying_about(unit: Unit, fields: PaperFields) -> RegisteredDocument | None:
    """The same number and day among papers that are not in any book yet."""
    if not fields.symbol or not fields.issued_on:
        return None
    lying = RegisteredDocument.objects.filter(keeper=unit, state=DocumentState.ARRIVING, issued_on=fields.issued_on)
    return lying.filter(symbol=_symbol(fields)).order_by("pk").first()


def _same_words(unit: Unit, fields: PaperFields, but: RegisteredDocument | None) -> RegisteredDocument | None:
    """Among the newest papers of about the same length, the first that says the same. Another number or day read makes
    it another paper, however alike: forms are filled in every month.
    """
    text = fields.text
    if len(text) < SHORTEST:
        return None
    near = papers_of(unit).exclude(state=DocumentState.DISCARDED).annotate(letters=Length("text"))
    near = near.filter(letters__gte=int(len(text) * 0.75), letters__lte=int(len(text) * 1.33)).order_by("-pk")
    own = runs_of(text)
    symbol = _symbol(fields)
    for other in near[:MOST_COMPARED]:
        is_another = (symbol and other.symbol and symbol != other.symbol) or (
            fields.issued_on and other.issued_on and fields.issued_on != other.issued_on
        )
        if other != but and not is_another and is_same_text(own, runs_of(other.text)):
            return other
    return None


def _symbol(fields: PaperFields) -> str:
    """The number as it is found again: 08/KH-CDYT read of a body whose letters are CĐYT is its 08/KH-CĐYT."""
    organ = ""
    if fields.issuer:
        named = organisation.name_on(fields.issuer, fields.issued_on) if fields.issued_on else None
        organ = (named or fields.issuer).symbol
    types = set(DocumentType.objects.values_list("code", flat=True))
    return normalise(fields.symbol, types=types, organ=organ)
