"""Whatever people do, in whatever order: the row is what its events add up to, and what is done has its day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.queries import work_calendar
from congdoan.obligations import actions, queries
from congdoan.obligations.models import Obligation
from congdoan.obligations.rules import STEPS, Happening, lateness, replay

pytestmark = pytest.mark.django_db

GIVEN = date(2021, 8, 3)
LAN, HEAD = Actor("lan", "Lan", "PL-YT-BV"), Actor("head", "Trưởng ban", "PL-YT")
VERBS = (
    "acknowledge", "begin", "finish", "finish_earlier", "reopen", "nil_return", "withdraw_nil", "verify", "send_back",
    "waive", "extend", "set_due",
)  # fmt: skip


def do(verb: str, owed: Obligation) -> None:
    """One person presses one button."""
    today = clock.today()
    if verb == "finish":
        actions.finish(owed, on=today, by=LAN)
    elif verb == "finish_earlier":
        actions.finish(owed, on=today - timedelta(days=5), by=LAN)
    elif verb == "reopen":
        actions.reopen(owed, reason="Nhầm", by=LAN)
    elif verb == "withdraw_nil":
        for nil in owed.nil_returns.all():
            actions.withdraw_nil(nil, by=LAN)
    elif verb in {"send_back", "waive"}:
        getattr(actions, verb)(owed, reason="Có lý do", by=HEAD)
    elif verb == "extend":
        actions.extend(owed, to=today + timedelta(days=9), reason="Có lý do", by=HEAD)
    elif verb == "set_due":
        actions.set_due(owed.duty, due_on=today + timedelta(days=9), reason="Có lý do", by=HEAD)
    else:
        getattr(actions, verb)(owed, by=HEAD if verb == "verify" else LAN)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pressed=st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 3)), max_size=9),
    due=st.none() | st.dates(GIVEN, date(2021, 9, 10)),
)
def test_the_row_is_the_sum_of_its_events(province: Province, pressed: list[tuple[str, int]], due: date | None) -> None:
    calendar = work_calendar()
    with transaction.atomic():
        with clock.set_to(GIVEN):
            order = actions.enter_spoken(
                giver=province.sector, bearers=[province.hospital], what="Lập tổ", on=GIVEN, due_on=due, by=HEAD
            )
        owed = order.obligations.get()
        day = GIVEN
        stood = {day: queries.now(owed)}
        for verb, later in pressed:
            day += timedelta(days=later)
            with clock.set_to(day):
                try:
                    with transaction.atomic():
                        do(verb, owed)
                except Refused:
                    pass
            owed.refresh_from_db()
            stood[day] = queries.now(owed)
            assert (owed.done_on is not None) == (owed.state in {"done", "verified"})
            assert lateness(owed.due_on, owed.done_on, day, calendar) >= 0

        kinds = owed.events.values_list("kind", "on", "new_due", "done_on")
        events = [Happening(*row) for row in kinds]
        assert replay(events) == queries.now(owed)
        assert [event.kind for event in events if event.kind not in STEPS] == []
        with clock.set_to(day + timedelta(days=1)):
            assert all(queries.state_on(owed, seen) == as_then for seen, as_then in stood.items())
        transaction.set_rollback(True)
