"""From a text to a reading: prepare it, find its parts, let each rule book read its own part."""

from dataclasses import replace

from congdoan.documents import claims
from congdoan.documents.claims import claim_pointed_at, claims_of
from congdoan.documents.deadlines import deadlines_of
from congdoan.documents.duties import assignments_of, duties_of
from congdoan.documents.header import number_of, place_and_date, subject_of, type_of
from congdoan.documents.issuer import issuer_and_superior, spelled
from congdoan.documents.layout import Layout, layout_of
from congdoan.documents.outline import paragraphs_of, sections_of
from congdoan.documents.petitions import petitions_of
from congdoan.documents.preamble import addressees_of, bases_of
from congdoan.documents.reading import Claim, Header, Period, Reading, Signatory, Span
from congdoan.documents.source import Source, source_of
from congdoan.documents.tail import recipients_of, signatories_of
from congdoan.documents.times import calendar_of, period_of
from congdoan.foundation.figures import format_number
from congdoan.foundation.text import fold


def read_text(text: str) -> Reading:
    """Read `text` as it is stored; spans count its code points. Never fails: what is not there stays empty."""
    reading = _read(text)
    if len(reading.claims) < claims.MOST_FIGURES:
        return reading
    most = format_number(claims.MOST_FIGURES)
    return replace(reading, warnings=(f"Văn bản có quá nhiều con số: chỉ {most} số đầu được đọc.",))


def read_figure(text: str, start: int, end: int) -> Claim | None:
    """The figure somebody points at in `text[start:end]`, although the rules passed it over; None without a number."""
    source = source_of(text)
    layout = layout_of(source)
    header = _header(source, layout) if layout.is_formal else Header()
    year = calendar_of(source, header).year if layout.is_formal else None
    return claim_pointed_at(source, layout, header, year, Span(start, end))


def _read(text: str) -> Reading:
    source = source_of(text)
    layout = layout_of(source)
    if not layout.is_formal:
        return Reading(
            text,
            "narrative",
            claims=claims_of(source, layout, Header(), (), (), None),
            petitions=petitions_of(source, Header(), (), ()),
        )
    header = _header(source, layout)
    recipients, archive = recipients_of(source, layout)
    paragraphs = paragraphs_of(source, layout)
    sections, items = sections_of(source, paragraphs)
    calendar = calendar_of(source, header)
    type_code = header.type.value if header.type else ""
    deadlines = deadlines_of(source, calendar, paragraphs, type_code)
    addressees = addressees_of(source, layout)
    return Reading(
        text,
        "formal",
        header,
        bases=bases_of(source, paragraphs),
        addressees=addressees,
        recipients=recipients,
        archive=archive,
        signatories=_own_first(signatories_of(source, layout), header),
        # Minutes tell when people sat: no time of carrying out.
        period=Period() if layout.is_minutes else period_of(source, header, calendar, sections, items),
        deadlines=deadlines,
        sections=sections,
        clauses=tuple(item.clause(source) for item in items),
        assignments=assignments_of(source, sections, items, is_letter=type_code in ("CV", "CT", "TB")),
        claims=claims_of(source, layout, header, sections, items, calendar.year),
        duties=duties_of(source, header, addressees, sections, items, deadlines),
        petitions=petitions_of(source, header, sections, items, is_minutes=layout.is_minutes),
    )


def _own_first(signatories: tuple[Signatory, ...], header: Header) -> tuple[Signatory, ...]:
    """Of a joint paper, the signer of the body named first stands first, whichever column it signs in."""
    if len(signatories) < 2 or header.issuer is None:
        return signatories
    own, *others = (_words(body.value) for body in (header.issuer, *header.co_issuers))

    def shared(signatory: Signatory) -> int:
        lines = [value.value for value in (signatory.authority, signatory.title) if value]
        words = _words(" ".join(lines))
        return len(own & words) - max((len(other & words) for other in others), default=0)

    return tuple(sorted(signatories, key=shared, reverse=True))


def _words(name: str) -> set[str]:
    return set(fold(spelled(name)).split())


def _header(source: Source, layout: Layout) -> Header:
    number = number_of(source, layout)
    place, date = place_and_date(source, layout)
    issuer, superior, co_issuers = issuer_and_superior(source, layout, number, place)
    return Header(
        type=type_of(layout, number, source),
        number=number,
        place=place,
        date=date,
        issuer=issuer,
        co_issuers=co_issuers,
        superior=superior,
        subject=subject_of(source, layout),
    )
