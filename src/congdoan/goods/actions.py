"""Goods are taken in, given to people, sent to units, given away, written off; an error is undone with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_number
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.goods.models import GoodsGiver, GoodsIssue, GoodsLot, IssueKind
from congdoan.journal import actions as journal
from congdoan.journal.actions import Fact
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit

ROOM = "goods"
MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Handed:
    """Goods for one person: so many, for the record `source`, where the person works."""

    quantity: int
    source: str
    for_unit: Unit
    person_key: UUID
    on: date


@transaction.atomic
def receive(
    unit: Unit,
    what: str,
    quantity: int,
    *,
    counted_in: str,
    on: date,
    by: Actor,
    givers: Sequence[str] = (),
    are_public: bool = False,
    worth_vnd: int | None = None,
    expires_on: date | None = None,
    memo: str = "",
    arrived_by: GoodsIssue | None = None,
) -> GoodsLot:
    """Take goods in as one lot. Raises Refused for nothing, a day to come, goods past their day."""
    name, counted = nfc(what).strip(), nfc(counted_in).strip()
    if not name or not counted:
        raise Refused(_("Hãy ghi hàng gì và tính bằng gì, như gạo, kg."), field="what")
    _refuse_no_count(quantity)
    refuse_future(on)
    if expires_on and expires_on < on and arrived_by is None:
        raise Refused(_("Hàng đã quá hạn dùng vào ngày nhận."), field="expires_on")
    lot = GoodsLot.objects.create(
        unit=unit,
        what=name[:160],
        counted_in=counted[:30],
        quantity=quantity,
        worth_vnd=worth_vnd,
        received_on=on,
        expires_on=expires_on,
        memo=nfc(memo).strip()[:250],
        arrived_by=arrived_by,
        received_by=by.key,
        received_by_name=by.name,
    )
    named = [nfc(giver).strip() for giver in givers if giver.strip()]
    GoodsGiver.objects.bulk_create(
        GoodsGiver(lot=lot, name=giver[:200], is_public=are_public, ordinal=place) for place, giver in enumerate(named)
    )
    if worth_vnd and arrived_by is None:  # what another unit of ours sent on was received there
        journal.append([Fact(unit, "goods_received_value", worth_vnd, on, lot.source)], room=ROOM, by=by)
    audit.record(
        "goods.lot.received", lot.source, _("Nhận %(goods)s.") % {"goods": counted_words(lot, quantity)}, by=by
    )
    return lot


@transaction.atomic
def take_back(lot: GoodsLot, *, reason: str, by: Actor) -> GoodsLot:
    """The lot was entered by mistake. Raises Refused once something of it was given."""
    locked = GoodsLot.objects.select_for_update().get(pk=lot.pk)
    if locked.taken_back_because or locked.given_out:
        raise Refused(_("Lô hàng đã xuất hoặc đã hủy nên không hủy được."))
    locked.taken_back_because = _reason(reason)
    locked.save(update_fields=["taken_back_because"])
    journal.reverse(journal.standing_entries(locked.source), by=by)
    audit.record("goods.lot.taken_back", locked.source, _("Hủy lô hàng nhập nhầm."), by=by)
    return locked


@transaction.atomic
def hand_out(lot: GoodsLot, handed: Sequence[Handed], *, by: Actor) -> list[GoodsIssue]:
    """Give of the lot to people, each for the record of the help. Six statements, however many people.

    Raises Refused past what is left, on a day before the lot came or after its goods went off.
    """
    wanted = [
        GoodsIssue(
            lot=lot,
            kind=IssueKind.CASE,
            quantity=one.quantity,
            on=one.on,
            for_unit=one.for_unit,
            source=one.source,
            person_key=one.person_key,
        )
        for one in handed
    ]
    return _issue(lot, wanted, by=by)


@transaction.atomic
def send(lot: GoodsLot, quantity: int, *, to: Unit, on: date, by: Actor) -> GoodsIssue:
    """Send goods to the unit directly above or below; they are there once it confirms. Refused for any other unit."""
    above, over = organisation.parent(lot.unit, on=on), organisation.parent(to, on=on)
    is_near = (above is not None and above.pk == to.pk) or (over is not None and over.pk == lot.unit_id)
    if not is_near:
        raise Refused(_("Chỉ chuyển cho cấp trên trực tiếp hoặc cấp dưới trực tiếp."), field="to")
    return _issue(lot, [GoodsIssue(lot=lot, kind=IssueKind.UNIT, quantity=quantity, on=on, for_unit=to)], by=by)[0]


@transaction.atomic
def pass_on(lot: GoodsLot, *, to: Unit, on: date, by: Actor) -> GoodsIssue:
    """Send all that is left to the heir of the lot's unit, wherever it stands, past its day or not."""
    return _issue(lot, [GoodsIssue(lot=lot, kind=IssueKind.UNIT, quantity=lot.left, on=on, for_unit=to)], by=by)[0]


