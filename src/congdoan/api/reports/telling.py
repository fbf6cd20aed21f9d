"""From reports to the values of `shapes`."""

from congdoan.accounts.models import User
from congdoan.api.reports.shapes import BlockOut, ChangeOut, RemarkOut, ReportOut, ReportRow, RequestRow, TokenOut
from congdoan.api.shapes import named
from congdoan.indicators.plain import plain_value
from congdoan.obligations.access import visible_to
from congdoan.registry import access as registry
from congdoan.reports.drift import changes_since
from congdoan.reports.figures import Shown, as_told, may_see_parts, plain_text, shown
from congdoan.reports.models import Remark, Report, ReportRequest


def row(report: Report) -> ReportRow:
    asked = report.request
    return ReportRow(
        key=report.key,
        title=asked.title,
        unit=named(report.unit),
        receiver=named(asked.receiver),
        period_start=asked.period_start,
        period_end=asked.period_end,
        cutoff_on=asked.cutoff_on,
        state=report.state,
        sent_at=report.sent_at,
        accepted_at=report.accepted_at,
        signed_at=report.signed_at,
        version=report.version,
    )


def asked(request: ReportRequest) -> RequestRow:
    return RequestRow(
        key=request.key,
        title=request.title,
        receiver=named(request.receiver),
        period_start=request.period_start,
        period_end=request.period_end,
        cutoff_on=request.cutoff_on,
        closed_at=request.closed_at,
    )


def whole(report: Report, user: User) -> ReportOut:
    """With its words, figures and remarks. One live figure a token: a handful of queries each."""
    figures = as_told(shown(report), user)
    owed = visible_to(user).filter(report=report).first()
    paper = registry.visible_to(user).filter(report=report).first()
    return ReportOut(
        **row(report).model_dump(),
        obligation=owed.key if owed else None,
        document=paper.key if paper else None,
        signer_name=report.signer_name,
        signer_title=report.signer_title,
        journal_position=report.journal_position,
        blocks=[
            BlockOut(
                key=each.key,
                version=each.version,
                kind=each.kind,
                label=each.label,
                text=plain_text(each, figures),
                source=each.text,
            )
            for each in report.blocks.all()
        ],
        figures=[_token(each, user) for each in figures.values()],
        remarks=[_remark(each) for each in report.remarks.select_related("block", "token")],
    )


def _token(figure: Shown, user: User) -> TokenOut:
    token = figure.token
    return TokenOut(
        name=token.name,
        indicator=token.indicator_id,
        period_start=token.period_start,
        period_end=token.period_end,
        value=plain_value(figure.value),
        live=plain_value(figure.live),
        drift=plain_value(figure.drift),
        is_frozen=figure.is_frozen,
        wording=token.wording,
        text=figure.text,
        changes=[
            ChangeOut(
                source=each.entry.source,
                organisation=named(each.entry.unit),
                measure=each.entry.measure_id,
                quantity=each.entry.quantity,
                occurred_on=each.entry.occurred_on,
                reason=each.reason,
            )
            for each in (changes_since(token) if may_see_parts(user, token) else ())
        ],
    )


def _remark(each: Remark) -> RemarkOut:
    return RemarkOut(
        key=each.key,
        text=each.text,
        quote=each.quote,
        block=each.block.key if each.block else None,
        figure=each.token.name if each.token else None,
        made_at=each.made_at,
        made_by=each.made_by_name,
        closed_at=each.closed_at,
        reply=each.reply,
    )
