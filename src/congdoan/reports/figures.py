"""The figures of a report:

live while it is written, frozen with their parts when it is sent, and what moved under them since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from congdoan.accounts.models import User
from congdoan.foundation.decisions import Decision
from congdoan.foundation.periods import Period
from congdoan.foundation.units_of_count import unit_in_words, unit_on_paper
from congdoan.indicators.access import may_see_what_for
from congdoan.indicators.queries import figure
from congdoan.indicators.queries import figures as figures_of
from congdoan.indicators.values import Figure
from congdoan.journal.actions import freeze
from congdoan.reports.models import Block, Report, Token
from congdoan.reports.rules import Slot, Words, pieces, quoted

_QUOTING = {
    "trên": pgettext_lazy("con số", "trên"),
    "gần": pgettext_lazy("con số", "gần"),
    "khoảng": pgettext_lazy("con số", "khoảng"),
    "triệu": pgettext_lazy("con số", "triệu"),
    "tỷ": pgettext_lazy("con số", "tỷ"),
}
"""The words of a quoted figure that are no unit of count, for whoever reads it outside the sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's share of a frozen figure; `state` tells a zero that was said from a silence."""

    code: str
    name: str
    value: Decimal | None
    state: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A figure as it was signed, with its parts, its gaps and the last journal entry it saw."""

    value: Decimal | None
    unit_of_count: str
    bound: str
    formula: str
    position: int
    state: str
    parts: tuple[Part, ...]
    gaps: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a reader of the report sees it:

    the signed value if there is one, and the live one when it has drifted.
    """

    token: Token
    value: Decimal | None
    live: Decimal | None
    state: str
    is_frozen: bool

    @property
    def drift(self) -> Decimal | None:
        """Live less signed; None while the report is live or either value is missing."""
        if not self.is_frozen or self.value is None or self.live is None:
            return None
        return self.live - self.value

    @property
    def is_known(self) -> bool:
        """Whether somebody recorded it, or said that there was nothing."""
        return self.state not in {"missing", "silent"}

    @property
    def look(self) -> str:
        """How a screen marks it: known from records, asked for and not said, or never recorded by anyone."""
        if self.value is None:
            return "missing"
        return {"missing": "missing", "silent": "free"}.get(self.state, "bound")

    @property
    def text(self) -> str:
        """As the sentence quotes it, with its unit of count where that is a word.

        "chưa có số" when nothing is known, nobody asked has answered or nobody was asked: a silence is no zero.
        """
        if self.value is None or not self.is_known:
            return "chưa có số"
        return self._quoted(self.value, unit_on_paper(self.token.indicator.unit_of_count))

    @property
    def listed(self) -> str:
        """As a list beside the sentence has it: the same number, its unit of count in the reader's language."""
        if self.value is None or not self.is_known:
            return _("chưa có số")
        said = self._quoted(self.value, unit_in_words(self.token.indicator.unit_of_count, self.value))
        return " ".join(str(_QUOTING.get(word, word)) for word in said.split(" "))

    def _quoted(self, value: Decimal, unit: str) -> str:
        is_money = self.token.indicator.unit_of_count == "VND"
        said = quoted(value, wording=self.token.wording, is_money=is_money)
        return f"{said}%" if unit == "%" else f"{said} {unit}"


def period_of(token: Token) -> Period:
    return Period(token.period_start, token.period_end)


def live_figure(token: Token) -> Figure:
    """The token's figure now, from the journal."""
    return figure(token.report.unit, token.indicator, period_of(token))


def live_figures(tokens: Sequence[Token]) -> dict[int, Figure]:
    """As `live_figure`, of each by its id: the same queries for all figures of a unit and a period."""
    asked: dict[tuple[int, Period], list[Token]] = {}
    for token in tokens:
        asked.setdefault((token.report.unit_id, period_of(token)), []).append(token)
    found: dict[int, Figure] = {}
    for (_unit, period), together in asked.items():
        indicators = {token.indicator_id: token.indicator for token in together}
        read = figures_of(together[0].report.unit, indicators.values(), period)
        found |= {token.pk: read[token.indicator_id] for token in together}
    return found


