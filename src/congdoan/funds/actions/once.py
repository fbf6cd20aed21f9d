"""A form sent twice, by a double click or a line that broke, moves money once."""

from collections.abc import Iterable

from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.funds.models import Fund, Voucher
from congdoan.funds.queries.labels import voucher_label


def voucher_of_form(fund: Fund, client_token: str, *, kind: str, amount_vnd: int | None) -> Voucher | None:
    """The voucher this form has become already. The caller holds the fund, so that of two sendings the second sees it.

    Raises Refused where the form now says another sum: it was filled in anew on a page that had been sent.
    """
    if not client_token:
        return None
    known = vouchers_of_forms([fund.pk], [client_token], kind=kind).get(client_token)
    if known:
        refuse_another_sum(known, amount_vnd)
    return known


def vouchers_of_forms(funds: Iterable[int], client_tokens: Iterable[str], *, kind: str) -> dict[str, Voucher]:
    """The vouchers that rows of a form have become already, by their tokens. At most one query."""
    tokens = set(client_tokens) - {""}
    if not tokens:
        return {}
    rows = Voucher.objects.filter(fund__in=list(funds), client_token__in=tokens, kind=kind).select_related("series")
    return {row.client_token: row for row in rows}


def refuse_another_sum(known: Voucher, amount_vnd: int | None) -> None:
    """Raise Refused where the form of this voucher now says another sum."""
    if amount_vnd is not None and known.amount_vnd != amount_vnd:
        raise already_written(voucher_label(known))


def already_written(what: str) -> Refused:
    return Refused(_("Biểu mẫu này đã được ghi thành %(what)s; hãy mở lại trang để ghi khoản khác.") % {"what": what})
