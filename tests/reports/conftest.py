"""The sector asks its two unions for a report on the campaign of August 2021."""

from collections.abc import Iterator

import pytest

from builders import Province
from congdoan.foundation import clock
from reports_stories import AUGUST_16, Campaign, campaign_of


@pytest.fixture
def campaign(province: Province) -> Iterator[Campaign]:
    with clock.set_to(clock.moment(AUGUST_16)):
        yield campaign_of(province)
