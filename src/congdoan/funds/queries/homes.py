"""Where the money of a fund may go on."""

from django.db.models import Q

from congdoan.funds.models import Fund
from congdoan.funds.models.funds import FundQuerySet
from congdoan.organisation.models import Unit


def homes(fund: Fund, *, at: Unit | None = None) -> FundQuerySet:
    """Other open funds of the stream, at the fund's unit or `at`, that may pay for whatever this one may."""
    wide = Q(restricted_to=[])
    if fund.restricted_to:
        wide |= Q(restricted_to__contains=fund.restricted_to)
    same = Fund.objects.standing().filter(wide, unit=at or fund.unit_id, stream=fund.stream)
    return same.exclude(pk=fund.pk)
