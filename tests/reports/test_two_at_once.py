"""One officer sends the report while another still writes in it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.reports import actions
from congdoan.reports.models import Block
from reports_stories import AUGUST_16, Campaign, campaign_of

pytestmark = pytest.mark.slow


def words(campaign: Campaign, block: Block) -> None:
    actions.write(block, text="Lan sửa thêm một câu.", version=block.version, by=campaign.lan)


def a_block(campaign: Campaign, block: Block) -> None:
    actions.add_block(block.report, kind="paragraph", after=block, text="Thêm.", by=campaign.lan)


@pytest.mark.parametrize("late", [words, a_block])
def test_what_is_saved_while_the_report_goes_up_is_refused(
    fresh_database: str, late: Callable[[Campaign, Block], None]
) -> None:
    with clock.set_to(clock.moment(AUGUST_16)):
        campaign = campaign_of(Province())
        report = campaign.written(campaign.province.hospital)
        block = report.blocks.filter(kind="paragraph")[0]
    sent, begun = Event(), Event()

    def send() -> None:
        try:
            with clock.set_to(clock.moment(AUGUST_16)), transaction.atomic():
                actions.send(report, version=1, by=campaign.lan)
                sent.set()
                begun.wait(10)
        finally:
            connection.close()

    def save() -> None:
        sent.wait(10)
        begun.set()
        try:
            with clock.set_to(clock.moment(AUGUST_16)):
                late(campaign, block)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        going: Future[None] = pool.submit(send)
        saving: Future[None] = pool.submit(save)
    going.result()
    with pytest.raises(Refused, match="không còn ở bước soạn"):
        saving.result()
    assert list(report.blocks.filter(kind="paragraph").values_list("text", flat=True)).count(block.text) == 2
