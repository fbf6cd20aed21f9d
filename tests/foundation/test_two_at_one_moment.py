"""Two people press the same button at one moment: one does it, the other reads what was done, nobody meets an error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.db.utils import IntegrityError

from builders import SETUP, Province, user
from congdoan.accounts.actions import create_account
from congdoan.accounts.models import Role
from congdoan.api.errors import refusal as told_to_programs
from congdoan.dues.actions import set_scheme
from congdoan.foundation import files
from congdoan.foundation.collisions import COLLIDED, GENERAL, MET, refusal_of
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import SealingKey
from congdoan.foundation.periods import year
from congdoan.funds.actions import open_fund
from congdoan.organisation.actions import form_committee
from congdoan.organisation.models import Unit
from congdoan.registry.actions import open_series

DAY = date(2024, 1, 1)


def at_once(verb: Callable[[], object]) -> list[str]:
    """What each of two people is told, empty for the one whose verb worked."""
    ready = Barrier(2)

    def press(_person: int) -> str:
        ready.wait(20)
        try:
            verb()
        except Refused as refused:
            return str(refused)
        except IntegrityError as error:
            return str(refusal_of(error))
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as people:
        return sorted(people.map(press, range(2)))


def test_bytes_stored_again_while_they_are_destroyed_stay(fresh_database: str) -> None:
    with transaction.atomic():
        files.destroy([files.store(b"ke hoach", name="a.txt", by=SETUP)])
        transaction.get_connection().run_on_commit.clear()  # the power is cut: the bytes lie there still

    def finish() -> int:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '300ms'")
                return files.finish_destroying()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic():
            again = files.store(b"ke hoach", name="b.txt", by=SETUP)
            with pytest.raises(OperationalError):
                worker.submit(finish).result()
        assert worker.submit(finish).result() == 1
    assert files.bytes_of(again) == b"ke hoach"


def test_the_second_is_told_what_the_first_did(fresh_database: str) -> None:
    top = Province().top
    verbs: dict[str, Callable[[], object]] = {
        "quỹ": lambda: open_fund(top, name="Quỹ xã hội", stream="social", on=DAY, by=SETUP),
        "Tên đăng nhập": lambda: create_account("hoa", name="Hoa", by=SETUP),
        "Sổ": lambda: open_series(top, direction="out", label="2024", period=year(2024), by=SETUP),
        "nhiệm kỳ": lambda: form_committee(top, kind="executive", since=DAY, by=SETUP),
    }
    for about, verb in verbs.items():
        first, second = at_once(verb)
        assert (first, about in second) == ("", True), second
    told = at_once(lambda: set_scheme(top, group="private", since=DAY, by=SETUP))
    assert told[0] == ""
    assert told[1] in ("", "Nhóm đóng đoàn phí của đơn vị vừa được đặt cho thời gian ấy; hãy tải lại trang.")


def test_of_two_that_wait_for_each_other_one_is_asked_to_do_it_again(fresh_database: str) -> None:
    one, two = (Province().top, Unit.objects.get(code="PL-YT"))
    halfway = Barrier(2)

    def take(first: Unit, second: Unit) -> str:
        try:
            with transaction.atomic():
                Unit.objects.select_for_update(of=("self",)).get(pk=first.pk)
                halfway.wait(20)
                Unit.objects.select_for_update(of=("self",)).get(pk=second.pk)
        except COLLIDED as error:
            return str(refusal_of(error))
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as people:
        told = sorted(people.map(take, (one, two), (two, one)))
    assert told == ["", str(MET)]


@pytest.mark.django_db
def test_a_collision_nobody_foresaw_is_no_error_either(province: Province) -> None:
    with pytest.raises(IntegrityError) as met:
        SealingKey.objects.bulk_create(
            [SealingKey(name="x", is_blind=False, first_used_at="2024-01-01T00:00Z") for _ in range(2)]
        )
    refused = refusal_of(met.value)
    assert refused is not None
    assert refused.message == GENERAL
    assert told_to_programs(None, refused).status_code == 422  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_fault_of_ours_stays_one(province: Province) -> None:
    with pytest.raises(IntegrityError) as met:
        user("Lan", Role.CHAIR, province.top).holdings.update(role=None)
    assert refusal_of(met.value) is None