@transaction.atomic
def confirm(issue: GoodsIssue, *, on: date, by: Actor) -> GoodsLot:
    """The unit it was sent to takes it in as a lot of its own. Raises Refused the second time, or once undone."""
    locked = GoodsIssue.objects.select_for_update(of=("self",)).select_related("lot", "for_unit").get(pk=issue.pk)
    if locked.kind != IssueKind.UNIT or locked.undone_on or GoodsLot.objects.filter(arrived_by=locked).exists():
        raise Refused(_("Chuyến hàng này đã được nhận hoặc đã hủy."))
    if on < locked.on:
        raise Refused(_("Không nhận trước ngày chuyển."), field="on")
    lot, to = locked.lot, locked.for_unit
    assert to is not None  # goods_are_sent_somewhere
    givers = list(lot.givers.values_list("name", flat=True))
    is_public = lot.givers.filter(is_public=True).count() == len(givers) > 0
    return receive(
        to, lot.what, locked.quantity, counted_in=lot.counted_in, on=on, givers=givers, are_public=is_public,
        worth_vnd=None if lot.worth_vnd is None else locked.worth_vnd, expires_on=lot.expires_on,
        arrived_by=locked, by=by,
    )  # fmt: skip


@transaction.atomic
def give_away(lot: GoodsLot, quantity: int, *, receiver: str, on: date, by: Actor) -> GoodsIssue:
    """Give goods to somewhere outside the union: a hospital, a hamlet, a checkpoint."""
    name = nfc(receiver).strip()
    if not name:
        raise Refused(_("Hãy ghi nơi nhận."), field="receiver")
    wanted = GoodsIssue(lot=lot, kind=IssueKind.COMMUNITY, quantity=quantity, on=on, receiver=name[:200])
    return _issue(lot, [wanted], by=by)[0]


@transaction.atomic
def write_off(lot: GoodsLot, quantity: int, *, reason: str, on: date, by: Actor) -> GoodsIssue:
    """Goods spoilt, lost or past their day leave the stock with the reason."""
    wanted = GoodsIssue(lot=lot, kind=IssueKind.LOSS, quantity=quantity, on=on, reason=_reason(reason))
    return _issue(lot, [wanted], by=by)[0]


@transaction.atomic
def undo(issue: GoodsIssue, *, reason: str, by: Actor) -> GoodsIssue:
    """The issue was a mistake, or the goods came back: they are in the lot again. Refused once they arrived."""
    why = _reason(reason)
    lot = GoodsLot.objects.select_for_update().get(pk=issue.lot_id)
    locked = GoodsIssue.objects.select_for_update().get(pk=issue.pk)
    if locked.undone_on or GoodsLot.objects.filter(arrived_by=locked, taken_back_because="").exists():
        raise Refused(_("Phiếu xuất này đã hủy, hoặc hàng đã được nơi nhận xác nhận."))
    locked.undone_on, locked.undone_because = clock.today(), why
    locked.save(update_fields=["undone_on", "undone_because"])
    journal.reverse(journal.standing_entries(locked.journal_source), by=by)
    said = {"goods": counted_words(lot, locked.quantity)}
    audit.record("goods.issue.undone", lot.source, _("Hủy phiếu xuất %(goods)s.") % said, by=by)
    return locked


def undo_of(sources: Iterable[str], *, reason: str, by: Actor) -> None:
    """Undo all that was given for the records. What comes back into a lot whose unit has ended since goes on to the
    heir that took the rest of it, as a lot of its own.
    """
    issues = list(GoodsIssue.objects.filter(source__in=list(sources), undone_on__isnull=True).order_by("pk"))
    for issue in issues:
        undo(issue, reason=reason, by=by)
    for lot in GoodsLot.objects.filter(pk__in={issue.lot_id for issue in issues}).select_related("unit").order_by("pk"):
        rest = GoodsLot.objects.standing().filter(arrived_by__lot=lot).select_related("unit").order_by("-pk").first()
        if rest is not None and not organisation.is_placed(lot.unit, on=clock.today()):
            confirm(pass_on(lot, to=rest.unit, on=clock.today(), by=by), on=clock.today(), by=by)


