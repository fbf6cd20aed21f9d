"""Who looks at a case first, and cases found by what may be said of them to anyone."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from congdoan.accounts.models import User
from congdoan.cases.models import Programme, SupportCase
from congdoan.foundation import clock
from congdoan.foundation.text import fold
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import ancestors

GRASSROOTS = 50
"""The rank of a level from which a unit decides for itself."""


def decider(unit: Unit) -> Unit:
    """Who looks at it first: the unit itself where it is a grassroots union or higher, else the one above that is."""
    standing = [one for one in ancestors(unit, on=clock.today()) if one.level.rank <= GRASSROOTS]
    return standing[-1] if standing else unit


def cases_saying(words: Sequence[str], user: User) -> QuerySet[SupportCase]:
    """Cases the user may see in whose code, decision or programme's public name stands each folded word.

    Never by a name, an illness or a story: what one may not read must not be guessed by searching either.
    """
    found = SupportCase.objects.visible_to(user)
    programmes = [(row.code, fold(f"{row.public_name} {row.public_name_en}")) for row in Programme.objects.all()]
    for word in words:
        named = [code for code, public in programmes if word in public]
        symbol = Q(decision__document__symbol__icontains=word) | Q(
            decision__document__symbol__icontains=_accented(word)
        )
        found = found.filter(Q(key__iexact=word) | Q(programme__in=named) | symbol)
    return found.with_names().select_related("decision__document").distinct().order_by("-asked_on", "-pk")


def _accented(word: str) -> str:
    """A symbol as people type it without its letter: 05/qd-ldld is written 05/QĐ-LĐLĐ."""
    return word.replace("d", "đ")
