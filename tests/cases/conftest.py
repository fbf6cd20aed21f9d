"""Care as stories tell it: Lan asks at the hospital, Bình examines, Minh decides, Thu keeps the books, Cúc the cash."""

from collections.abc import Iterator
from datetime import date

import pytest

from care_stories import TODAY, Care
from congdoan.foundation import clock


@pytest.fixture(autouse=True)
def may_of_2024() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def care(db: None) -> Care:
    return Care()


@pytest.fixture
def day() -> date:
    return TODAY
