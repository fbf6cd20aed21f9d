"""Writing a report: a draft prefilled from the journal, blocks of plain text, figures that stand in it by name."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max, Q

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, NotFound, Refused
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.indicators.models import Indicator
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit
from congdoan.reports.actions.asking import refuse_closed_request
from congdoan.reports.models import Block, KeptNumber, Report, ReportRequest, Token
from congdoan.reports.occurrences import answers, with_first
from congdoan.reports.rules import WORDINGS, is_editable, slots

REMOVED = "reports.block.removed"
KEPT = ("kind", "label", "text", "prompt", "quoted", "ordinal", "version")
"""What a removed block keeps in its audit entry."""


@transaction.atomic
def open_report(request: ReportRequest, *, unit: Unit, by: Actor) -> Report:
    """The unit's draft on the request, made from the outline with its figures in place;

    the one already there if there is one. Raises Refused for a unit the report was not asked of, or once the request is
    closed.
    """
    existing = Report.objects.filter(request=request, unit=unit).first()
    if existing:
        return existing
    refuse_closed_request(request)
    owed = Obligation.objects.filter(duty=request.duty_id, bearer_id=unit.pk).open()
    obligation = next((row for row in with_first(owed) if answers(request, row)), None)
    if obligation is None:
        raise Refused(_("%(unit)s không phải gửi báo cáo này, hoặc đã gửi.") % {"unit": unit.name})
    heir = Unit.objects.filter(pk=obligation.heir_id).first() if obligation.heir_id else None
    return _begun(Report(request=request, unit=unit, heir=heir, obligation=obligation), by=by)


@transaction.atomic
def open_own(request: ReportRequest, *, by: Actor) -> Report:
    """The report the unit that asked draws together for itself, where nobody above asked for one; the one already there
    if there is one. Its figures stand in it, its words come from the reports below.

    Raises Refused where the unit owes a report on this very request: that one goes up.
    """
    unit = request.judge
    existing = Report.objects.filter(request=request).filter(Q(obligation=None) | Q(unit=unit)).first()
    if existing is None:
        return _begun(Report(request=request, unit=unit), by=by)
    if not existing.is_own:
        raise Refused(_("%(unit)s có báo cáo phải gửi theo yêu cầu này; hãy viết báo cáo ấy.") % {"unit": unit.name})
    return existing


def _begun(report: Report, *, by: Actor) -> Report:
    """The report stored, with the outline's headings and the figures under each."""
    request = report.request
    report.created_at, report.created_by = clock.now(), by.key
    report.save()
    blocks = []
    for ordinal, heading in enumerate(request.outline, start=1):
        title, text = heading["title"], _prefilled(report, heading.get("indicators", []))
        blocks += [
            Block(report=report, ordinal=ordinal * 20, kind="heading", label=heading["label"], text=title),
            Block(
                report=report,
                ordinal=ordinal * 20 + 10,
                kind="paragraph",
                prompt=heading.get("prompt", ""),
                text=text,
            ),
        ]
    Block.objects.bulk_create(blocks)
    audit.record(
        "reports.report.opened", f"report:{report.key}", _("Mở báo cáo “%(title)s”.") % {"title": request.title}, by=by
    )
    return report


@transaction.atomic
def write(block: Block, *, text: str, version: int, by: Actor) -> Block:
    """Replace a block's text.

    Raises Changed with the text now stored when somebody saved first, Refused for an unknown figure.
    """
    block = _locked(block)
    if block.version != version:
        raise Changed(_("Đoạn này vừa được người khác sửa; hãy so hai bản rồi lưu lại."), theirs={"text": block.text})
    tidy = nfc(text).replace("\r\n", "\n").strip()
    _refuse_unknown_figures(block.report, tidy)
    before = block.text
    block.text, block.version = tidy, block.version + 1
    block.save(update_fields=["text", "version"])
    if before != tidy:
        audit.record(
            "reports.block.written",
            f"report:{block.report.key}",
            _("Sửa một đoạn của báo cáo."),
            by=by,
            details={"before": before[:2000], "after": tidy[:2000]},
        )
    return block


