"""Whom the vouchers paid: read openly no more, kept sealed for the books as long as they must, then destroyed."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.forgetting import ANONYMOUS, Kept, Obstacle, free_from, without_name
from congdoan.foundation.models import Parameter
from congdoan.foundation.saying import gettext
from congdoan.funds.models import PostingSet, Reservation, StatementLine, Voucher, VoucherState
from congdoan.funds.models.reservations import ReservationQuerySet
from congdoan.funds.queries.labels import voucher_label
from congdoan.organisation.models import Person
from congdoan.organisation.queries import parameter_at

YEARS = "funds.payee_kept_years"
UNDER_WAY = (VoucherState.PREPARED, VoucherState.APPROVED)


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """Vouchers prepared and not paid, and money set aside and neither paid nor set free."""
    unpaid = _vouchers(person).filter(state__in=UNDER_WAY).count()
    promised = _reservations(person).still_open().count()
    found = [(unpaid, _("phiếu chi chưa chi")), (promised, _("khoản đã giữ chưa chi, chưa giải phóng"))]
    return [Obstacle("funds", count, words) for count, words in found if count]


def kept(person: Person, on: date) -> list[Kept]:
    """Payment vouchers in the books whose payee must still be kept on the day, by the day it may go."""
    days: Counter[tuple[date, str, bool]] = Counter()
    for voucher in _vouchers(person).exclude(state__in=UNDER_WAY):
        until, rule = _kept_until(voucher, on)
        if rule and until > on:
            days[until, f"{rule.cited_symbol} {rule.source_article}".strip(), rule.is_verified] += 1
    words = _("phiếu chi phải giữ tên người nhận")
    return [Kept("funds", count, words, *key) for key, count in sorted(days.items())]


def forget(person: Person, on: date, by: Actor) -> None:
    """Lists and books say no name from now on. The sealed one goes today, or when the books need not keep it."""
    vouchers = list(_vouchers(person).select_for_update(of=("self",)).select_related("reservation__purpose"))
    for voucher in vouchers:
        voucher.payee_kept_until, _rule = _kept_until(voucher, on)
        voucher.counterparty = ANONYMOUS
        voucher.memo = without_name(voucher.memo, person.name)[:250]
        voucher.save(update_fields=["payee_kept_until", "counterparty", "memo"])
        _unname_words(voucher, person.name)
        if voucher.payee_kept_until <= on:
            _destroy(voucher, on)
    for promise in _reservations(person):
        promise.about = without_name(promise.about, person.name)[:250]
        promise.released_reason = without_name(promise.released_reason, person.name)[:300]
        promise.save(update_fields=["about", "released_reason"])
    audit.unname([voucher.source for voucher in vouchers], person.name, replacement=ANONYMOUS)


@transaction.atomic
def forget_due(on: date, by: Actor) -> int:
    """Destroy the payees the books need not keep any more on the day, and say how many."""
    due = Voucher.objects.filter(payee_kept_until__lte=on, payee_forgotten_on__isnull=True)
    vouchers = list(due.select_for_update(of=("self",), skip_locked=True).select_related("series"))
    for voucher in vouchers:
        _destroy(voucher, on)
        said = {"voucher": voucher_label(voucher)}
        sentence = gettext("Xóa tên người nhận trên %(voucher)s: đã hết hạn lưu giữ.") % said
        audit.record("funds.voucher.payee_forgotten", voucher.source, sentence, by=by)
    return len(vouchers)


def _destroy(voucher: Voucher, on: date) -> None:
    """The sealed name and account go, and what the bank's own statement said of the payment."""
    voucher.payee, voucher.payee_account, voucher.payee_bank = "", "", ""
    voucher.counterparty, voucher.payee_forgotten_on, voucher.ended_reason = ANONYMOUS, on, ""
    voucher.save(
        update_fields=[
            "payee", "payee_account", "payee_bank", "counterparty", "payee_forgotten_on", "ended_reason",
        ]
    )  # fmt: skip
    _lines(voucher).update(words=ANONYMOUS)


def _unname_words(voucher: Voucher, name: str) -> None:
    """What was written openly beside the payment: in the books, on the bank's statement, why it was reversed."""
    for booked in _sets(voucher):
        if (words := without_name(booked.memo, name)) != booked.memo:
            PostingSet.objects.filter(pk=booked.pk).update(memo=words[:300])
    for line in _lines(voucher):
        if (words := without_name(line.words, name)) != line.words:
            StatementLine.objects.filter(pk=line.pk).update(words=words[:300])
    reason = without_name(voucher.ended_reason, name)
    Voucher.objects.filter(pk=voucher.pk).update(ended_reason=reason[:300])


def _kept_until(voucher: Voucher, on: date) -> tuple[date, Parameter | None]:
    """The first day on which the books need not keep the payee, and the rule; today for one that never entered them."""
    if voucher.paid_on is None:
        return on, None
    rule = parameter_at(YEARS, voucher.unit, voucher.paid_on)
    return max(free_from(voucher.paid_on, int(rule.value)), on), rule


def _reservations(person: Person) -> ReservationQuerySet:
    if person.journal_key is None:
        return Reservation.objects.none()
    return Reservation.objects.filter(person_key=person.journal_key)


def _vouchers(person: Person) -> QuerySet[Voucher]:
    return Voucher.objects.filter(reservation__in=_reservations(person)).select_related("unit", "series")


def _sets(voucher: Voucher) -> QuerySet[PostingSet]:
    return PostingSet.objects.filter(Q(voucher=voucher) | Q(reverses__voucher=voucher))


def _lines(voucher: Voucher) -> QuerySet[StatementLine]:
    return StatementLine.objects.filter(matched__in=_sets(voucher))
