"""What every screen's test needs: the small province, and people who are signed in to it."""

from collections.abc import Callable

import pytest
from django.test import Client

from builders import Province, user
from congdoan.accounts.models import Role, User
from congdoan.organisation.models import Unit


@pytest.fixture
def province(db: None) -> Province:
    return Province()


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """`sign_in("Lan", Role.CHAIR, province.hospital)`: a browser in which that new person is signed in."""

    def signed_in(name: str, role: Role, unit: Unit) -> Client:
        client = Client()
        client.force_login(user(name, role, unit))
        return client

    return signed_in


@pytest.fixture
def lan(province: Province) -> User:
    """Chairs the hospital's union."""
    return user("Lan", Role.CHAIR, province.hospital)


@pytest.fixture
def minh(province: Province) -> User:
    """Heads the province, and looks after its accounts."""
    return user("Minh", Role.ADMINISTRATOR, province.top)
