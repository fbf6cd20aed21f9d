"""Papers that go out: drafted, revised, issued with a number taken at that moment, recalled, replaced."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body, BodyGroup, Unit
from congdoan.registry.actions import contents
from congdoan.registry.actions.numbers import series_for, take_in
from congdoan.registry.fields import BaseFields, PaperFields
from congdoan.registry.models import (
    Basis,
    Delivery,
    Direction,
    DocumentState,
    Recipient,
    RegisteredDocument,
    Series,
    TakenNumber,
)
from congdoan.registry.queries import fields_of, reached
from congdoan.registry.rules.symbols import compose


@transaction.atomic
def draft(
    unit: Unit, *, fields: PaperFields, by: Actor, based_on: Sequence[RegisteredDocument] = ()
) -> RegisteredDocument:
    """Begin a paper of the unit's own, on the ground of `based_on` (put before the grounds of the fields)."""
    grounds = tuple(basis_of(paper) for paper in based_on)
    fields = fields.with_(issuer=unit, symbol="", bases=(*grounds, *fields.bases))
    document = RegisteredDocument(state=DocumentState.DRAFT, keeper=unit, created_at=clock.now(), created_by=by.key)
    contents.fill(document, fields)
    document.save()
    contents.lay(document, fields)
    _note(document, "drafted", _("Soạn dự thảo “%(subject)s”.") % {"subject": document.subject[:120]}, by)
    return document


@transaction.atomic
def revise(document: RegisteredDocument, *, fields: PaperFields, version: int, by: Actor) -> RegisteredDocument:
    """Save a draft. Raises Changed when someone saved first, Refused when it is no draft any more."""
    locked = contents.hold(document, version, fields)
    _refuse_settled(locked)
    contents.fill(locked, fields.with_(issuer=locked.keeper, symbol="", reading=locked.reading))
    locked.version += 1
    locked.save()
    contents.lay(locked, fields)
    _note(locked, "revised", _("Sửa dự thảo “%(subject)s”.") % {"subject": locked.subject[:120]}, by)
    return locked


@transaction.atomic
def claim(document: RegisteredDocument, *, by: Actor) -> RegisteredDocument:
    """A paper taken in from outside is the unit's own, signed on paper before: it becomes a draft to be issued with the
    number and day it bears.
    """
    locked = contents.hold(document, None)
    if locked.state != DocumentState.ARRIVING:
        raise Refused(_("Chỉ làm được khi văn bản còn chờ vào sổ."))
    locked.state = DocumentState.DRAFT
    locked.issuer_id = locked.keeper_id
    locked.version += 1
    locked.save()
    _note(locked, "claimed", _("Nhận là văn bản của đơn vị: “%(subject)s”.") % {"subject": locked.subject[:120]}, by)
    return locked


@transaction.atomic
def issue(
    document: RegisteredDocument, *, on: date, by: Actor, number: int | None = None, suffix: str = ""
) -> RegisteredDocument:
    """Give the draft its number, day and symbol for good, and deliver it to its recipients as they stand on `on`.

    `number` is one already printed on the paper; `suffix` puts the paper beside an earlier number (06b). A paper that
    replaces another recalls it. Raises Refused for a paper without type, subject, text or signer, a day to come, a
    receiver that has ended, a day before the last number of its book, a unit without document letters, a closed book.
    """
    locked = contents.hold(document, None)
    _refuse_settled(locked)
    _refuse_unready(locked, on)
    _refuse_ended_recipient(locked, on)
    series = series_for(locked.keeper, direction=Direction.OUTGOING, type=locked.type, on=on)
    if not suffix:
        _refuse_earlier_day(series, on)
    taken = take_in(series, locked, on=on, by=by, wanted=number, suffix=suffix)
    _name(locked, taken, on)
    locked.save()
    deliver(locked, on=on)
    contents.lay_citations(locked)
    _note(locked, "issued", _("Ban hành %(symbol)s.") % {"symbol": locked.symbol}, by)
    if locked.replaces and locked.replaces.state == DocumentState.ISSUED:
        recall(locked.replaces, on=on, reason=_("Thay bằng %(symbol)s.") % {"symbol": locked.symbol}, by=by)
    return locked


@transaction.atomic
def name_recipient(
    recipient: Recipient, *, group: BodyGroup | None = None, body: Body | None = None, by: Actor
) -> Recipient:
    """Say whom one printed line means, while the paper lies on the desk; neither: somebody outside this system."""
    document = contents.hold(recipient.document, None)
    if document.state not in (DocumentState.DRAFT, DocumentState.ARRIVING):
        raise Refused(_("Văn bản đã có số nên nơi nhận không đổi được nữa."))
    recipient.group, recipient.body = group, body
    recipient.save(update_fields=["group", "body"])
    meant = group.name if group else body.name if body else _("nơi ngoài hệ thống")
    words = {"name": recipient.name, "meant": meant}
    _note(document, "recipient_named", _("Nơi nhận “%(name)s” là %(meant)s.") % words, by)
    return recipient


