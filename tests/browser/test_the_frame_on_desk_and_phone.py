"""The frame holds on a desk and on a phone: nothing runs off the side, and it works without JavaScript."""

from pathlib import Path

import pytest

from builders import Province, user
from conftest import DESK, PHONE, Open
from congdoan.accounts.models import Role, User

pytestmark = pytest.mark.browser


@pytest.fixture
def thinh(fresh_database: str) -> User:
    province = Province()
    return user("Vàng Quốc Thịnh", Role.ADMINISTRATOR, province.top)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_piece_runs_off_the_side(thinh: User, open_as: Open, pictures: Path | None, size: tuple[int, int]) -> None:
    page = open_as(thinh, "/_gallery/", size=size)
    if pictures:
        page.screenshot(path=pictures / f"gallery-{size[0]}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
