"""A target is given, changed, registered. What stood before stays as an older version."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from congdoan.accounts.notices import notify_unit
from congdoan.accounts.rules import Task
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.naming import both
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.indicators.models import Direction, Indicator, Target
from congdoan.indicators.wording import number, period_in_words, value_in_words
from congdoan.organisation.models import Body, Unit
from congdoan.organisation.queries import is_placed

LARGEST = Decimal(10) ** 15


@transaction.atomic
def give_target(
    indicator: Indicator,
    *,
    giver: Body,
    receiver: Unit,
    period: Period,
    value: Decimal,
    by: Actor,
    on: date | None = None,
    basis: Citation | None = None,
) -> Target:
    """Set a target for `receiver` over `period`, and tell its officers.

    Raises Refused when this giver already set one for the same indicator and period (change it instead), or the
    receiver does not stand on the day.
    """
    day = on or clock.today()
    _refuse_value(value)
    if not is_placed(receiver, on=day):
        raise Refused(
            _("%(unit)s không hoạt động vào ngày %(day)s nên không nhận chỉ tiêu được.")
            % {"unit": receiver.name, "day": f"{day:%d/%m/%Y}"},
            field="receiver",
        )
    try:
        with transaction.atomic():
            target = Target.objects.create(
                indicator=indicator,
                giver=giver,
                receiver=receiver,
                period_start=period.start,
                period_end=period.end,
                value=value,
                given_on=day,
                given_by=by.key,
                **(basis.columns() if basis else {}),
            )
    except IntegrityError as error:
        raise Refused(
            _("%(giver)s đã giao chỉ tiêu này cho %(unit)s trong kỳ này; hãy dùng “Điều chỉnh”.")
            % {"giver": giver.name, "unit": receiver.name}
        ) from error
    _note(target, "given", _("Giao %(unit)s chỉ tiêu %(what)s."), by=by)
    return target


@transaction.atomic
def change_target(
    target: Target, *, value: Decimal, by: Actor, on: date | None = None, basis: Citation | None = None
) -> Target:
    """Put a new version in the place of `target`, which stays as it was. Raises Changed when it was changed since."""
    _refuse_value(value)
    current = _locked(target)
    if value == current.value:
        raise Refused(_("Chỉ tiêu không đổi."), field="value")
    current.is_current = False
    current.save(update_fields=["is_current"])
    new = Target.objects.create(
        indicator=current.indicator,
        giver=current.giver,
        receiver=current.receiver,
        period_start=current.period_start,
        period_end=current.period_end,
        value=value,
        registered_value=current.registered_value,
        version=current.version + 1,
        given_on=on or clock.today(),
        given_by=by.key,
        **(basis.columns() if basis else {}),
    )
    _note(new, "changed", _("Điều chỉnh chỉ tiêu của %(unit)s thành %(what)s."), by=by)
    return new


@transaction.atomic
def register_target(target: Target, *, value: Decimal, by: Actor) -> Target:
    """The receiver registers what it will reach itself: no less than it was given, and often more."""
    _refuse_value(value)
    current = _locked(target)
    falls_short = value > current.value if current.indicator.direction == Direction.AT_MOST else value < current.value
    if falls_short:
        raise Refused(
            _("Mức đăng ký %(registered)s chưa đạt mức được giao %(given)s; có thể đăng ký cao hơn, không thấp hơn.")
            % {"registered": number(value), "given": number(current.value)},
            field="value",
        )
    current.registered_value = value
    current.save(update_fields=["registered_value"])
    audit.record(
        "indicators.target.registered",
        f"target:{current.key}",
        _("%(unit)s đăng ký %(value)s cho “%(name)s”.")
        % {"unit": current.receiver.name, "value": number(value), "name": current.indicator},
        by=by,
    )
    return current


def _locked(target: Target) -> Target:
    current = (
        Target.objects.select_for_update(of=("self",))
        .select_related("indicator", "giver", "receiver")
        .get(pk=target.pk)
    )
    if not current.is_current:
        standing = Target.objects.filter(
            indicator=current.indicator,
            giver=current.giver,
            receiver=current.receiver,
            period_start=current.period_start,
            period_end=current.period_end,
            is_current=True,
        ).first()
        raise Changed(
            _("Chỉ tiêu này vừa được điều chỉnh; hãy xem bản mới nhất."),
            theirs={_("Chỉ tiêu"): number(standing.value)} if standing else {},
        )
    return current


def _refuse_value(value: Decimal) -> None:
    if value < 0 or value > LARGEST:
        raise Refused(_("Chỉ tiêu phải là số từ 0 trở lên và không quá lớn."), field="value")


def _note(target: Target, what: str, sentence: str, *, by: Actor) -> None:
    words = _("“%(name)s” %(period)s: %(value)s") % {
        "name": target.indicator,
        "period": period_in_words(Period(target.period_start, target.period_end)),
        "value": both(lambda: value_in_words(target.value, target.indicator.unit_of_count)),
    }
    told = sentence % {"unit": target.receiver.name, "what": words}
    audit.record(f"indicators.target.{what}", f"target:{target.key}", told, by=by)
    notify_unit(
        target.receiver, task=Task.ANSWER, kind=f"indicators.target_{what}", text=told, link=f"target:{target.key}"
    )
