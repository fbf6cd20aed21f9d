"""Whatever somebody signs in as, no page they are led to offers a link that then refuses them."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
TODAY = date(2021, 8, 20)
LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')
OF_NO_PERSON = re.compile(r"^/(static|api|dang-xuat|_gallery)")


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.set_to(TODAY):
        yield


def _shape(path: str) -> str:
    """The page an address asks for: one of many like it is enough."""
    return re.sub(r"[A-Z0-9]{8,}|\d+|=[^&]*", "*", path)


def _refused(visitor: Client, *, deep: int) -> dict[str, str]:
    """The addresses that answered 400 or more, each with the page that offered it; each kind of page seen once."""
    waiting, known, refused = [("/", "", 0)], {"/"}, {}
    for address, offered_by, steps in waiting:
        answer = visitor.get(address, follow=True)
        if answer.status_code >= 400:
            refused[address] = offered_by
        elif steps < deep and "html" in answer.headers["Content-Type"]:
            for link in map(unescape, LINK.findall(answer.content.decode())):
                if _shape(link) not in known and not OF_NO_PERSON.match(link):
                    known.add(_shape(link))
                    waiting.append((link, address, steps + 1))
    return refused


@pytest.mark.parametrize(
    "role", [Role.CONFEDERATION, Role.MEMBER, Role.ADMINISTRATOR, Role.ACCOUNTANT, Role.CASHIER, Role.INSPECTOR]
)
def test_every_link_one_is_led_to_opens(province: Province, sign_in: SignIn, role: Role) -> None:
    province.append(province.hospital, "propaganda_attendances", 40, on=TODAY)
    visitor = sign_in("Yên", role, province.sector)
    assert _refused(visitor, deep=2) == {}
