"""Which paper is meant, which papers stand above and below it, who received it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from congdoan.foundation.text import fold
from congdoan.organisation.models import Body, Unit
from congdoan.registry.models import IN_FORCE, Basis, Delivery, DocumentState, RegisteredDocument, TakenNumber


def papers_of(unit: Unit) -> QuerySet[RegisteredDocument]:
    """Papers the unit has a right to: its own, and those delivered to it."""
    return RegisteredDocument.objects.filter(Q(keeper=unit) | Q(state__in=IN_FORCE, pk__in=_delivered(unit)))


def known_paper(symbol: str, dated: date | None, *, seen_by: Unit) -> RegisteredDocument | None:
    """The paper of that symbol and day among those of `seen_by`; without a day only where the symbol fits one alone."""
    if not symbol:
        return None
    found = papers_of(seen_by).filter(state__in=IN_FORCE, symbol=symbol)
    if dated:
        found = found.filter(issued_on=dated)
    hits = list(found[:2])
    return hits[0] if len(hits) == 1 else None


def same_paper(
    unit: Unit, *, symbol: str, issued_on: date | None, issuer: Body | None, issuer_text: str = ""
) -> RegisteredDocument | None:
    """The paper with this issuer, symbol and day that the unit has or was sent; None where it has none.

    An issuer nobody has found in the directory is compared by name.
    """
    if not symbol or not issued_on:
        return None
    for paper in papers_of(unit).filter(state__in=IN_FORCE, symbol=symbol, issued_on=issued_on):
        if issuer and paper.issuer_id == issuer.pk:
            return paper
        named = paper.issuer.name if paper.issuer else paper.issuer_text
        if fold(named) == fold(issuer.name if issuer else issuer_text):
            return paper
    return None


def same_file(unit: Unit, digest: str) -> RegisteredDocument | None:
    """A paper of the unit, thrown-away ones aside, that already holds these bytes."""
    found = papers_of(unit).exclude(state=DocumentState.DISCARDED).filter(document_files__file__digest=digest)
    return found.order_by("pk").first()


def arrival_of(document: RegisteredDocument, unit: Unit) -> TakenNumber | None:
    """The line of the unit's incoming book where the paper stands."""
    rows = TakenNumber.objects.filter(document=document, series__unit=unit, series__direction="in", void_reason="")
    return rows.select_related("series").first()


@dataclass(frozen=True, slots=True)
class Step:
    """A stop on the trail of grounds. `document` is None for a paper that is cited but not here."""

    symbol: str
    issuer: str
    dated: date | None
    document: RegisteredDocument | None = None


def trail(document: RegisteredDocument) -> list[Step]:
    """From the topmost ground down to the paper itself: the first ground of each, each paper once. One query a step.

    A ground that is not here is continued by the papers named inside its title.
    """
    steps = [_step(document)]
    seen = {document.pk}
    current: RegisteredDocument | None = document
    while current is not None:
        bases = list(current.bases.select_related("cited__issuer"))
        leading = next((basis for basis in bases if basis.cited and not basis.is_nested), None) or next(
            iter(bases), None
        )
        if leading is None or leading.cited_id in seen:
            break
        current = leading.cited
        if current:
            seen.add(current.pk)
            steps.append(_step(current))
        else:
            steps += [
                _cited(basis) for basis in bases if basis == leading or (basis.is_nested and not leading.is_nested)
            ]
    return steps[::-1]


def _cited(basis: Basis) -> Step:
    if basis.cited:
        return _step(basis.cited)
    return Step(basis.symbol or basis.subject, basis.issuer_text, basis.dated)


def _step(document: RegisteredDocument) -> Step:
    issuer = str(document.issuer) if document.issuer else document.issuer_text
    return Step(document.symbol or str(document.subject), issuer, document.issued_on, document)


def _delivered(unit: Unit) -> QuerySet[Delivery, Any]:
    return Delivery.objects.filter(body=unit).values("document")
