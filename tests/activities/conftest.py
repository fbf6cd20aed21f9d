"""Acts as stories tell them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from act_stories import DAY, Record
from builders import Province
from congdoan.activities import actions
from congdoan.activities.models import Act, ActKind
from congdoan.foundation import clock
from congdoan.organisation.models import Unit


@pytest.fixture(autouse=True)
def twentieth_of_august() -> Iterator[None]:
    with clock.set_to(date(2021, 8, 20)):
        yield


@pytest.fixture
def record(province: Province) -> Record:
    """Lan records what her hospital did; counts, day and the rest may be said otherwise."""

    def _record(
        kind: str = "propaganda", counts: Mapping[str, int] | None = None, *, lead: Unit | None = None, **said: Any
    ) -> Act:
        values: dict[str, Any] = {"title": "", "happened_on": DAY, "by": province.lan, **said}
        given = {"propaganda_sittings": 1, "propaganda_attendances": 161} if counts is None else counts
        return actions.record(ActKind.objects.get(code=kind), lead=lead or province.hospital, counts=given, **values)

    return _record
