"""Units and bodies as callers name them: by code, among those the caller may name."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from congdoan.accounts.access import house_of, unit_for_viewing
from congdoan.accounts.models import User
from congdoan.foundation.errors import Refused
from congdoan.organisation.models import Body, BodyKind, Unit


def unit_named(user: User, code: str, *, field: str = "unit") -> Unit:
    """A unit of the caller's own house. Raises Refused for any other, naming the field."""
    try:
        return unit_for_viewing(user, code)
    except Refused as refused:
        raise type(refused)(refused.message, field=field) from refused


def bodies_named(user: User, codes: Iterable[str], *, field: str) -> list[Body]:
    """Units of the caller's house and outside bodies, in the order named. Raises Refused for a code beyond them."""
    wanted = list(dict.fromkeys(codes))
    seen = Q(pk__in=house_of(user).values("pk")) | ~Q(kind=BodyKind.UNION)
    found = {body.code: body for body in Body.objects.filter(seen, code__in=wanted)}
    for code in wanted:
        if code not in found:
            raise Refused(_("Không có đơn vị hay cơ quan mang mã “%(code)s”.") % {"code": code}, field=field)
    return [found[code] for code in wanted]


def body_named(user: User, code: str, *, field: str) -> Body | None:
    return bodies_named(user, [code], field=field)[0] if code else None
