"""The gallery draws every component, and nobody but an administrator is shown it."""

import re
from collections.abc import Callable

from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.installation.settings import REPOSITORY

SHELL = REPOSITORY / "src" / "congdoan" / "web" / "shell"
SPRITE = REPOSITORY / "src" / "congdoan" / "web" / "static" / "congdoan" / "icons.svg"
DRAWN = re.compile(r'icons\.svg#([\w-]+)"')


def test_an_administrator_sees_it_and_a_chair_does_not(province: Province, sign_in: Callable[..., Client]) -> None:
    assert sign_in("Minh", Role.ADMINISTRATOR, province.top).get("/_gallery/").status_code == 200
    assert sign_in("Lan", Role.CHAIR, province.hospital).get("/_gallery/").status_code == 403


def test_it_draws_every_component() -> None:
    gallery = (SHELL / "templates" / "shell" / "gallery.html").read_text()
    known = {path.stem.replace("_", "-") for path in (SHELL / "templates" / "components").glob("*.html")}
    assert known - set(re.findall(r"<c-([\w-]+)", gallery)) == set()


def test_every_icon_it_draws_is_in_the_sprite(province: Province, sign_in: Callable[..., Client]) -> None:
    drawn = set(DRAWN.findall(sign_in("Minh", Role.ADMINISTRATOR, province.top).get("/_gallery/").content.decode()))
    known = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))
    assert len(known) > 40
    assert drawn == known


def test_every_component_says_what_it_is_for() -> None:
    for path in (SHELL / "templates" / "components").glob("*.html"):
        assert path.read_text().startswith("{% comment %}\n"), path
