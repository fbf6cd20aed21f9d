"""What an officer decides about a proposed duty: takes it, changes it, splits it, drops it, thinks again."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.models import Measure
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.obligations.models import Duty, DutyState, Recurrence
from congdoan.obligations.proposing.bearing import Bearer, lay_bearers
from congdoan.obligations.proposing.words import asks_for_report
from congdoan.registry.models import DocumentState

WITHOUT_DATE = "không ghi hạn"


@transaction.atomic
def accept(
    duty: Duty, *, by: Actor, due_on: date | None = None, without_date: bool = False, version: int | None = None
) -> Duty:
    """Take the duty, to be laid with its paper (see `taking.accept`). `due_on` sets or changes the due day.

    Raises Refused for a duty that names nobody, and for one without a day unless `without_date` says that it shall have
    none: the words of the paper are then kept in its place.
    """
    row = _held(duty, version)
    _refuse_decided(row)
    if not row.bearers.exists():
        raise Refused(_("Chưa rõ ai phải làm việc này; hãy chọn đơn vị rồi nhận."), field="bearers")
    if without_date:
        row.due_on = None
        row.due_text = row.due_text or WITHOUT_DATE
    else:
        row.due_on = due_on or row.due_on
        _refuse_dateless(row)
    row.state = DutyState.ACCEPTED
    return _saved(row, "accepted", _("Nhận việc: %(what)s"), by)


@transaction.atomic
def amend(
    duty: Duty,
    *,
    what: str,
    bearers: Sequence[Bearer],
    due_on: date | None,
    proof: str,
    by: Actor,
    version: int,
    due_text: str | None = None,
    measure: Measure | None = None,
    recurrence: str = Recurrence.ONCE,
    accountable_office: str = "",
) -> Duty:
    """Change the duty; it is undecided again. Raises Changed when someone saved first."""
    row = _held(duty, version)
    _refuse_laid(row)
    if not what.strip():
        raise Refused(_("Hãy ghi việc phải làm."), field="what")
    row.what, row.proof, row.due_on = nfc(what).strip(), nfc(proof).strip(), due_on
    row.due_text = row.due_text if due_text is None else nfc(due_text).strip()
    row.measure, row.recurrence, row.accountable_office = measure, recurrence, accountable_office
    row.is_report = asks_for_report(row.what, row.proof)
    row.state, row.state_reason = DutyState.PROPOSED, ""
    lay_bearers(row, bearers)
    return _saved(row, "amended", _("Sửa việc: %(what)s"), by)


@transaction.atomic
def split(duty: Duty, *, parts: Sequence[str], by: Actor, version: int | None = None) -> list[Duty]:
    """Put several duties in place of one, with the same bearers, due and source; the one is dropped.

    Raises Refused for fewer than two parts.
    """
    row = _held(duty, version)
    _refuse_laid(row)
    wanted = [nfc(part).strip() for part in parts if part.strip()]
    if len(wanted) < 2:
        raise Refused(_("Hãy viết mỗi việc một dòng, ít nhất hai dòng."), field="parts")
    bearers = [bearer.group or bearer.body for bearer in row.bearers.select_related("group", "body")]
    made = []
    for what in wanted:
        part = Duty.objects.get(pk=row.pk)
        part.pk, part.key = None, Duty._meta.get_field("key").get_default()
        part.what, part.split_from, part.state, part.version = what, row, DutyState.PROPOSED, 1
        part.is_report = asks_for_report(what, part.proof)
        part.save(force_insert=True)
        lay_bearers(part, [bearer for bearer in bearers if bearer])
        made.append(part)
    row.state, row.state_reason = DutyState.REJECTED, _("Tách thành %(count)d việc.") % {"count": len(made)}
    _saved(row, "split", _("Tách việc: %(what)s"), by)
    return made


@transaction.atomic
def reject(duty: Duty, *, by: Actor, reason: str = "", version: int | None = None) -> Duty:
    """Drop the duty: it stays beside the paper, marked, and is laid on nobody."""
    row = _held(duty, version)
    _refuse_decided(row)
    row.state, row.state_reason = DutyState.REJECTED, reason.strip()
    return _saved(row, "rejected", _("Bỏ việc: %(what)s"), by)


@transaction.atomic
def reconsider(duty: Duty, *, by: Actor) -> Duty:
    """Undo a decision. A duty that was split comes back in place of its parts.

    Raises Refused once it was laid on somebody, or a part of it was.
    """
    row = _held(duty, None)
    _refuse_laid(row)
    for part in row.parts.all():
        _refuse_laid(part)
        part.delete()
    row.state, row.state_reason = DutyState.PROPOSED, ""
    return _saved(row, "reconsidered", _("Xem lại việc: %(what)s"), by)


def _held(duty: Duty, version: int | None) -> Duty:
    row = Duty.objects.select_for_update(of=("self",)).select_related("document").get(pk=duty.pk)
    if version is not None and version != row.version:
        raise Changed(_("Người khác vừa sửa việc này; hãy xem lại."), theirs=_theirs(row))
    if row.document and row.document.state == DocumentState.DISCARDED:
        raise Refused(_("Văn bản của việc này đã bị bỏ; hãy lấy lại văn bản trước."))
    return row


def _theirs(row: Duty) -> dict[str, str]:
    return {
        str(_("Việc")): row.what,
        str(_("Hạn")): f"{row.due_on:%d/%m/%Y}" if row.due_on else row.due_text or str(_("chưa có")),
        str(_("Trạng thái")): str(row.get_state_display()),
    }


def _refuse_decided(row: Duty) -> None:
    if row.state != DutyState.PROPOSED:
        raise Refused(_("Việc này %(state)s; muốn đổi, hãy bấm Xem lại trước.") % {"state": row.get_state_display()})


def _refuse_laid(row: Duty) -> None:
    if row.obligations.exists():
        raise Refused(_("Việc này đã giao cho đơn vị nên không sửa ở đây; hãy gia hạn hoặc miễn tại Nhiệm vụ."))


def _refuse_dateless(row: Duty) -> None:
    if row.due_on is None:
        words = _("Văn bản ghi “%(words)s”") % {"words": row.due_text} if row.due_text else _("Văn bản không nói hạn")
        raise Refused(_("%(words)s: hãy đặt một ngày, hoặc chọn “để trống hạn”.") % {"words": words}, field="due_on")
    is_own_draft = row.document is not None and row.document.state == DocumentState.DRAFT
    if is_own_draft and row.due_on < clock.today():
        raise Refused(_("Hạn %(day)s đã qua.") % {"day": f"{row.due_on:%d/%m/%Y}"}, field="due_on")
    if row.due_on < row.given_on and not is_own_draft:
        raise Refused(
            _("Hạn %(due)s ở trước ngày văn bản %(day)s.")
            % {"due": f"{row.due_on:%d/%m/%Y}", "day": f"{row.given_on:%d/%m/%Y}"},
            field="due_on",
        )


def _saved(row: Duty, what: str, sentence: str, by: Actor) -> Duty:
    row.version += 1
    row.save()
    audit.record(f"obligations.duty.{what}", f"duty:{row.key}", sentence % {"what": row.what[:200]}, by=by)
    return row
