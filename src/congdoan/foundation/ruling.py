"""Changing what the rules go by: working days and dated parameters. A value ends and the next begins; none is lost."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.models import Holiday, Parameter
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _

HOLD_FOR_EVERYONE = frozenset({"notices.channels", "obligations.due_soon_working_days"})
"""Parameters asked for without a unit: the ways out of the system, and when a screen calls a day near."""


@transaction.atomic
def set_holiday(
    day: date, *, name: str, by: Actor, is_working: bool = False, source: str = "", is_verified: bool = False
) -> Holiday:
    """Make the day a day off, or a day worked in exchange; one that was entered before is corrected."""
    values = {"name": name, "is_working": is_working, "source": source, "is_verified": is_verified}
    row, _created = Holiday.objects.update_or_create(day=day, defaults=values)
    kind = _("làm bù") if is_working else _("nghỉ")
    sentence = _("Ghi ngày %(day)s là ngày %(kind)s: %(name)s.")
    said = {"day": f"{day:%d/%m/%Y}", "kind": kind, "name": name}
    audit.record("foundation.calendar.changed", f"day:{day}", sentence % said, by=by)
    return row


@transaction.atomic
def remove_holiday(day: date, *, by: Actor) -> None:
    """The day is an ordinary one again. Raises NotFound when it was none other."""
    if not Holiday.objects.filter(day=day).delete()[0]:
        raise NotFound(_("Ngày %(day)s không có trong lịch nghỉ.") % {"day": f"{day:%d/%m/%Y}"})
    sentence = _("Bỏ ngày %(day)s khỏi lịch nghỉ.") % {"day": f"{day:%d/%m/%Y}"}
    audit.record("foundation.calendar.changed", f"day:{day}", sentence, by=by)


@transaction.atomic
def mark_verified(row: Parameter, *, by: Actor) -> Parameter:
    """Somebody compared the value with the act it cites; the row keeps who and when. Raises Refused where it cites none
    or was compared already.
    """
    locked = Parameter.objects.select_for_update().get(pk=row.pk)
    if locked.is_verified:
        raise Refused(_("Giá trị này đã được đối chiếu."))
    if not locked.cited_symbol.strip():
        raise Refused(_("Giá trị này chưa ghi văn bản quy định nên chưa đối chiếu được; hãy đặt lại kèm số văn bản."))
    locked.is_verified = True
    for name, value in _compared(by).items():
        setattr(locked, name, value)
    locked.save(update_fields=["is_verified", *_compared(by)])
    said = {"key": locked.key, "symbol": locked.cited_symbol, "day": f"{locked.valid.lower:%d/%m/%Y}"}
    sentence = _("Đã đối chiếu tham số %(key)s dùng từ %(day)s với %(symbol)s.") % said
    audit.record("foundation.parameter.verified", f"parameter:{locked.key}", sentence, by=by)
    return locked


def _compared(by: Actor) -> dict[str, object]:
    return {"verified_by": by.key, "verified_by_name": by.name, "verified_on": clock.today()}


@transaction.atomic
def set_parameter(
    key: str,
    *,
    value: object,
    since: date,
    by: Actor,
    scope: str = "",
    basis: Citation | None = None,
    source_article: str = "",
    is_verified: bool = False,
    note: str | None = None,
) -> Parameter:
    """The parameter has `value` from `since` on; the value before it ends that day and still judges the old cases.

    `scope` is the unit for which, and for those below which, it holds (who approves how much help, `cases.approval`,
    for that very unit alone); empty for everyone. Without a `note` that of the value before stands. Any value of the
    old one's kind is taken: what else a key asks of its value and of who sets it, the verb of its own room asks before.
    Raises Refused when a later value is entered already, the new one is of another kind than the old, or it can only
    hold for everyone.
    """
    if scope and key in HOLD_FOR_EVERYONE:
        raise Refused(_("Tham số này chỉ có một giá trị chung, không đặt riêng cho đơn vị."), field="unit")
    rows = Parameter.objects.select_for_update().filter(key=key, scope=scope)
    if rows.filter(valid__startswith__gte=since).exists():
        raise Refused(_("Đã có giá trị dùng từ ngày này trở đi; hãy chọn ngày sau đó."), field="since")
    known = Parameter.objects.filter(key=key).order_by("-valid").first()
    if known and type(known.value) is not type(value):
        raise Refused(_("Giá trị phải cùng loại với giá trị đang dùng: %(old)s.") % {"old": known.value}, field="value")
    for earlier in rows.filter(valid__contains=since):
        earlier.valid = valid_from(earlier.valid.lower, since)
        earlier.save(update_fields=["valid"])
    row = Parameter.objects.create(
        key=key,
        scope=scope,
        value=value,
        valid=valid_from(since),
        source_article=source_article,
        is_verified=is_verified,
        **(_compared(by) if is_verified else {}),
        note=note if note is not None else known.note if known else "",
        **(basis.columns() if basis else {}),
    )
    said = {"key": key, "value": value, "day": f"{since:%d/%m/%Y}", "scope": scope}
    sentence = (
        _("Đặt tham số %(key)s tại %(scope)s là %(value)s từ %(day)s.")
        if scope
        else _("Đặt tham số %(key)s là %(value)s từ %(day)s.")
    )
    audit.record("foundation.parameter.set", f"parameter:{key}", sentence % said, by=by)
    return row


@transaction.atomic
def end_parameter(row: Parameter, *, on: date, by: Actor) -> Parameter:
    """From `on` a unit's own value holds no more, and what holds above speaks again; what is older it still judges.

    Raises Refused for a value that holds for everyone, or a day at which this one does not hold.
    """
    locked = Parameter.objects.select_for_update().get(pk=row.pk)
    if not locked.scope:
        raise Refused(_("Giá trị chung cho mọi đơn vị chỉ thay bằng giá trị mới, không bỏ trống."))
    first, last = locked.valid.lower, locked.valid.upper
    if on <= first:
        raise Refused(_("Ngày dừng phải sau ngày bắt đầu %(day)s.") % {"day": f"{first:%d/%m/%Y}"}, field="on")
    if last is not None and on >= last:
        raise Refused(_("Giá trị này đã dừng từ %(day)s.") % {"day": f"{last:%d/%m/%Y}"}, field="on")
    locked.valid = valid_from(locked.valid.lower, on)
    locked.save(update_fields=["valid"])
    said = {"key": locked.key, "scope": locked.scope, "day": f"{on:%d/%m/%Y}"}
    sentence = _("Dừng tham số %(key)s riêng của %(scope)s từ %(day)s.") % said
    audit.record("foundation.parameter.ended", f"parameter:{locked.key}", sentence, by=by)
    return locked


@transaction.atomic
def withdraw_parameter(row: Parameter, *, by: Actor) -> Parameter:
    """A unit's own value that nothing was judged by is taken back whole: the one it had put an end to goes on.

    Raises Refused for a value that holds for everyone, or one that a later value follows.
    """
    locked = Parameter.objects.select_for_update().get(pk=row.pk)
    if not locked.scope:
        raise Refused(_("Giá trị chung cho mọi đơn vị chỉ thay bằng giá trị mới, không bỏ trống."))
    first, last = locked.valid.lower, locked.valid.upper
    others = Parameter.objects.select_for_update().filter(key=locked.key, scope=locked.scope).exclude(pk=locked.pk)
    if others.filter(valid__startswith__gt=first).exists():
        raise Refused(_("Đã có giá trị dùng từ ngày sau đó; hãy bỏ giá trị ấy trước."))
    said = {"key": locked.key, "scope": locked.scope, "day": f"{first:%d/%m/%Y}"}
    locked.delete()
    for earlier in others.filter(valid__endswith=first):
        earlier.valid = valid_from(earlier.valid.lower, last)
        earlier.save(update_fields=["valid"])
    sentence = _("Rút lại tham số %(key)s riêng của %(scope)s dùng từ %(day)s.") % said
    audit.record("foundation.parameter.withdrawn", f"parameter:{said['key']}", sentence, by=by)
    return locked
