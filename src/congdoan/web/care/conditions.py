"""What a line of a rule asks before it gives, told to an officer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congdoan.cases.rules import NUMBERED, Condition, Line
from congdoan.foundation.figures import format_vnd
from congdoan.organisation.models import Level
from congdoan.web.care.forms.asking import FACT_WORDS


@dataclass(frozen=True, slots=True)
class Told:
    """A line with what it asks, at which levels and how often it gives, in words; each may be empty."""

    line: Line
    conditions: str
    levels: str
    times: str


def told(line: Line, levels: Mapping[str, str]) -> Told:
    """`levels` are the names of levels by code."""
    named = ", ".join(levels.get(code, code) for code in line.levels)
    only = _("chỉ cấp: %(levels)s") % {"levels": named} if named else ""
    return Told(line, conditions_of(line), only, "; ".join(_times(line)))


def names_of_levels() -> dict[str, str]:
    return {row.code: str(row) for row in Level.objects.all()}


def conditions_of(line: Line) -> str:
    """“số ngày nằm viện từ 21; hoặc diễn biến nặng”; empty where the line asks nothing."""
    ways = [_(" và ").join(_condition(condition) for condition in way) for way in line.ways]
    return _("; hoặc ").join(ways)


def _condition(condition: Condition) -> str:
    fact = str(FACT_WORDS[condition.fact])
    fact = fact[:1].lower() + fact[1:]
    if condition.fact not in NUMBERED:
        return fact
    said = {"fact": fact, "least": condition.at_least, "below": condition.below}
    if condition.at_least is None:
        return _("%(fact)s dưới %(below)d") % said
    if condition.below is None:
        return _("%(fact)s từ %(least)d") % said
    return _("%(fact)s từ %(least)d đến dưới %(below)d") % said


def _times(line: Line) -> list[str]:
    found = []
    if line.once:
        found.append(_("một lần cho một người") if line.once == "person" else _("một lần cho một sự việc"))
    if line.times_a_year is not None:
        found.append(_("nhiều nhất %(times)d lần một năm") % {"times": line.times_a_year})
    if line.a_year_at_most_vnd is not None:
        found.append(_("cả năm nhiều nhất %(sum)s") % {"sum": format_vnd(line.a_year_at_most_vnd)})
    if line.years_between:
        found.append(_("cách nhau ít nhất %(years)d năm") % {"years": line.years_between})
    return found
