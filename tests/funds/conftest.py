"""Money as stories tell it."""

from collections.abc import Iterator

import pytest

from builders import Province
from congdoan.foundation import clock
from fund_stories import TODAY, Money


@pytest.fixture(autouse=True)
def sixteenth_of_september() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def money(province: Province) -> Money:
    return Money(province)
