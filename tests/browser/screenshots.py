"""Take pictures of a running site, for the README and for looking at.

    PYTHONPATH=src:tests python -m browser.screenshots http://127.0.0.1:8000 docs/pictures --password … today=lan:/viec/

Signs in through the door as each person named and takes each page at the width of a desk and of a phone. Nothing else
about it is staged.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.chromium import CHROMIUM, DESK, FLAGS, PHONE, why_not


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as one person sees it. `whole` takes all of it, not only what fits the window.

    `path` may go on: `/bao-cao/ > Thông Reo > ?so=…` opens the page, follows the link that holds those words, and asks
    the page it leads to so. Keys in addresses change whenever the demonstration tells something more.
    """

    name: str
    user: str
    path: str
    whole: bool = False


def signed_in(context: BrowserContext, site: str, user: str, password: str) -> None:
    """Go in by the door, as a person would. Raises RuntimeError when it stays shut."""
    page = context.new_page()
    page.goto(f"{site}/dang-nhap/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", password)
    page.click("main form button.is-main")
    page.wait_for_load_state()  # a page closed on its way somewhere has left Chromium without an answer for good
    if "/dang-nhap/" in page.url:
        raise RuntimeError(f"{user} cannot sign in with that password")


def walk(page: Page, site: str, path: str) -> None:
    """Open the address, then go on from it by link or by question."""
    first, *further = path.split(" > ")
    page.goto(f"{site}{first}", wait_until="networkidle")
    for step in further:
        to = step if step.startswith("?") else page.get_by_role("link", name=step).first.get_attribute("href") or ""
        page.goto(urljoin(page.url, to), wait_until="networkidle")


def take(browser: Browser, site: str, folder: Path, pictures: list[Picture], password: str) -> list[Path]:
    """Every picture at both widths; answers the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for user in dict.fromkeys(picture.user for picture in pictures):
        for width, height in (DESK, PHONE):
            context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
            signed_in(context, site, user, password)
            for picture in (one for one in pictures if one.user == user):
                page = context.new_page()
                walk(page, site, picture.path)
                path = folder / f"{picture.name}-{width}.png"
                page.screenshot(path=path, full_page=picture.whole)
                page.close()
                written.append(path)
            context.close()
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--password", required=True, help="the password all demo accounts share")
    parser.add_argument("pictures", nargs="+", help="NAME=USER:PATH, with a + before NAME for the whole page")
    options = parser.parse_args()
    if reason := why_not():
        raise SystemExit(reason)
    asked = []
    for text in options.pictures:
        name, _equals, rest = text.partition("=")
        user, _colon, path = rest.partition(":")
        asked.append(Picture(name.lstrip("+"), user, path, whole=name.startswith("+")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for path in take(browser, options.site.rstrip("/"), options.folder, asked, options.password):
            sys.stdout.write(f"{path}\n")
        browser.close()


if __name__ == "__main__":
    main()
