"""The report as an official paper: the same words and figures as on screen, in the union's layout."""

from datetime import date

from django.utils import timezone

from congdoan.documents.writing import (
    Appendix,
    Column,
    Heading,
    Paper,
    Paragraph,
    Recipient,
    Signature,
    Span,
    Table,
)
from congdoan.documents.writing.paper import Block as PaperBlock
from congdoan.documents.writing.paper import Level
from congdoan.documents.writing.wording import day_in_figures
from congdoan.foundation.units_of_count import unit_on_paper
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body
from congdoan.registry.models import RegisteredDocument
from congdoan.reports.figures import Frozen, Part, Shown, frozen_figure, segments, shown
from congdoan.reports.models import Block, Report
from congdoan.reports.queries import receivers
from congdoan.reports.rules import Words, format_decimal


def paper(report: Report, *, trail: str = "") -> Paper:
    """The report as it would be signed today, or as it was signed.

    `trail` is the web address that opens a figure's trail when the figure's name is put after it; empty prints no
    links.
    """
    figures = shown(report)
    document = report.document
    signed_on = document.issued_on if document else None
    body = tuple(part for block in report.blocks.all() for part in _body(block, figures, trail))
    return Paper(
        issuer=written_by(report),
        superior=_superior(report),
        kind="Báo cáo",
        subject=report.request.title,
        symbol=document.symbol.partition("/")[2] if document else f"BC-{report.writer.symbol}",
        place=organisation.place_of(report.writer, on=day_of(report)),
        number=_number(document),
        on=signed_on,
        year=report.request.period_end.year,
        body=(*_opening(report), *body),
        recipients=tuple(Recipient(name, "B/c") for name in _addressees(report)),
        archive="VT",
        signatures=_signatures(report),
        appendices=_appendices(figures),
        is_draft=report.state != "signed",
    )


def day_of(report: Report) -> date:
    """The day whose layout, names and superiors the paper shows: that of signing, or the end of the period."""
    return timezone.localdate(report.signed_at) if report.signed_at else report.request.period_end


def _addressees(report: Report) -> list[str]:
    """Whom it went to when it was signed; a later heir of that unit does not change the paper."""
    sent_to = report.document.recipients.filter(purpose="báo cáo").first() if report.document else None
    return [sent_to.name] if sent_to else [unit.name for unit in receivers(report, day_of(report))]


def _body(block: Block, figures: dict[str, Shown], trail: str) -> list[PaperBlock]:
    if block.kind == "heading":
        return [Heading(level=_level(block.label), text=block.text, label=block.label)]
    return [Paragraph(tuple(line)) for line in _lines(block, figures, trail) if line]


def _lines(block: Block, figures: dict[str, Shown], trail: str) -> list[list[Span]]:
    """The block's text broken at its line ends, figures bold and, where a trail is given, linked."""
    lines: list[list[Span]] = [[]]
    for part in segments(block, figures):
        if isinstance(part, Words):
            first, *rest = part.text.split("\n")
            lines[-1].extend([Span(first)] if first else [])
            lines.extend([Span(line)] if line else [] for line in rest)
        else:
            link = f"{trail}{part.token.name}" if trail.startswith("http") else ""
            lines[-1].append(Span(part.text, link=link))
    return lines


def _level(label: str) -> Level:
    if label.rstrip(".").isdigit():
        return 2
    return 3 if len(label) <= 2 and label[:1].islower() else 1


def written_by(report: Report) -> str:
    """The name its writer bore on the day of the paper."""
    named = organisation.name_on(report.writer, day_of(report))
    return named.name if named else report.writer.name


def _superior(report: Report) -> str:
    above = organisation.parent(report.writer, on=day_of(report))
    return above.name if above else ""


def _number(document: RegisteredDocument | None) -> str | None:
    return f"{document.number:02}{document.suffix}" if document and document.number else None


def _opening(report: Report) -> tuple[Paragraph, ...]:
    """What the report carries out and who reports: "Thực hiện Kế hoạch số …, Công đoàn … báo cáo như sau:"."""
    document = report.request.duty.document
    if document is None or document.issued_on is None:
        return ()
    issuer: Body | None = document.issuer
    kind = document.type.name if document.type else "Văn bản"
    of = f" của {issuer.name}" if issuer else ""
    about = f"{of} về {_mid_sentence(document.subject)}".rstrip(".")
    day = day_in_figures(document.issued_on)
    words = f"Thực hiện {kind} số {document.symbol} ngày {day}{about}, {written_by(report)} báo cáo như sau:"
    return (Paragraph((Span(words),)),)


def _mid_sentence(subject: str) -> str:
    """The subject with a small first letter, unless its first word is an abbreviation."""
    return subject[:1].lower() + subject[1:] if subject[1:2].islower() or subject[1:2] == " " else subject


def _signatures(report: Report) -> tuple[Signature, ...]:
    if not report.signer_name:
        return ()
    authority = tuple(line for line in report.signer_authority.split(" / ") if line)
    return (Signature(title=report.signer_title.upper(), name=report.signer_name, authority=authority),)


def _appendices(figures: dict[str, Shown]) -> tuple[Appendix, ...]:
    """Each figure the text quotes, with its parts by unit as signed; none while the report is live.

    A figure about illness is not told by unit: the paper goes further than those who see the cases.
    """
    frozen = [(figure, signed) for figure in figures.values() if (signed := frozen_figure(figure.token)) is not None]
    if not frozen:
        return ()
    tables = tuple(
        _not_split(figure, signed) if figure.token.indicator.is_sensitive else _parts_table(figure, signed)
        for figure, signed in frozen
        if signed.parts
    )
    return (Appendix(title="Số liệu của báo cáo theo đơn vị", body=tables),) if tables else ()


def _said(part: Part) -> str:
    """A unit's share on paper: silence and an answer that never came are no zero."""
    if part.state == "missing":
        return "chưa báo cáo"
    return "–" if part.value is None or part.state in {"silent", "not_applicable"} else format_decimal(part.value)


def _not_split(figure: Shown, signed: Frozen) -> Paragraph:
    indicator = figure.token.indicator
    value = "chưa có số" if signed.value is None else format_decimal(signed.value)
    counted = unit_on_paper(indicator.unit_of_count)
    return Paragraph(
        f"{value} {counted}; không chia theo đơn vị để không lộ ai được hỗ trợ.", lead=f"{indicator.name}:"
    )


def _parts_table(figure: Shown, signed: Frozen) -> Table:
    indicator = figure.token.indicator
    rows = tuple((str(place), part.name, _said(part)) for place, part in enumerate(signed.parts, start=1))
    total = ("", "Toàn đơn vị", "chưa có số" if signed.value is None else format_decimal(signed.value))
    return Table(
        columns=(Column("STT", align="center"), Column("Đơn vị"), Column("Số liệu", align="right")),
        rows=rows,
        total=total,
        caption=indicator.name,
        unit=f"Đơn vị tính: {unit_on_paper(indicator.unit_of_count)}",
        note=f"Cách tính: {signed.formula.rstrip('.')}. Số chốt tại vị trí {signed.position} của sổ ghi.",
    )
