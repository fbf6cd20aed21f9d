"""A part and the page it belongs to cannot drift: put the part into the page and compare with a full reload."""

import re
from typing import Any

from django.test import Client
from lxml import html

HTMX = {"HTTP_HX_REQUEST": "true"}


def apply_part(client: Client, url: str, *, from_url: str = "", data: dict[str, Any] | None = None) -> str:
    """Fetch the page at `from_url` (or `url`), let HTMX ask for the part at `url`, and put it where its id stands.

    With `data` the part is asked by POST. Asserts that the outcome is what a full reload of the same address shows
    (after a POST: of the page one is on), and returns it.
    """
    page = _tree(client.get(from_url or url).content.decode())
    answer = client.post(url, data, **HTMX) if data is not None else client.get(url, **HTMX)
    assert "HX-Request" in answer.get("Vary", "")
    body = answer.content.decode()
    assert "<html" not in body, "a whole page was answered where a part was asked for"
    part, *riders = html.fragments_fromstring(body)
    place = page.get_element_by_id(part.get("id"))
    place.getparent().replace(place, part)
    assert all(rider.get("hx-swap-oob") for rider in riders), "a part is one element"
    reloaded = _tree(client.get((from_url or url) if data is not None else url).content.decode())
    assert _plain(page) == _plain(reloaded)
    return _plain(page)


def _tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def _plain(tree: html.HtmlElement) -> str:
    """What the main column and the panel say, without what differs from answer to answer."""
    for toasts in tree.xpath("//*[@id='toasts']"):
        toasts.getparent().remove(toasts)
    desk = tree.xpath("//*[contains(@class, 'desk')]") or [tree.body]
    text = html.tostring(desk[0], encoding="unicode")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', 'name="csrfmiddlewaretoken"', text)
    text = re.sub(r'name="sent-once" value="[^"]*"', 'name="sent-once"', text)
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", text)).strip()