def counted_words(lot: GoodsLot, quantity: int) -> str:
    """ "50 kg gạo"."""
    return f"{format_number(quantity)} {lot.counted_in} {lot.what}"


def refuse_future(on: date) -> None:
    if on > clock.today():
        raise Refused(_("Ngày %(day)s chưa đến.") % {"day": f"{on:%d/%m/%Y}"}, field="on")


def _issue(lot: GoodsLot, wanted: list[GoodsIssue], *, by: Actor) -> list[GoodsIssue]:
    locked = GoodsLot.objects.select_for_update(of=("self",)).select_related("unit").get(pk=lot.pk)
    total = 0
    for one in wanted:
        _refuse_no_count(one.quantity)
        _refuse_wrong_day(locked, one)
        total += one.quantity
    if locked.taken_back_because or total > locked.left:
        said = {"left": counted_words(locked, 0 if locked.taken_back_because else locked.left)}
        raise Refused(_("Kho chỉ còn %(left)s.") % said, field="quantity")
    for one in wanted:
        one.lot, one.issued_by, one.issued_by_name = locked, by.key, by.name
    _share_worth(locked, wanted)
    made = GoodsIssue.objects.bulk_create(wanted, batch_size=1000)
    journal.append(_facts(locked, made), room=ROOM, by=by)
    said = {"goods": counted_words(locked, total), "why": str(IssueKind(wanted[0].kind).label) if wanted else ""}
    audit.record("goods.lot.issued", locked.source, _("Xuất %(goods)s: %(why)s.") % said, by=by)
    return made


def _share_worth(lot: GoodsLot, issues: Sequence[GoodsIssue]) -> None:
    """To each what the lot is worth so far, less what stands with other issues: whatever was undone between, all
    issues of the whole lot are worth the lot.
    """
    standing = lot.issues.filter(undone_on__isnull=True).aggregate(worth=Sum("worth_vnd"))["worth"] or 0
    out = lot.given_out
    for one in issues:
        out += one.quantity
        one.worth_vnd = max(0, lot.worth_of(out) - standing)
        standing += one.worth_vnd


def _facts(lot: GoodsLot, issues: Sequence[GoodsIssue]) -> list[Fact]:
    """What was given, in money it was said to be worth; goods sent on to a unit of ours or lost count nothing."""
    facet = {IssueKind.CASE.value: "person", IssueKind.COMMUNITY.value: "community"}
    return [
        Fact(
            lot.unit,
            "goods_given_value",
            one.worth_vnd,
            one.on,
            one.journal_source,
            facet=facet[one.kind],
            for_unit=one.for_unit,
            person_key=one.person_key,
        )
        for one in issues
        if one.worth_vnd and one.kind in facet
    ]


def _refuse_wrong_day(lot: GoodsLot, issue: GoodsIssue) -> None:
    refuse_future(issue.on)
    if issue.on < lot.received_on:
        day = f"{lot.received_on:%d/%m/%Y}"
        raise Refused(_("Hàng nhận ngày %(day)s; không xuất trước ngày đó.") % {"day": day}, field="on")
    if lot.expires_on and issue.on > lot.expires_on and issue.kind not in (IssueKind.LOSS, IssueKind.UNIT):
        day = f"{lot.expires_on:%d/%m/%Y}"
        raise Refused(_("Hàng hết hạn ngày %(day)s; chỉ còn ghi hỏng, hết hạn.") % {"day": day}, field="on")


def _refuse_no_count(quantity: object) -> None:
    if isinstance(quantity, int) and quantity > MOST:
        raise Refused(_("Nhiều nhất là %(most)s.") % {"most": format_number(MOST)}, field="quantity")
    if not isinstance(quantity, int) or isinstance(quantity, bool) or quantity <= 0:
        raise Refused(_("Số lượng phải là số nguyên, lớn hơn 0."), field="quantity")


def _reason(reason: str) -> str:
    words = nfc(reason).strip()
    if not words:
        raise Refused(_("Hãy ghi lý do."), field="reason")
    return words[:300]
