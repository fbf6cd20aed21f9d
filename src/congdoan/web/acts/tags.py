"""Tags of the acts' screens, loaded by `{% load acts %}`: links to what an act answers."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from congdoan.activities.models import Act
from congdoan.organisation.models import Unit

register = template.Library()

ADDRESSES = {"obligation": "duties:obligation"}


@register.simple_tag
def subject_link(kind: str, key: str, words: str) -> SafeString:
    """The words, linked to the page of the matter where that page stands."""
    short = Truncator(words).words(22)
    try:
        return format_html('<a href="{}">{}</a>', reverse(ADDRESSES[kind], args=[key]), short)
    except NoReverseMatch:
        return format_html("{}", short)


@register.simple_tag
def joined(act: Act, unit: Unit) -> SafeString:
    """A mark where the unit took part in another's act."""
    if any(row.body_id == unit.pk for row in act.partners.all()):
        return format_html(' <small class="mute">({})</small>', _("cùng làm"))
    return SafeString("")
