"""Somebody waits for long work whose one transaction is still open, and sees how far it is."""

import pytest
from django.db import connection, transaction

from congdoan.foundation import progress
from congdoan.foundation.models import Progress
from congdoan.foundation.progress import progress_of, told

SUBJECT = "import:THU"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """News goes out each time, not once a second."""
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0)


def seen_from_outside() -> list[tuple[int, int | None]]:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT done, whole FROM foundation_progress WHERE subject = %s", [SUBJECT])
        rows = cursor.fetchall()
    other.close()
    return rows


def test_others_see_how_far_it_is_and_nothing_when_it_is_over(fresh_database: str, at_once: None) -> None:
    with transaction.atomic(), told(SUBJECT, whole=9) as tell:
        tell(2)
        tell(5)
        assert seen_from_outside() == [(5, 9)]
        assert progress_of(SUBJECT) is not None
    assert not Progress.objects.exists()


def test_work_that_fails_leaves_no_news_behind(fresh_database: str, at_once: None) -> None:
    def fail() -> None:
        with transaction.atomic(), told(SUBJECT) as tell:
            tell(1)
            assert seen_from_outside() == [(1, None)]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Progress.objects.exists()


@pytest.mark.django_db
def test_short_work_opens_no_second_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "connection", None)
    with told(SUBJECT) as tell:
        tell(1)
    assert progress_of(SUBJECT) is None
