"""Care on the screens: the same province, with people who sign in."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from builders import user
from care_stories import TODAY, Care
from congdoan.accounts.models import Role, User
from congdoan.foundation import clock
from congdoan.membership.actions import admit
from congdoan.organisation.models import Unit
from web.care.clicks import JOINED

SignIn = Callable[[str, str, Unit], Client]


@pytest.fixture(autouse=True)
def may_of_2024() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def care(db: None) -> Care:
    return Care()


@pytest.fixture
def enter() -> SignIn:
    """`enter("Bình", Role.OFFICER, care.top)`: a browser in which that person is signed in, made once."""

    def _enter(name: str, role: str, unit: Unit) -> Client:
        known = User.objects.filter(name=name).first()
        client = Client()
        client.force_login(known or user(name, Role(role), unit))
        return client

    return _enter


@pytest.fixture
def member(care: Care) -> Care:
    admit(care.hospital, [care.hoa], on=TODAY.replace(month=1), decision=JOINED, by=care.lan)
    return care