@transaction.atomic
def add_block(report: Report, *, kind: str, after: Block | None, text: str = "", label: str = "", by: Actor) -> Block:
    """Put a new heading or paragraph after `after`, or at the end."""
    report = being_written(report.pk)
    _refuse_unknown_figures(report, text)
    if after is not None:
        ordinal = after.ordinal + 1
        report.blocks.filter(ordinal__gte=ordinal).update(ordinal=F("ordinal") + 1)
    else:
        ordinal = (report.blocks.aggregate(last=Max("ordinal"))["last"] or 0) + 10
    block = Block.objects.create(report=report, ordinal=ordinal, kind=kind, label=label, text=nfc(text))
    audit.record("reports.block.added", f"report:{report.key}", _("Thêm một đoạn vào báo cáo."), by=by)
    return block


@transaction.atomic
def remove_block(block: Block, *, by: Actor) -> None:
    """Take a block out of the draft; the audit entry keeps all of it so that `restore_block` can put it back."""
    block = _locked(block)
    audit.record(
        REMOVED,
        f"report:{block.report.key}",
        _("Bỏ một đoạn khỏi báo cáo."),
        by=by,
        details={
            "key": block.key,
            "excerpt_of": block.excerpt_of.key if block.excerpt_of else "",
            "remarks": list(block.remarks.values_list("key", flat=True)),
            **{name: getattr(block, name) for name in KEPT},
        },
    )
    block.delete()


@transaction.atomic
def restore_block(report: Report, key: str, *, by: Actor) -> Block:
    """Put a removed block back where it stood, with its source and its remarks; the one there if it is back already.

    Raises NotFound when no block of that key was ever removed from the report, Refused when it may not be written now.
    """
    report = being_written(report.pk)
    standing = report.blocks.filter(key=key).first()
    if standing:
        return standing
    entry = AuditEntry.objects.filter(action=REMOVED, subject=f"report:{report.key}", details__key=key).first()
    if entry is None:
        raise NotFound(_("Không còn dấu vết của đoạn đã bỏ này trong báo cáo."))
    known = entry.details
    source = Block.objects.filter(key=known["excerpt_of"]).first() if known["excerpt_of"] else None
    block = Block.objects.create(report=report, key=key, excerpt_of=source, **{name: known[name] for name in KEPT})
    report.remarks.filter(key__in=known["remarks"]).update(block=block)
    audit.record("reports.block.restored", f"report:{report.key}", _("Đưa lại một đoạn đã bỏ."), by=by)
    return block


@transaction.atomic
def quote_figure(block: Block, *, words: str, token: Token, version: int, by: Actor) -> Block:
    """Put the figure in place of `words`, a number typed by hand, where they first stand in the block.

    Raises Refused when the block does not hold those words, Changed when somebody saved first.
    """
    before, found, after = block.text.partition(words)
    if not words or not found or token.report_id != block.report_id:
        raise Refused(_("Đoạn này không còn chữ “%(words)s”; hãy tải lại trang.") % {"words": words})
    return write(block, text=f"{before}{{{{{token.name}}}}}{after}", version=version, by=by)


@transaction.atomic
def keep_number(block: Block, *, words: str, reason: str, by: Actor) -> KeptNumber:
    """Keep `words`, a number the records contradict, and say why to those who read the report above.

    Raises Refused without a reason, or when the block no longer holds those words.
    """
    block = _locked(block)
    if not words or words not in block.text:
        raise Refused(_("Đoạn này không còn chữ “%(words)s”; hãy tải lại trang.") % {"words": words})
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do giữ số này: người đọc báo cáo sẽ thấy."), field="reason")
    kept, _is_new = KeptNumber.objects.update_or_create(
        block=block,
        words=words,
        defaults={"reason": nfc(reason).strip(), "kept_at": clock.now(), "kept_by": by.key, "kept_by_name": by.name},
    )
    said = _("Giữ số “%(words)s” khác với sổ ghi.") % {"words": words}
    audit.record("reports.number.kept", f"report:{block.report.key}", said, by=by)
    return kept


@transaction.atomic
def move_block(block: Block, *, up: bool, by: Actor) -> None:
    """Swap the block with its neighbour above or below; at the edge nothing moves."""
    block = _locked(block)
    others = block.report.blocks.exclude(pk=block.pk)
    other = (
        others.filter(ordinal__lte=block.ordinal).last() if up else others.filter(ordinal__gte=block.ordinal).first()
    )
    if other is None:
        return
    block.ordinal, other.ordinal = other.ordinal, block.ordinal
    block.save(update_fields=["ordinal"])
    other.save(update_fields=["ordinal"])
    audit.record("reports.block.moved", f"report:{block.report.key}", _("Đổi thứ tự một đoạn của báo cáo."), by=by)


