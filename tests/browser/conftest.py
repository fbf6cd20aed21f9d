"""What a journey needs: a server of real pages on a database of its own, and Debian's Chromium.

Where there is no Chromium the journeys are skipped and say so; under CI that is a failure.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.chromium import CHROMIUM, DESK, FLAGS, why_not
from congdoan.accounts.models import User


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if reason := why_not():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright drives the browser from a loop of its own; Django would take that for an async program.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(fresh_database: str) -> Iterator[str]:
    """The address of a running site. What the test commits, its pages show."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


Open = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, site: str) -> Iterator[Open]:
    """`open_as(user, "/van-ban/", size=PHONE, javascript=False)`: a page seen by that user, already signed in.

    Anything the page writes to the console as an error, the content policy's refusals too, fails the test at its end,
    unless it holds one of the `allowed` words.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(
        user: User | None,
        path: str,
        *,
        size: tuple[int, int] = DESK,
        javascript: bool = True,
        allowed: tuple[str, ...] = (),
    ) -> Page:
        def note(text: str) -> None:
            if not any(words in text for words in allowed):
                errors.append(text)

        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=javascript, locale="vi-VN"
        )
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        page = context.new_page()
        page.on("console", lambda message: note(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: note(str(error)))
        page.goto(f"{site}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def pictures() -> Path | None:
    """Where to leave pictures for a person to look at: the folder named in PICTURES, if any."""
    folder = os.environ.get("PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None
