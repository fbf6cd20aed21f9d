"""A form sent twice at the same moment, from a phone that lost its network between the two, is still one act."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import connection

from act_stories import DAY
from builders import Province
from congdoan.activities import actions
from congdoan.activities.models import Act, ActKind
from congdoan.foundation import clock
from congdoan.journal.models import Entry
from congdoan.journal.verification import verify


def test_the_same_token_at_the_same_moment_is_one_act(fresh_database: str) -> None:
    province = Province()
    together = Barrier(4)

    def send(_number: int) -> str:
        try:
            together.wait()
            with clock.set_to(date(2021, 8, 20)):
                act = actions.record(
                    ActKind.objects.get(code="propaganda"),
                    lead=province.hospital,
                    title="",
                    happened_on=DAY,
                    counts={"propaganda_attendances": 161},
                    client_token="one-form",
                    by=province.lan,
                )
            return act.key
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(send, range(4)))

    assert len(keys) == 1
    assert (Act.objects.count(), Entry.objects.count()) == (1, 1)
    assert verify() == []
