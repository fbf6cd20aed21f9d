"""Text of a web page: blocks as lines, cells parted by tabs, scripts and menus left out."""

import re
from html.parser import HTMLParser

from congdoan.documents.encodings import decode

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "ul", "ol", "pre"}
    | {"blockquote", "header", "title", "figcaption", "hr", "dt", "dd"}
)
_PARAGRAPHS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "title"])
_LEFT_OUT = frozenset(["script", "style", "noscript", "nav", "template", "svg", "head", "select", "button", "iframe"])
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def text_of_html(data: bytes | str) -> str:
    """The visible text; the page's own charset is honoured."""
    page = _Page()
    page.feed(data if isinstance(data, str) else _decoded(data))
    page.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(page.pieces))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _decoded(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode(named.group(1).decode("ascii"), errors="replace")
        except LookupError:
            pass
    return decode(data)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "body":  # ends whatever stands open: a page need not close its head
            self._left_out.clear()
        elif tag in _LEFT_OUT:
            self._left_out.append(tag)
        elif tag in ("td", "th"):
            self.pieces.append("\t")
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._left_out:
            while self._left_out.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.pieces.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.pieces.append(re.sub(r"\s+", " ", data))
