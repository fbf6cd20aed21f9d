"""Tags of the frame: icons, states, shares. Built in, so no template needs to load them."""

from functools import cache, lru_cache

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from congdoan.documents.writing import Paper
from congdoan.foundation import clock
from congdoan.foundation.keys import new_key
from congdoan.web.shell.once import FIELD
from congdoan.web.shell.periods import PeriodInput
from congdoan.web.shell.printed import Sheet, cells, sheet
from congdoan.web.shell.states import LOOKS
from congdoan.web.shell.templatetags.figures import bounded

register = template.Library()


@cache
def _sprite() -> str:
    return static("congdoan/icons.svg")


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's, and beside it the number by which a form sent twice is known (`shell.once`): no form is without it."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="{}" value="{}">',
        context.get("csrf_token", ""), FIELD, new_key(),
    )  # fmt: skip


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite, silent to a screen reader: the words beside it speak. `size`: "small" or "large"."""
    classes = f"i is-{size}" if size else "i"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, _sprite(), name)


@register.simple_tag
def state(kind: str, words: object = "") -> SafeString:
    """The badge of a state: word, icon and colour. `words` says more than the state's own word ("Trễ 9 ngày").

    Raises KeyError for a state that `shell.states` does not know: a badge without a look would be a lie.
    """
    return _badge(kind, words if str(words).strip() else gettext(str(LOOKS[kind].word)))


@lru_cache(maxsize=512, typed=True)
def _badge(kind: str, words: object) -> SafeString:
    """Kept, because a tree of a thousand rows says a few dozen different things.

    `typed`: markup that is safe and the same letters typed by a person are equal, but must not share an answer.
    """
    return format_html('<span class="state is-{}">{}{}</span>', kind, icon(LOOKS[kind].icon), words)


@register.simple_tag
def choose_period(name: str, value: object, nothing: object = "", *, months_only: bool = False) -> SafeString:
    """Two lists to choose a period by, in a form that asks by address: `{% choose_period "ky" look.period %}`.

    `nothing`: the words for no period at all, where that may be chosen. The label is for the id `name`.
    """
    return PeriodInput(months_only=months_only, nothing=nothing).render(name, value, {"id": name})


@register.filter
def share(part: float, whole: float) -> str:
    """The class that draws `part` of `whole`: "n-0" to "n-100". Some is never drawn as none, nor part as all."""
    if not part or not whole:
        return "n-0"
    percent = round(100 * part / whole)
    return f"n-{min(max(percent, 1), 100 if part >= whole else 99)}"


@register.filter
def depth(level: int) -> str:
    """The class that indents a row of the tree: "d-0" to "d-9"; what hangs deeper stands at the ninth step."""
    return f"d-{min(max(int(level), 0), 9)}"


@register.filter
def initials(name: str) -> str:
    """Two letters for a round badge: those of the last two words of a Vietnamese name, the given one last."""
    words = name.split()
    return "".join(word[0] for word in words[-2:]).upper()


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def guides(steps: str, node: str) -> SafeString:
    """The red line left of a row of the tree: its guides, then its node. See components/tree_row.html."""
    drawn = format_html_join(
        "",
        '<span class="guide{}"></span>',
        (("".join(f" is-{part}" for part in step.split("-")),) for step in steps.split()),
    )
    kinds = "".join(f" {word}" if word in ("opens", "runs") else f" is-{word}" for word in node.split())
    return format_html('<span class="guides" aria-hidden="true">{}<span class="node{}"></span></span>', drawn, kinds)


@register.simple_tag
def tally_bar(done: int = 0, doing: int = 0, late: int = 0, waiting: int = 0) -> SafeString:
    """A branch's duties as a bar and in words: "8/18 xong · 4 trễ"."""
    whole = done + doing + late + waiting
    behind = gettext("%(late)s trễ") % {"late": late} if late else ""
    return format_html(
        '<span class="tally">{}<small>{}{}</small></span>',
        _bar(done, doing, late, waiting),
        gettext("%(done)s/%(whole)s xong") % {"done": done, "whole": whole},
        format_html(" · <b>{}</b>", behind) if late else "",
    )


@lru_cache(maxsize=512)
def _bar(done: int, doing: int, late: int, waiting: int) -> SafeString:
    whole = done + doing + late + waiting
    parts = (("done", done), ("doing", doing), ("late", late), ("waiting", waiting))
    drawn = format_html_join("", '<i class="is-{} {}"></i>', ((kind, share(n, whole)) for kind, n in parts if n))
    return format_html('<span class="tally-bar" aria-hidden="true">{}</span>', drawn)


@register.simple_tag
def figure_link(
    words: object, url: str = "", kind: str = "plain", bound: str = "", note: str = "", part: str = ""
) -> SafeString:
    """A figure that opens its trail; see components/figure.html. With `part`, HTMX opens it in that element."""
    said: object = format_html(bounded("{}", bound), words) if bound else words
    if kind == "missing":
        said = words if str(words).strip() else gettext("chưa báo cáo")
    mark = icon(_MARKS[kind]) if kind in _MARKS else ""
    small = format_html("<small> {}</small>", note) if note else ""
    if not url:
        return format_html('<span class="figure is-{}">{}{}{}</span>', kind, said, mark, small)
    swap = ""
    if part:
        swap = format_html(' hx-get="{}" hx-target="#{}" hx-swap="outerHTML" hx-push-url="true"', url, part)
    return format_html('<a class="figure is-{}" href="{}"{}>{}{}{}</a>', kind, url, swap, said, mark, small)


_MARKS = {"bound": "link", "free": "ask", "clash": "broken"}


@register.simple_tag
def printed(paper: Paper) -> Sheet:
    """The paper as the screen draws it; see components/sheet.html."""
    return sheet(paper, on=clock.today())


register.filter("cells", cells)
