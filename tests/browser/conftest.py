"""What a journey needs: a server of real pages on a database of its own, and Debian's Chromium.

Where there is no Chromium the journeys are skipped and say so; under CI that is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from congdoan.accounts.models import User

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-default-apps", "--no-first-run", "--no-default-browser-check",
    "--disable-features=Translate,OptimizationHints,MediaRouter", "--font-render-hinting=none",
]  # fmt: skip
PHONE, DESK = (390, 844), (1440, 900)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        reason = "no Chromium on this machine: install Debian's `chromium`, or name one in CHROMIUM"
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

    Anything the page writes to the console as an error, the content policy's refusals too, fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(user: User | None, path: str, *, size: tuple[int, int] = DESK, javascript: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=javascript, locale="vi-VN"
        )
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
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
