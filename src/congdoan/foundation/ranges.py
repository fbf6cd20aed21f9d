"""Exclusion over dates without any database extension: an integer is compared as the range of that one integer."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db.models import F, Func, Q, Value


def never_twice(*fields: str, name: str, condition: Q | None = None, valid: str = "valid") -> ExclusionConstraint:
    """At most one row for the integer `fields` (columns, e.g. `unit_id`) on any day of `valid`."""
    same = [(Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.OVERLAPS) for field in fields]
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (F(valid), RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_code="overlap",
    )
