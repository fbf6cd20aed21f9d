"""Counts as one types them: a total, and what of it falls under each facet."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congdoan.activities.models import ActKind, CountableIn
from congdoan.activities.rules import Counted, parts_of_total, read_counted
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.web.shell.fields import CountField
from congdoan.web.shell.widgets import Stepper

PREFIX = "count-"


def countables_of(kind: ActKind) -> list[CountableIn]:
    """What the kind counts, but for what its team's form says already. Two queries."""
    return list(kind.countables.filter(part="").select_related("measure").prefetch_related("measure__facets"))


def fields_for(countables: list[CountableIn], standing: Mapping[str, int] | None = None) -> dict[str, forms.Field]:
    """A stepper for each measure with its unit of count, and one for each of its facets. `standing` fills them in."""
    fields: dict[str, forms.Field] = {}
    for row in countables:
        measure = row.measure
        unit = unit_in_words(measure.unit_of_count)
        parts = {read_counted(code).facet: value for code, value in (standing or {}).items() if _is_of(code, row)}
        initial = (sum(parts.values()) if parts else None) if standing is not None else row.default
        fields[PREFIX + measure.code] = _stepper(str(measure), unit, initial)
        for facet in measure.facets.all():
            if facet.code:
                fields[f"{PREFIX}{measure.code}.{facet.code}"] = _stepper(str(facet), unit, parts.get(facet.code))
    return fields


def counts_from(countables: list[CountableIn], said: Mapping[str, Any]) -> dict[str, int]:
    """Counts by code: what was left empty was not said; 0 was. Raises ValidationError where facets exceed a total."""
    counts: dict[str, int] = {}
    for row in countables:
        total = said.get(PREFIX + row.measure_id)
        named = [facet.code for facet in row.measure.facets.all() if facet.code]
        of_it = {code: said.get(f"{PREFIX}{row.measure_id}.{code}") for code in named}
        parts = {code: count for code, count in of_it.items() if count is not None}
        if total is None and not parts:
            continue
        try:
            split = parts_of_total(sum(parts.values()) if total is None else total, parts)
        except ValueError as error:
            raise ValidationError(
                {PREFIX + row.measure_id: _("Các phần cộng lại nhiều hơn số chung; hãy kiểm tra lại.")}
            ) from error
        counts |= {Counted(row.measure_id, facet).code: count for facet, count in split.items()}
    return counts


def _is_of(code: str, row: CountableIn) -> bool:
    return read_counted(code).measure == row.measure_id


def _stepper(label: str, unit: str, initial: int | None) -> CountField:
    return CountField(label=label, required=False, initial=initial, widget=Stepper(unit=unit))
