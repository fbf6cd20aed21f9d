"""Whatever somebody signs in as, no page they are led to offers a link that then refuses them, and each page is built
in order: one heading at the top, none skipped below it, no id twice, so that it can be listened to."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from html import unescape
from itertools import pairwise

import pytest
from django.test import Client
from lxml import html

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


def _disorder(page: str) -> list[str]:
    """What somebody who listens to the page would stumble over."""
    tree = html.document_fromstring(page)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    twice = [f"id {name} {count} times" for name, count in ids.items() if count > 1]
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    skipped = [f"h{above} then h{below}" for above, below in pairwise([0, *levels]) if below > above + 1]
    return [*twice, *skipped, *([] if levels.count(1) == 1 else [f"{levels.count(1)} headings at the top"])]


def _wrong(visitor: Client, *, deep: int) -> dict[str, str | list[str]]:
    """The addresses that answered 400 or more, each with the page that offered it, and those whose page is out of
    order, each with what is; each kind of page seen once.
    """
    waiting, known, wrong = [("/", "", 0)], {"/"}, {}
    for address, offered_by, steps in waiting:
        answer = visitor.get(address, follow=True)
        if answer.status_code >= 400:
            wrong[address] = offered_by
        elif "html" in answer.headers["Content-Type"]:
            page = answer.content.decode()
            if disorder := _disorder(page):
                wrong[address] = disorder
            for link in map(unescape, LINK.findall(page)) if steps < deep else ():
                if _shape(link) not in known and not OF_NO_PERSON.match(link):
                    known.add(_shape(link))
                    waiting.append((link, address, steps + 1))
    return wrong


@pytest.mark.parametrize(
    "role", [Role.CONFEDERATION, Role.MEMBER, Role.ADMINISTRATOR, Role.ACCOUNTANT, Role.CASHIER, Role.INSPECTOR]
)
def test_every_link_one_is_led_to_opens(province: Province, sign_in: SignIn, role: Role) -> None:
    province.append(province.hospital, "propaganda_attendances", 40, on=TODAY)
    visitor = sign_in("Yên", role, province.sector)
    assert _wrong(visitor, deep=2) == {}
