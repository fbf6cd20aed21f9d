"""Filters of the reports' screens, loaded by `{% load reports %}`."""

from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext as _

from congdoan.foundation.periods import Period
from congdoan.indicators import wording
from congdoan.narratives.models import Claim
from congdoan.narratives.queries import Finding
from congdoan.narratives.rules.judging import Verdict

register = template.Library()


@register.filter
def in_words(period: Period) -> str:
    """ "tháng 8/2021"."""
    return wording.period_in_words(period)


@register.filter
def known_words(finding: Finding) -> str:
    """What the records hold, with its unit of count: "5.742 lượt người"."""
    indicator = finding.claim.indicator
    return wording.value_in_words(finding.known, indicator.unit_of_count) if indicator else ""


@register.filter
def signed(difference: Decimal) -> str:
    """ "+40", "−1.200"."""
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{wording.number(abs(difference))}"


@register.filter
def mark_query(claim: Claim) -> str:
    """The words of a figure and their place, as the address of marking asks for them."""
    return urlencode({"chu": claim.quote, "tu": claim.start})


@register.filter
def plain_number(text: str) -> str:
    """A number kept as text, as officers write it."""
    return wording.number(Decimal(text))


@register.filter
def verdict_words(code: str) -> str:
    """The word for a verdict kept in a check."""
    return next((str(verdict.label) for verdict in Verdict if verdict.code == code), _("bỏ qua"))
