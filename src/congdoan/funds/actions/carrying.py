"""All the money of one fund goes on in another of its stream: lots with their givers and restrictions, and promises."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.funds.actions import posting
from congdoan.funds.actions.checking import refuse_wrong_day
from congdoan.funds.actions.reserving import UNDER_WAY
from congdoan.funds.models import Account, Fund, Lot, LotDonor, Origin, Purpose, Reservation, SetKind, Share
from congdoan.funds.queries.homes import homes
from congdoan.organisation.models import Unit

CARRIED = "carried"


@transaction.atomic
def carry(fund: Fund, *, into: Fund, on: date, by: Actor, heir_of: Unit | None = None) -> int:
    """Carry everything the fund holds into another, and say how many đồng. Promises go on there, on the same gifts.

    With `heir_of`, promises made for that unit are for the new fund's unit from now on. Raises Refused for two streams,
    a fund that may not pay for all this one may, another unit's without `heir_of`, a voucher under way, a closed day.
    Nothing counts anew in the journal. Locks promises before funds, as paying and releasing do;
    Refused where another promise was made meanwhile.
    """
    held = set(fund.reservations.select_for_update().still_open().order_by("pk").values_list("pk", flat=True))
    first, second = sorted([fund.pk, into.pk])
    locked = {row.pk: row for row in Fund.objects.select_for_update().filter(pk__in=[first, second]).order_by("pk")}
    old, new = locked[fund.pk], locked[into.pk]
    if set(old.reservations.still_open().values_list("pk", flat=True)) - held:
        # promised between the two locks: taking its row now could wait for one who waits for this fund
        raise Refused(_("“%(fund)s” vừa có thêm khoản được giữ; hãy làm lại.") % {"fund": old.name})
    _refuse(old, new, on)
    if not homes(old, at=new.unit if heir_of else None).filter(pk=new.pk).exists():
        words = _("“%(new)s” không nhận được: phải là quỹ của đơn vị, chi được mọi việc “%(old)s” chi được.")
        raise Refused(words % {"new": new.name, "old": old.name}, field="into")
    amounts = {"cash": old.cash_vnd, "bank": old.bank_vnd}
    total = sum(amounts.values())
    promises = _set_free(old)
    heirs = _carry_lots(old, new, on=on)
    for account, amount in amounts.items():
        if amount:
            _book(old, new, account, amount, on=on, by=by)
    _spend_carried(old, on=on, by=by)
    _promise_again(promises, heirs, new, heir_of=heir_of)
    sentence = _("Chuyển %(amount)s từ “%(old)s” sang “%(new)s”.")
    said = {"amount": format_vnd(total), "old": old.name, "new": new.name}
    audit.record("funds.fund.carried", f"fund:{old.key}", sentence % said, by=by)
    return total


def _refuse(old: Fund, new: Fund, on: date) -> None:
    refuse_wrong_day(old, on)
    refuse_wrong_day(new, on)
    if old.stream != new.stream:
        raise Refused(_("Hai quỹ khác dòng tiền; tiền không được chuyển lẫn."), field="into")
    if old.vouchers.filter(state__in=UNDER_WAY).exists():
        raise Refused(_("“%(fund)s” còn phiếu đang làm; hãy chi hoặc hủy trước khi chuyển.") % {"fund": old.name})
    if old.sets.filter(booked_on__gt=on).exists():
        raise Refused(
            _("“%(fund)s” đã thu chi sau ngày %(day)s; hãy chọn ngày sau đó.")
            % {"fund": old.name, "day": f"{on:%d/%m/%Y}"},
            field="on",
        )


def _set_free(old: Fund) -> list[tuple[Reservation, list[tuple[int, int]]]]:
    """Release every open promise; what each drew on which lot."""
    promises: dict[int, tuple[Reservation, list[tuple[int, int]]]] = {}
    for share in (
        Share.objects.select_for_update(of=("self",)).filter(fund=old).select_related("reservation").order_by("pk")
    ):
        if share.open_vnd:
            parts = promises.setdefault(share.reservation_id, (share.reservation, []))[1]
            parts.append((share.lot_id, share.open_vnd))
            share.released_vnd += share.open_vnd
            share.save(update_fields=["released_vnd"])
    for promise, _parts in promises.values():
        promise.released_reason = str(_("Chuyển sang quỹ tiếp nhận."))
        promise.save(update_fields=["released_reason"])
    return list(promises.values())


def _carry_lots(old: Fund, new: Fund, *, on: date) -> dict[int, Lot]:
    """Each lot with money left becomes a lot of the new fund, with its givers and restrictions. Old id → new lot."""
    heirs: dict[int, Lot] = {}
    origin = Origin.objects.get(code=CARRIED)
    for lot in old.lots.select_for_update().filter(taken_back_on__isnull=True).order_by("pk"):
        if not lot.free_vnd:
            continue
        heir = Lot.objects.create(
            fund=new,
            stream=new.stream,
            origin=origin,
            amount_vnd=lot.free_vnd,
            received_on=on,
            method=lot.method,
            restricted_to=lot.restricted_to or old.restricted_to,
            source=f"lot:{lot.key}",
            memo=lot.memo,
            carried_from=lot,
        )
        LotDonor.objects.bulk_create(
            [
                LotDonor(lot=heir, body_id=row.body_id, name=row.name, is_public=row.is_public, ordinal=row.ordinal)
                for row in lot.donors.all()
            ]
        )
        heirs[lot.pk] = heir
    return heirs


def _book(old: Fund, new: Fund, account: str, amount_vnd: int, *, on: date, by: Actor) -> None:
    posting.book(
        new,
        kind=SetKind.CARRY,
        on=on,
        debit=account,
        credit=Account.INCOME,
        amount_vnd=amount_vnd,
        origin=Origin.objects.get(code=CARRIED),
        memo=old.name,
        by=by,
    )
    posting.book(
        old,
        kind=SetKind.CARRY,
        on=on,
        debit=Account.EXPENSE,
        credit=account,
        amount_vnd=amount_vnd,
        purpose=Purpose.objects.get(code=CARRIED),
        memo=new.name,
        by=by,
    )


def _spend_carried(old: Fund, *, on: date, by: Actor) -> None:
    """The old lots are spent on being carried, so that they hold nothing and the trace leads on."""
    lots = [lot for lot in old.lots.filter(taken_back_on__isnull=True).order_by("pk") if lot.free_vnd]
    if not lots:
        return
    made = Reservation.objects.create(
        fund=old,
        stream=old.stream,
        purpose_id=CARRIED,
        for_unit_id=old.unit_id,
        source=f"fund:{old.key}",
        amount_vnd=sum(lot.free_vnd for lot in lots),
        reserved_on=on,
        reserved_by=by.key,
        reserved_by_name=by.name,
    )
    for lot in lots:
        Share.objects.create(reservation=made, lot=lot, fund=old, amount_vnd=lot.free_vnd, paid_vnd=lot.free_vnd)


def _promise_again(
    promises: list[tuple[Reservation, list[tuple[int, int]]]], heirs: dict[int, Lot], new: Fund, *, heir_of: Unit | None
) -> None:
    for promise, parts in promises:
        made = Reservation.objects.create(
            fund=new,
            stream=new.stream,
            purpose_id=promise.purpose_id,
            for_unit_id=new.unit_id if heir_of and promise.for_unit_id == heir_of.pk else promise.for_unit_id,
            source=promise.source,
            person_key=promise.person_key,
            about=promise.about,
            amount_vnd=sum(amount for _lot, amount in parts),
            reserved_on=promise.reserved_on,
            reserved_by=promise.reserved_by,
            reserved_by_name=promise.reserved_by_name,
        )
        for lot_id, amount in parts:
            Share.objects.create(reservation=made, lot=heirs[lot_id], fund=new, amount_vnd=amount)
