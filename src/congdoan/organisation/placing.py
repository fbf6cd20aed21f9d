"""Rewriting placements: only the room `reorganisation` calls this, inside its one transaction.

Everything here is set-based: one decision may move or end a thousand units. The closure is not touched; the caller
rebuilds it once, after the last step.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.organisation.events import cited
from congdoan.organisation.models import Committee, Line, Office, Placement, Unit

CUT = """
UPDATE {table} SET valid = daterange(lower(valid), %(on)s) WHERE {owner} = ANY(%(units)s) AND valid @> %(on)s::date
  AND lower(valid) < %(on)s
"""
DROP_LATER = "DELETE FROM {table} WHERE {owner} = ANY(%(units)s) AND lower(valid) >= %(on)s"


def move(units: Sequence[Unit], *, to: Unit | None, on: date, line: Line, basis: Citation | None) -> None:
    """Hang the units under `to` from `on` without end. Two queries for any number.

    Raises Refused when one of them does not stand in the line on `on`, or changes place again on a later day.
    """
    refuse_unless_open(units, on=on, line=line)
    ids = [unit.pk for unit in units]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisation_placement SET valid = daterange(lower(valid), %s)"
            " WHERE unit_id = ANY(%s) AND line_id = %s AND valid @> %s::date AND lower(valid) < %s",
            [on, ids, line.pk, on, on],
        )
        # A placement that began on this very day is replaced, not kept for no days at all.
        cursor.execute(
            "DELETE FROM organisation_placement WHERE unit_id = ANY(%s) AND line_id = %s AND lower(valid) = %s",
            [ids, line.pk, on],
        )
    Placement.objects.bulk_create(
        [Placement(unit=unit, line=line, parent=to, valid=valid_from(on), **cited(basis)) for unit in units]
    )


def end(units: Sequence[Unit], *, on: date) -> None:
    """The units stand nowhere from `on`: placements, committees and offices end. A handful of queries for any number.

    Raises Refused when one of them was founded on `on` or later, ended before, or changes place on a later day.
    """
    command = Line.objects.get(code="command")
    refuse_unless_open(units, on=on, line=command)
    young = next((unit for unit in units if unit.established_on >= on), None)
    if young:
        raise Refused(
            _("%(unit)s thành lập ngày %(day)s nên không thể kết thúc trước ngày sau đó.")
            % {"unit": young.name, "day": f"{young.established_on:%d/%m/%Y}"},
            field="on",
        )
    ids = [unit.pk for unit in units]
    values: dict[str, Any] = {"units": ids, "on": on}
    with connection.cursor() as cursor:
        for model, owner in ((Placement, "unit_id"), (Committee, "unit_id"), (Office, "body_id")):
            cursor.execute(CUT.format(table=model._meta.db_table, owner=owner), values)
        cursor.execute(DROP_LATER.format(table="organisation_placement", owner="unit_id"), values)
    Unit.objects.filter(pk__in=ids).update(ended_on=on)
    for unit in units:
        unit.ended_on = on


def refuse_unless_open(units: Sequence[Unit], *, on: date, line: Line) -> None:
    """Raise Refused, naming the first unit that does not stand in the line from `on` on without a later change."""
    rows = Placement.objects.filter(unit__in=units, line=line, valid__contains=on, valid__upper_inf=True)
    standing = set(rows.values_list("unit_id", flat=True))
    for unit in units:
        if unit.pk in standing:
            continue
        if unit.ended_on and unit.ended_on <= on:
            text = _("%(unit)s đã kết thúc hoạt động từ %(when)s.")
            said = {"unit": unit.name, "when": f"{unit.ended_on:%d/%m/%Y}"}
        else:
            text = _("%(unit)s chưa hoạt động vào ngày %(day)s, hoặc đã có thay đổi sau ngày đó; hãy chọn ngày khác.")
            said = {"unit": unit.name, "day": f"{on:%d/%m/%Y}"}
        raise Refused(text % said, field="on")