@transaction.atomic
def recall(document: RegisteredDocument, *, on: date, reason: str, by: Actor) -> RegisteredDocument:
    """Withdraw an issued paper: its number stays in the book, its receivers see that it no longer stands, and why."""
    locked = contents.hold(document, None)
    if locked.state != DocumentState.ISSUED:
        raise Refused(_("Chỉ thu hồi được văn bản đã ban hành."))
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do thu hồi: nơi nhận sẽ đọc được."), field="reason")
    if locked.issued_on and on < locked.issued_on:
        raise Refused(_("Ngày thu hồi ở trước ngày ban hành."), field="on")
    locked.state = DocumentState.RECALLED
    locked.recalled_on, locked.recall_reason = on, reason.strip()
    locked.version += 1
    locked.save()
    words = {"symbol": locked.symbol, "reason": locked.recall_reason}
    _note(locked, "recalled", _("Thu hồi %(symbol)s: %(reason)s") % words, by)
    return locked


@transaction.atomic
def replace(document: RegisteredDocument, *, by: Actor) -> RegisteredDocument:
    """Begin a draft with the words of an issued paper that will replace it; issuing the draft recalls the old one."""
    if document.state != DocumentState.ISSUED:
        raise Refused(_("Chỉ thay thế được văn bản đã ban hành và chưa thu hồi."))
    new = draft(document.keeper, fields=fields_of(document).with_(issued_on=None, signer_name=""), by=by)
    new.replaces = document
    new.save(update_fields=["replaces"])
    return new


def deliver(document: RegisteredDocument, *, on: date) -> list[Delivery]:
    """A delivery to every body the recipients mean on `on`, each once; existing ones stand."""
    rows = [
        Delivery(document=document, body=body, recipient=line.recipient, delivered_at=clock.now())
        for line in reached(document, on=on)
        for body in line.bodies
    ]
    return Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def basis_of(paper: RegisteredDocument) -> BaseFields:
    """The paper as the ground of another."""
    issuer = paper.issuer.name if paper.issuer else paper.issuer_text
    return BaseFields(paper.symbol, paper.issued_on, issuer, paper.subject, paper)


def _name(document: RegisteredDocument, taken: TakenNumber, on: date) -> None:
    named = organisation.name_on(document.keeper, on)
    organ = named.symbol if named else document.keeper.symbol
    if not organ:
        raise Refused(
            _("%(unit)s chưa có chữ viết tắt trong số, ký hiệu; hãy ghi tại Tổ chức rồi ban hành lại.")
            % {"unit": document.keeper.name},
            field="symbol",
        )
    symbol = compose(taken.number, suffix=taken.suffix, type_code=document.type_id or "", organ=organ)
    document.number, document.suffix = taken.number, taken.suffix
    document.symbol = document.symbol_raw = str(symbol)
    document.issued_on = on
    document.place = document.place or organisation.place_of(document.keeper, on=on)
    document.issuer_text = named.name if named else document.keeper.name
    document.state = DocumentState.ISSUED
    document.version += 1
    document.folded = f"{fold(str(symbol))} {document.folded}"
    Basis.objects.filter(document=document, cited=document).delete()


def _refuse_settled(document: RegisteredDocument) -> None:
    if document.state != DocumentState.DRAFT:
        raise Refused(
            _("Văn bản này hiện “%(state)s” nên không sửa được nữa; muốn đổi nội dung, hãy soạn văn bản thay thế.")
            % {"state": document.get_state_display()}
        )


def _refuse_unready(document: RegisteredDocument, on: date) -> None:
    if document.type is None:
        raise Refused(_("Hãy chọn loại văn bản."), field="type")
    if not document.subject:
        raise Refused(_("Hãy ghi trích yếu."), field="subject")
    if not document.text.strip() and not document.clauses.exists():
        raise Refused(_("Văn bản chưa có nội dung."), field="text")
    if not document.signer_name:
        raise Refused(_("Hãy chọn người ký."), field="signer")
    if on > clock.today():
        raise Refused(_("Ngày ban hành %(day)s ở sau hôm nay.") % {"day": f"{on:%d/%m/%Y}"}, field="on")


def _refuse_ended_recipient(document: RegisteredDocument, on: date) -> None:
    """Nobody would open what is sent there."""
    gone = Unit.objects.filter(pk__in=document.recipients.values("body"), ended_on__lte=on).first()
    if gone and gone.ended_on:
        raise Refused(
            _("Nơi nhận “%(unit)s” đã kết thúc hoạt động từ %(day)s; hãy sửa nơi nhận rồi ban hành.")
            % {"unit": gone.name, "day": f"{gone.ended_on:%d/%m/%Y}"},
            field="addressees",
        )


def _refuse_earlier_day(series: Series, on: date) -> None:
    last = series.taken.order_by("-taken_on").first()
    if last and on < last.taken_on:
        raise Refused(
            _(
                "Số %(number)02d của sổ này đã cấp ngày %(day)s; văn bản ghi ngày sớm hơn phải dùng số kèm chữ "
                "(ví dụ %(number)02db) hoặc đổi ngày."
            )
            % {"number": last.number, "day": f"{last.taken_on:%d/%m/%Y}"},
            field="on",
        )


def _note(document: RegisteredDocument, what: str, sentence: str, by: Actor) -> None:
    audit.record(f"registry.document.{what}", f"document:{document.key}", sentence, by=by)
