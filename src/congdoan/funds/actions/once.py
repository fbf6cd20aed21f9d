"""A form sent twice, by a double click or a line that broke, moves money once."""

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
    known = Voucher.objects.filter(fund=fund, client_token=client_token, kind=kind).select_related("series").first()
    if known and amount_vnd is not None and known.amount_vnd != amount_vnd:
        raise already_written(voucher_label(known))
    return known


def already_written(what: str) -> Refused:
    return Refused(_("Biểu mẫu này đã được ghi thành %(what)s; hãy mở lại trang để ghi khoản khác.") % {"what": what})