@transaction.atomic
def place_figure(
    report: Report, *, indicator: Indicator, by: Actor, period: Period | None = None, wording: str = ""
) -> Token:
    """Give the report a figure that its text may quote as `{{name}}`; the one already there for the same indicator
    and period.

    The period is the report's up to its cut-off unless told.
    """
    report = being_written(report.pk)
    token = _token(report, indicator, period=period, wording=wording)
    audit.record("reports.token.placed", f"report:{report.key}", _("Đưa một con số vào báo cáo."), by=by)
    return token


@transaction.atomic
def set_wording(token: Token, *, wording: str, by: Actor) -> Token:
    """How the sentence quotes the figure: exactly, or "trên", "gần", "khoảng" with a rounding that stays true."""
    being_written(token.report_id)
    if wording not in WORDINGS:
        raise Refused(_("Không có cách viết “%(wording)s” cho con số.") % {"wording": wording}, field="wording")
    token.wording = wording
    token.save(update_fields=["wording"])
    audit.record("reports.token.worded", f"report:{token.report.key}", _("Đổi cách viết một con số."), by=by)
    return token


def figure_period(request: ReportRequest) -> Period:
    """The days whose facts belong in the report: its period, closed at the cut-off."""
    return Period(request.period_start, min(request.period_end, request.cutoff_on))


def _token(report: Report, indicator: Indicator, *, period: Period | None = None, wording: str = "") -> Token:
    return _tokens(report, [indicator], period=period, wording=wording)[0]


def _tokens(
    report: Report, indicators: Sequence[Indicator], *, period: Period | None = None, wording: str = ""
) -> list[Token]:
    """A token for each indicator over the period, those there already as they are. Two statements for any number."""
    days = period or figure_period(report.request)
    standing = list(report.tokens.all())
    taken = {row.name for row in standing}
    same = {row.indicator_id: row for row in standing if (row.period_start, row.period_end) == (days.start, days.end)}
    made = []
    for indicator in indicators:
        if indicator.code not in same:
            token = Token(report=report, name=_free_name(indicator, taken), indicator=indicator, wording=wording)
            token.period_start, token.period_end = days.start, days.end
            same[indicator.code] = token
            taken.add(token.name)
            made.append(token)
    Token.objects.bulk_create(made)
    return [same[indicator.code] for indicator in indicators]


def _free_name(indicator: Indicator, taken: set[str]) -> str:
    base = indicator.code[:34]
    return next(name for name in [base, *(f"{base}_{n}" for n in range(2, 999))] if name not in taken)


def _prefilled(report: Report, indicators: list[str]) -> str:
    """One plain sentence a figure, for the officer to turn into prose."""
    if not indicators:
        return ""
    found = Indicator.objects.in_bulk(indicators)
    tokens = _tokens(report, [found[code] for code in indicators])
    return "\n".join(f"{found[token.indicator_id].name}: {{{{{token.name}}}}}." for token in tokens)


def being_written(report_id: int) -> Report:
    """The report with its row locked; every verb that writes takes this lock first, and so does sending.

    Raises Refused once it was sent: what its reader judges does not move.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("request").get(pk=report_id)
    if not is_editable(report.state):
        raise Refused(_("Báo cáo này không còn ở bước soạn; muốn sửa, hãy xin cấp trên trả lại."))
    return report


def _locked(block: Block) -> Block:
    """The block as it stands, in a report that nobody sends meanwhile."""
    report = being_written(block.report_id)
    return report.blocks.select_related("report", "excerpt_of").get(pk=block.pk)


def _refuse_unknown_figures(report: Report, text: str) -> None:
    known = set(report.tokens.values_list("name", flat=True))
    unknown = [name for name in slots(text) if name not in known]
    if unknown:
        raise Refused(
            _("Không có con số tên %(names)s trong báo cáo này. Hãy chọn con số ở danh sách bên cạnh, hoặc xóa chỗ đó.")
            % {"names": ", ".join(f"{{{{{name}}}}}" for name in unknown)},
            field="text",
        )
