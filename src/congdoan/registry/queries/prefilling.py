"""Fields to begin a paper with: those of a paper that stands, or an outline drawn from the paper it carries out."""

from datetime import date

from congdoan.organisation import queries as organisation
from congdoan.organisation.models import BodyGroup, Unit
from congdoan.registry.fields import BaseFields, ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import RecipientKind, RegisteredDocument
from congdoan.registry.rules.recipients import CARRY_OUT, REPORT


def fields_of(document: RegisteredDocument) -> PaperFields:
    """Everything entered of the paper, as it stands now. Three queries."""
    return PaperFields(
        subject=document.subject,
        type=document.type_id or "",
        issuer=document.issuer,
        issuer_text=document.issuer_text,
        superior_text=document.superior_text,
        symbol=document.symbol_raw,
        place=document.place,
        issued_on=document.issued_on,
        text=document.text,
        signer_name=document.signer_name,
        signer_title=document.signer_title,
        signer_authority=document.signer_authority,
        archive=document.archive,
        period_start=document.period_start,
        period_end=document.period_end,
        peak_start=document.peak_start,
        peak_end=document.peak_end,
        bases=tuple(
            BaseFields(row.symbol, row.dated, row.issuer_text, row.subject, row.cited, row.is_nested)
            for row in document.bases.select_related("cited")
        ),
        recipients=tuple(
            RecipientFields(row.name, row.kind, row.purpose, row.group, row.body)
            for row in document.recipients.select_related("group", "body")
        ),
        clauses=tuple(
            ClauseFields(row.text, row.label, row.heading, row.path, row.start, row.end)
            for row in document.clauses.all()
        ),
    )


def outline_from(upper: RegisteredDocument, *, unit: Unit, on: date) -> PaperFields:
    """What a paper of `unit` that carries out `upper` may begin with: subject, period, headings, usual recipients.

    The body keeps the upper paper's headings in their order, its words under them, for the officer to change.
    """
    superior = organisation.parent(unit, on=on)
    recipients = [RecipientFields(superior.name, RecipientKind.COPY, REPORT, body=superior)] if superior else []
    group = _usual_group(unit, on)
    if group:
        recipients.append(RecipientFields(group.name, RecipientKind.COPY, CARRY_OUT, group=group))
    return PaperFields(
        subject=upper.subject,
        type="KH" if unit.level_id != "grassroots" else upper.type_id or "KH",
        place=organisation.place_of(unit, on=on),
        superior_text=superior.name if superior else "",
        archive="VT",
        period_start=upper.period_start,
        period_end=upper.period_end,
        peak_start=upper.peak_start,
        peak_end=upper.peak_end,
        recipients=tuple(recipients),
        clauses=_outline(upper),
    )


def _outline(upper: RegisteredDocument) -> tuple[ClauseFields, ...]:
    """The labelled parts of the upper paper; of several paragraphs under one heading the first alone bears it."""
    headed: set[str] = set()
    parts = []
    for row in upper.clauses.all():
        if row.path:
            is_first = row.path not in headed or not row.heading
            headed.add(row.path)
            shown = (row.label, row.heading) if is_first else ("", "")
            parts.append(ClauseFields(row.text, *shown, row.path))
    return tuple(parts)


def _usual_group(unit: Unit, on: date) -> BodyGroup | None:
    """The group of the units directly below, named by their level where all stand on one."""
    levels = set(organisation.children(unit, on=on).values_list("level_id", flat=True))
    if not levels:
        return None
    groups = BodyGroup.objects.filter(reach="children")
    exact = groups.filter(level_id=levels.pop()).first() if len(levels) == 1 else None
    return exact or groups.filter(level__isnull=True).first()
