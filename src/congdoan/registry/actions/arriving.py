"""Papers that come in: taken from a file, a text or a delivery, corrected by an officer, entered in a book."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.organisation.models import Unit
from congdoan.registry.actions import contents
from congdoan.registry.actions.numbers import series_for, take_in
from congdoan.registry.fields import PaperFields
from congdoan.registry.models import Delivery, Direction, DocumentState, RegisteredDocument, TakenNumber
from congdoan.registry.queries import arrival_of, same_paper
from congdoan.registry.readings import correct

Files = Sequence[tuple[str, bytes]]


@transaction.atomic
def take_paper(unit: Unit, *, fields: PaperFields, by: Actor, files: Files = ()) -> RegisteredDocument:
    """Lay a paper that was dropped in on the desk of `unit`: kept with its files, not yet in any book."""
    document = RegisteredDocument(state=DocumentState.ARRIVING, keeper=unit, created_at=clock.now(), created_by=by.key)
    contents.fill(document, fields)
    document.save()
    contents.lay(document, fields)
    contents.attach(document, tuple(files), role="original", by=by)
    _note(document, "taken_in", _("Tiếp nhận %(paper)s, chờ vào sổ."), by)
    return document


@transaction.atomic
def correct_arriving(
    document: RegisteredDocument, *, fields: PaperFields, version: int, by: Actor
) -> RegisteredDocument:
    """Save what the officer made of the reading. The reading itself stands; each correction is noted beside it.

    Raises Changed when someone saved first, Refused once the paper is in a book.
    """
    locked = contents.hold(document, version, fields)
    _refuse_settled(locked)
    locked.reading = correct(locked.reading, fields, by=by)
    contents.fill(locked, fields.with_(reading=locked.reading))
    locked.version += 1
    locked.save()
    contents.lay(locked, fields)
    return locked


@transaction.atomic
def enter(document: RegisteredDocument, *, received_on: date, by: Actor, version: int | None = None) -> TakenNumber:
    """Enter a paper lying on the desk in the incoming book of its unit and take the arrival number.

    Raises Refused for a paper without issuer or subject, for a day to come, and for one that is in the book already,
    naming it.
    """
    locked = contents.hold(document, version)
    _refuse_settled(locked)
    _refuse_incomplete(locked)
    series = series_for(locked.keeper, direction=Direction.INCOMING, type=None, on=_not_to_come(received_on))
    _refuse_duplicate(locked)
    locked.state = DocumentState.REGISTERED
    locked.version += 1
    locked.save()
    contents.lay_citations(locked)
    taken = take_in(series, locked, on=received_on, by=by)
    moment = clock.now()
    Delivery.objects.get_or_create(
        document=locked,
        body_id=locked.keeper_id,
        defaults={
            "delivered_at": moment, "opened_at": moment, "opened_by": by.name,
            "acknowledged_at": moment, "acknowledged_by": by.name,
        },
    )  # fmt: skip
    sentence = _("Vào sổ đến số %(number)d: %(paper)s.") % {"number": taken.number, "paper": _named(locked)}
    audit.record("registry.document.registered", f"document:{locked.key}", sentence, by=by)
    return taken


@transaction.atomic
def register_incoming(
    unit: Unit, *, fields: PaperFields, received_on: date, by: Actor, files: Files = ()
) -> RegisteredDocument:
    """Take a paper in and enter it at once. Raises Refused as `enter` does."""
    document = take_paper(unit, fields=fields, by=by, files=files)
    enter(document, received_on=received_on, by=by)
    document.refresh_from_db()
    return document


@transaction.atomic
def register_delivery(document: RegisteredDocument, *, unit: Unit, received_on: date, by: Actor) -> TakenNumber:
    """Enter a paper that reached `unit` through this system in its incoming book; this acknowledges it too.

    Raises Refused when it was not sent to the unit, was recalled, or is in the book already.
    """
    delivery = Delivery.objects.select_for_update().filter(document=document, body=unit).first()
    if delivery is None:
        raise Refused(_("Văn bản này không được gửi đến %(unit)s.") % {"unit": unit.name})
    if RegisteredDocument.objects.get(pk=document.pk).state == DocumentState.RECALLED:
        raise Refused(_("%(paper)s đã bị thu hồi nên không vào sổ nữa.") % {"paper": _named(document)})
    series = series_for(unit, direction=Direction.INCOMING, type=None, on=_not_to_come(received_on))
    if already := arrival_of(document, unit):
        raise Refused(_("Đã vào sổ đến số %(number)d.") % {"number": already.number})
    taken = take_in(series, document, on=received_on, by=by)
    moment = clock.now()
    delivery.opened_at, delivery.opened_by = delivery.opened_at or moment, delivery.opened_by or by.name
    delivery.acknowledged_at = delivery.acknowledged_at or moment
    delivery.acknowledged_by = delivery.acknowledged_by or by.name
    delivery.save()
    sentence = _("%(unit)s vào sổ đến số %(number)d.") % {"unit": unit.name, "number": taken.number}
    audit.record("registry.document.registered", f"document:{document.key}", sentence, by=by)
    return taken


@transaction.atomic
def set_aside(document: RegisteredDocument, *, by: Actor) -> RegisteredDocument:
    """Clear a draft, or a paper that lay on the desk by mistake, away. `bring_back` undoes it."""
    locked = contents.hold(document, None)
    if locked.state not in (DocumentState.DRAFT, DocumentState.ARRIVING):
        raise Refused(_("%(paper)s đã có số nên không bỏ được; chỉ có thể thu hồi.") % {"paper": _named(locked)})
    locked.reading = {**locked.reading, "was": locked.state}
    locked.state = DocumentState.DISCARDED
    locked.version += 1
    locked.save()
    _note(locked, "set_aside", _("Bỏ %(paper)s."), by)
    return locked


@transaction.atomic
def bring_back(document: RegisteredDocument, *, by: Actor) -> RegisteredDocument:
    """Undo `set_aside`: the paper is what it was before."""
    locked = contents.hold(document, None)
    if locked.state != DocumentState.DISCARDED:
        raise Refused(_("Văn bản này không nằm trong thùng bỏ."))
    reading = dict(locked.reading)
    locked.state = reading.pop("was", DocumentState.DRAFT)
    locked.reading = reading
    locked.version += 1
    locked.save()
    _note(locked, "brought_back", _("Lấy lại %(paper)s."), by)
    return locked


def _refuse_settled(document: RegisteredDocument) -> None:
    if document.state != DocumentState.ARRIVING:
        raise Refused(
            _("%(paper)s hiện ở trạng thái “%(state)s” nên không sửa hay vào sổ ở đây nữa.")
            % {"paper": _named(document), "state": document.get_state_display()}
        )


def _refuse_incomplete(document: RegisteredDocument) -> None:
    if not document.issuer_id and not document.issuer_text:
        raise Refused(_("Hãy ghi cơ quan ban hành trước khi vào sổ."), field="issuer_text")
    if not document.subject:
        raise Refused(_("Hãy ghi trích yếu trước khi vào sổ."), field="subject")
    if document.issuer_id == document.keeper_id:
        raise Refused(_("Văn bản này do chính đơn vị ban hành; hãy đưa vào sổ đi thay vì sổ đến."), field="issuer_text")
    if document.issued_on and document.issued_on > clock.today():
        raise Refused(
            _("Ngày văn bản %(day)s ở sau hôm nay; hãy xem lại.") % {"day": f"{document.issued_on:%d/%m/%Y}"},
            field="issued_on",
        )


def _refuse_duplicate(document: RegisteredDocument) -> None:
    """Asked while the series is locked, so that two clerks entering the same paper at once meet here."""
    there = same_paper(
        document.keeper,
        symbol=document.symbol,
        issued_on=document.issued_on,
        issuer=document.issuer,
        issuer_text=document.issuer_text,
    )
    if there is None:
        return
    arrival = arrival_of(there, document.keeper)
    words = {"paper": _named(there), "issuer": str(there.issuer or there.issuer_text)}
    if arrival:
        raise Refused(
            _("%(paper)s của %(issuer)s đã vào sổ đến số %(number)d; không vào sổ lần thứ hai.")
            % {**words, "number": arrival.number},
            field="symbol",
        )
    raise Refused(
        _("%(paper)s của %(issuer)s đã được gửi đến đơn vị qua hệ thống; hãy vào sổ từ bản đó ở mục Chờ vào sổ.")
        % words,
        field="symbol",
    )


def _not_to_come(day: date) -> date:
    if day > clock.today():
        raise Refused(_("Ngày đến %(day)s ở sau hôm nay.") % {"day": f"{day:%d/%m/%Y}"}, field="received_on")
    return day


def _named(document: RegisteredDocument) -> str:
    if not document.symbol:
        return document.subject[:80] or _("văn bản chưa có số, chưa có trích yếu")
    day = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return f"{document.symbol}{day}"


def _note(document: RegisteredDocument, what: str, sentence: str, by: Actor) -> None:
    audit.record(f"registry.document.{what}", f"document:{document.key}", sentence % {"paper": _named(document)}, by=by)
