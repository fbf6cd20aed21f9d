"""Money comes in: as one lot, on a numbered receipt, in the books and in the journal, all at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds.actions import posting
from congdoan.funds.actions.checking import (
    checked_purposes,
    reason_given,
    refuse_no_money,
    refuse_wrong_day,
)
from congdoan.funds.actions.numbering import take_number
from congdoan.funds.actions.once import voucher_of_form
from congdoan.funds.models import (
    Account,
    Fund,
    Lot,
    LotDonor,
    Origin,
    OriginStream,
    Remittance,
    SetKind,
    Stream,
    Voucher,
    VoucherKind,
    VoucherState,
)
from congdoan.funds.queries.labels import voucher_label
from congdoan.journal import actions as journal
from congdoan.journal.actions import Fact
from congdoan.organisation.models import Body

ROOM = "funds"
_USUAL = {Stream.BUDGET: "other", Stream.SOCIAL: "donation", Stream.MOBILISED: "appeal"}


@dataclass(frozen=True, slots=True)
class Donor:
    """Someone who gave: a body known here, or a name. `is_public` says that the name may be published."""

    name: str = ""
    body: Body | None = None
    is_public: bool = False


@transaction.atomic
def receive(
    fund: Fund,
    amount_vnd: int,
    *,
    on: date,
    by: Actor,
    donors: Sequence[Donor | Body | str] = (),
    method: str = "bank",
    restricted_to: Iterable[str] = (),
    origin: str = "",
    source: str = "",
    memo: str = "",
    carried_from: Lot | None = None,
    client_token: str = "",
) -> Lot:
    """Take in a sum as one lot: receipt voucher with its number, books, journal. Several donors stay unsplit.

    The same `client_token` twice is one lot. `origin` empty means the stream's usual one, a donation for a social fund.
    `source` is the record behind it. Raises Refused for no money, a day to come or closed, an origin the stream does
    not take, an unknown restriction.
    """
    refuse_no_money(amount_vnd)
    locked = Fund.objects.select_for_update(of=("self",)).select_related("unit").get(pk=fund.pk)
    known = voucher_of_form(locked, client_token, kind=VoucherKind.RECEIPT, amount_vnd=amount_vnd)
    if known and known.lot:
        return known.lot
    refuse_wrong_day(locked, on)
    entering = _entering(locked, origin)
    lot = Lot.objects.create(
        fund=locked,
        stream=locked.stream,
        origin=entering.origin,
        amount_vnd=amount_vnd,
        received_on=on,
        method=method,
        restricted_to=_within(locked, checked_purposes(restricted_to)),
        source=source,
        memo=nfc(memo).strip()[:250],
        carried_from=carried_from,
    )
    named = _name_donors(lot, donors)
    voucher = _receipt(lot, named or str(entering.origin), client_token=client_token, by=by)
    _book(voucher, entering, by=by)
    _note(lot, voucher, by)
    return lot


@transaction.atomic
def take_back(lot: Lot, *, on: date, reason: str, by: Actor) -> Lot:
    """Undo a receipt entered by mistake: its set is reversed on an open day, its facts in the journal too.

    Money another unit sent is on its way again, to be confirmed anew or reversed by whoever sent it.

    Raises Refused once some of the lot is promised or spent, or when it was taken back before.
    """
    why = reason_given(reason)
    sent = Remittance.objects.select_for_update().filter(lot=lot).first()
    fund = Fund.objects.select_for_update().get(pk=lot.fund_id)
    locked = Lot.objects.select_for_update().get(pk=lot.pk)
    refuse_wrong_day(fund, on)
    if locked.taken_back_on:
        raise Refused(_("Khoản thu này đã được ghi đảo trước đó."))
    if locked.committed_vnd:
        raise Refused(_("Khoản thu này đã được giữ hoặc chi một phần nên không ghi đảo được."))
    voucher = locked.vouchers.select_for_update().get()
    posting.mirror(voucher.sets.get(reverses__isnull=True), on=on, reason=why, by=by)
    voucher.state, voucher.ended_reason = VoucherState.REVERSED, why[:300]
    voucher.save(update_fields=["state", "ended_reason"])
    locked.taken_back_on = on
    locked.save(update_fields=["taken_back_on"])
    if sent:
        sent.lot = None
        sent.save(update_fields=["lot"])
    journal.reverse(journal.standing_entries(voucher.source), by=by)
    sentence = _("Ghi đảo %(voucher)s: %(reason)s.") % {"voucher": voucher_label(voucher), "reason": why}
    audit.record("funds.lot.taken_back", f"lot:{locked.key}", sentence, by=by)
    return locked


def _entering(fund: Fund, origin: str) -> OriginStream:
    code = origin or _USUAL[Stream(fund.stream)]
    found = OriginStream.objects.select_related("origin").filter(origin=code, stream=fund.stream).first()
    if found is None:
        raise Refused(
            _("Quỹ thuộc %(stream)s không nhận nguồn thu “%(origin)s”; các dòng tiền không được lẫn vào nhau.")
            % {"stream": Stream(fund.stream).label, "origin": Origin.objects.filter(code=code).first() or code},
            field="origin",
        )
    return found


def _within(fund: Fund, restricted_to: list[str]) -> list[str]:
    """What the lot is for, within what its fund is for. Refused when nothing is left that it could pay."""
    if not fund.restricted_to:
        return restricted_to
    allowed = [code for code in restricted_to or fund.restricted_to if code in fund.restricted_to]
    if not allowed:
        raise Refused(_("Quỹ này không chi cho mục đích người tặng nêu."), field="restricted_to")
    return allowed


def _name_donors(lot: Lot, donors: Sequence[Donor | Body | str]) -> str:
    rows = []
    for place, given in enumerate(donors):
        donor = Donor(given) if isinstance(given, str) else Donor(body=given) if isinstance(given, Body) else given
        name = nfc(donor.name).strip() or (donor.body.name if donor.body else "")
        if not name:
            raise Refused(_("Hãy ghi tên người, đơn vị ủng hộ."), field="donors")
        rows.append(LotDonor(lot=lot, body=donor.body, name=name[:200], is_public=donor.is_public, ordinal=place))
    LotDonor.objects.bulk_create(rows)
    return "; ".join(row.name for row in rows)[:200]


def _receipt(lot: Lot, counterparty: str, *, client_token: str, by: Actor) -> Voucher:
    series, number = take_number(lot.fund.unit_id, kind="receipt", method=lot.method, year=lot.received_on.year)
    return Voucher.objects.create(
        series=series,
        number=number,
        unit_id=lot.fund.unit_id,
        fund=lot.fund,
        stream=lot.stream,
        kind=VoucherKind.RECEIPT,
        method=lot.method,
        lot=lot,
        amount_vnd=lot.amount_vnd,
        counterparty=counterparty,
        memo=lot.memo or str(lot.origin),
        state=VoucherState.PAID,
        prepared_on=lot.received_on,
        prepared_by=by.key,
        prepared_by_name=by.name,
        paid_on=lot.received_on,
        paid_by=by.key,
        paid_by_name=by.name,
        client_token=client_token,
    )


def _book(voucher: Voucher, entering: OriginStream, *, by: Actor) -> None:
    """The receipt in the books and, where its origin counts in the stream, in the journal."""
    on, origin = voucher.prepared_on, entering.origin
    posting.book(
        voucher.fund,
        kind=SetKind.RECEIPT,
        on=on,
        debit=posting.account_of(voucher.method),
        credit=Account.INCOME,
        amount_vnd=voucher.amount_vnd,
        voucher=voucher,
        origin=origin,
        memo=voucher.memo,
        by=by,
    )
    if origin.measure_id and entering.counts:
        fact = Fact(voucher.unit, origin.measure_id, voucher.amount_vnd, on, voucher.source, facet=origin.facet)
        journal.append([fact], room=ROOM, by=by)


def _note(lot: Lot, voucher: Voucher, by: Actor) -> None:
    said = {
        "amount": format_vnd(lot.amount_vnd),
        "fund": lot.fund.name,
        "voucher": voucher_label(voucher),
    }
    sentence = _("Thu %(amount)s vào “%(fund)s” theo %(voucher)s.") % said
    audit.record("funds.lot.received", f"lot:{lot.key}", sentence, by=by)
