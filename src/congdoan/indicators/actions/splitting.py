"""A target is passed down: its receiver gives shares to the units beneath, and the sum is held against it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.indicators.actions.giving import change_target, give_target
from congdoan.indicators.models import Target
from congdoan.indicators.queries.splits import Split, split_of
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import subtree


@transaction.atomic
def split_target(
    target: Target,
    *,
    shares: Mapping[Unit, Decimal],
    by: Actor,
    on: date | None = None,
    basis: Citation | None = None,
) -> Split:
    """Give each unit of `shares` its part of `target`, in the name of the target's receiver; say what is left over.

    A unit whose share stands already keeps it; another share becomes a new version. A gap or an overlap is no error: it
    is shown. Raises Refused for a unit that does not stand beneath the receiver on the day.
    """
    day = on or clock.today()
    below = set(subtree(target.receiver, on=day).exclude(pk=target.receiver_id).values_list("pk", flat=True))
    standing = {row.receiver_id: row for row in split_of(target).shares}
    period = Period(target.period_start, target.period_end)
    for unit, value in sorted(shares.items(), key=lambda row: row[0].pk):
        if unit.pk not in below:
            raise Refused(
                _("%(unit)s không trực thuộc %(receiver)s.") % {"unit": unit.name, "receiver": target.receiver.name},
                field=unit.code,
            )
        held = standing.get(unit.pk)
        if held is None:
            give_target(
                target.indicator,
                giver=target.receiver,
                receiver=unit,
                period=period,
                value=value,
                by=by,
                on=day,
                basis=basis,
            )
        elif held.value != value:
            change_target(held, value=value, by=by, on=day, basis=basis)
    return split_of(target)
