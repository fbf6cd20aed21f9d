"""Whom a duty falls on, as the organisation stood on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.foundation.text import fold
from congdoan.obligations.models import Duty
from congdoan.organisation import queries
from congdoan.organisation.models import Body, BodyGroup, Office, Unit


def bearers_of(duty: Duty, *, on: date) -> list[Body]:
    """The bodies the duty names, each once, groups expanded as of `on` from where the giver stands.

    Raises Refused when it names nobody, or by name a unit that had ended by then.
    """
    found: dict[int, Body] = {}
    for bearer in duty.bearers.select_related("body", "group"):
        named = [bearer.body] if bearer.body else _expand(duty, bearer.group, on=on)
        found.update((body.pk, body) for body in named if body)
    if not found:
        raise Refused(
            _("Nhiệm vụ “%(what)s” chưa có đơn vị nào phải làm; hãy chọn đơn vị trước khi ban hành.")
            % {"what": duty.what[:120]},
            field="bearers",
        )
    ended = _ended(found, on=on)
    if ended:
        raise Refused(
            _("%(unit)s đã kết thúc hoạt động ngày %(day)s nên không giao việc được; hãy chọn đơn vị kế thừa.")
            % {"unit": ended[0].name, "day": f"{ended[0].ended_on:%d/%m/%Y}"},
            field="bearers",
        )
    return list(found.values())


def bearers_of_next(duty: Duty, *, on: date) -> list[Body]:
    """The bearers of a later occurrence: groups as of `on`; a named body through whoever took over from it.

    Units that have ended without an heir are left out.
    """
    heirs = dict(duty.obligations.filter(heir__isnull=False).values_list("bearer_id", "heir_id"))
    found: dict[int, Body] = {}
    for bearer in duty.bearers.select_related("body", "group"):
        if bearer.body:
            heir = heirs.get(bearer.body.pk)
            body = Body.objects.get(pk=heir) if heir else bearer.body
            found[body.pk] = body
        else:
            found.update((body.pk, body) for body in _expand(duty, bearer.group, on=on))
    for unit in _ended(found, on=on):
        del found[unit.pk]
    return list(found.values())


def accountable_offices(duty: Duty, bodies: Sequence[Body], *, on: date) -> dict[int, Office]:
    """By body, the office whose title is the one the duty holds accountable ("Chủ tịch"), held on `on`. One query."""
    if not duty.accountable_office or not bodies:
        return {}
    title = fold(duty.accountable_office)
    held = Office.objects.filter(body__in=[body.pk for body in bodies], valid__contains=on).order_by("pk")
    found: dict[int, Office] = {}
    for office in held:
        if fold(office.title).startswith(title):
            found.setdefault(office.body_id, office)
    return found


def _expand(duty: Duty, group: BodyGroup | None, *, on: date) -> list[Body]:
    assert group is not None, "a bearer is a group or a body"
    giver = Unit.objects.filter(pk=duty.given_by_id).first()
    if giver is None and group.reach != "listed":
        raise Refused(
            _("“%(group)s” tính từ bên giao, mà %(giver)s không có trong cây tổ chức; hãy chọn đơn vị cụ thể.")
            % {"group": group.name, "giver": duty.given_by.name},
            field="bearers",
        )
    return list(group.members.all()) if giver is None else queries.expand(group, issuer=giver, on=on)


def _ended(bodies: Iterable[int], *, on: date) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=list(bodies), ended_on__lte=on))
