"""Lists page by page: from the item after a named one, so that what arrives meanwhile neither repeats nor hides any."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused

Row = TypeVar("Row", bound=Model)


def page_of(
    rows: QuerySet[Row], *, order: Sequence[str], after: str, limit: int, among: QuerySet[Row], key: str = "key"
) -> tuple[list[Row], str | None]:
    """The rows following the one whose public id is `after` (empty: the first), and the id to go on from.

    `order` names columns that are never null, a minus for falling ones, the last of them unique. The named row is
    looked for `among` all the caller may see: it may have left the filter since. Raises Refused where it is not there.
    """
    found = rows.order_by(*order)
    if after:
        names = [name.lstrip("-") for name in order]
        last = among.filter(**{key: after}).values(*names).first()
        if last is None:
            raise Refused(_("Không có dòng “%(key)s” để tiếp tục từ đó.") % {"key": after}, field="after")
        found = found.filter(_beyond(order, [last[name] for name in names]))
    page = list(found[: limit + 1])
    more = len(page) > limit
    return page[:limit], str(getattr(page[limit - 1], key)) if more else None


def _beyond(order: Sequence[str], values: Sequence[object]) -> Q:
    """(a, b) beyond (x, y): a beyond x, or a is x and b beyond y."""
    where = Q(pk__in=[])
    same = Q()
    for name, value in zip(order, values, strict=True):
        column, way = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        where |= same & Q(**{f"{column}__{way}": value})
        same &= Q(**{column: value})
    return where