def freeze_tokens(report: Report) -> int:
    """Write every figure down as it stands, with its parts, and return the journal position they all saw."""
    position = freeze()
    tokens = list(report.tokens.select_related("indicator", "report__unit"))
    live = live_figures(tokens)
    for token in tokens:
        token.frozen = _to_json(live[token.pk], position)
    Token.objects.bulk_update(tokens, ["frozen"])
    return position


def frozen_figure(token: Token) -> Frozen | None:
    """The figure as it was sent or signed; None while it is live."""
    if token.frozen is None:
        return None
    data = token.frozen
    return Frozen(
        value=_decimal(data["value"]),
        unit_of_count=data["unit_of_count"],
        bound=data["bound"],
        formula=data["formula"],
        position=data["position"],
        state=data["state"],
        parts=tuple(map(_part, data["parts"])),
        gaps=tuple(map(_part, data["gaps"])),
    )


def shown(report: Report) -> dict[str, Shown]:
    """Every figure of the report by name. A handful of queries for those of one period."""
    tokens = list(report.tokens.select_related("indicator", "report__unit"))
    figures_now, found = live_figures(tokens), {}
    for token in tokens:
        live = figures_now[token.pk]
        frozen = frozen_figure(token)
        value = frozen.value if frozen else _decimal(live.value)
        state = frozen.state if frozen else live.state.code
        found[token.name] = Shown(token, value, _decimal(live.value), state, frozen is not None)
    return found


def as_told(figures: dict[str, Shown], user: User) -> dict[str, Shown]:
    """The figures as the user may be told them: of one about illness that was sent, only what was sent. What it is now
    would tell, less what it was, of one patient more or fewer.
    """
    return {
        name: replace(one, live=one.value) if one.is_frozen and not may_see_parts(user, one.token) else one
        for name, one in figures.items()
    }


def may_see_parts(user: User, token: Token) -> Decision:
    """Who may see how the figure is made up: of one about illness, who sees the cases of the unit that reports."""
    return may_see_what_for(user, token.report.unit, token.indicator)


def as_sent(report: Report) -> dict[str, Shown]:
    """The frozen figures of a report that was sent, without looking at what they would be now. One query."""
    return all_as_sent([report.pk]).get(report.pk, {})


def all_as_sent(reports: Iterable[int]) -> dict[int, dict[str, Shown]]:
    """The frozen figures of each report by its id. One query for any number."""
    found: dict[int, dict[str, Shown]] = {}
    for token in Token.objects.filter(report__in=set(reports)).select_related("indicator"):
        frozen = frozen_figure(token)
        if frozen is not None:
            shown_now = Shown(token, frozen.value, None, frozen.state, is_frozen=True)
            found.setdefault(token.report_id, {})[token.name] = shown_now
    return found


def segments(block: Block, figures: dict[str, Shown]) -> list[Words | Shown]:
    """The block's text with its figures in place, for a screen or a paper.

    A name in brackets that is no figure of the report stays as it was typed.
    """
    return [
        figures.get(piece.name) or Words(f"{{{{{piece.name}}}}}") if isinstance(piece, Slot) else piece
        for piece in pieces(block.text)
    ]


def plain_text(block: Block, figures: dict[str, Shown] | None = None) -> str:
    """The block as it reads on paper."""
    known = shown(block.report) if figures is None else figures
    return "".join(part.text for part in segments(block, known))


def _to_json(live: Figure, position: int) -> dict[str, Any]:
    """What is frozen goes onto the paper, so its formula is told in Vietnamese whoever signs."""
    with translation.override("vi"):
        formula = str(live.formula)
    return {
        "value": _text(live.value),
        "unit_of_count": live.unit_of_count,
        "bound": live.bound,
        "formula": formula,
        "position": position,
        "state": live.state.code,
        "parts": [
            {"code": part.unit.code, "name": part.unit.name, "value": _text(part.value), "state": part.state.code}
            for part in live.parts
        ],
        "gaps": [
            {"code": gap.unit.code, "name": gap.unit.name, "value": None, "state": "missing"} for gap in live.gaps
        ],
    }


def _part(row: dict[str, Any]) -> Part:
    return Part(row["code"], row["name"], _decimal(row["value"]), row["state"])


def _text(value: Decimal | int | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: Decimal | int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
