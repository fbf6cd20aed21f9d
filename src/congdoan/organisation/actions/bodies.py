"""Bodies and what they are called."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.organisation.events import cited
from congdoan.organisation.indexing import index
from congdoan.organisation.models import Body, BodyKind, BodyName


@transaction.atomic
def register_body(
    code: str,
    *,
    name: str,
    kind: str = BodyKind.OTHER,
    short_name: str = "",
    symbol: str = "",
    place: str = "",
    since: date,
    by: Actor,
) -> Body:
    """Enter an outside body: a Party committee, a People's Committee, a hospital's management.

    Raises Refused when the code is taken.
    """
    refuse_taken_code(code)
    body = Body(code=code, kind=kind, name=nfc(name), short_name=nfc(short_name), symbol=symbol, place=nfc(place))
    index(body, [body.name, body.short_name])
    body.save()
    BodyName.objects.create(
        body=body, name=body.name, short_name=body.short_name, symbol=symbol, valid=valid_from(since)
    )
    audit.record(
        "organisation.body.registered",
        f"body:{code}",
        _("Đưa %(name)s vào danh bạ cơ quan.") % {"name": body.name},
        by=by,
    )
    return body


@transaction.atomic
def rename(
    body: Body, *, name: str, on: date, by: Actor, short_name: str = "", symbol: str = "", basis: Citation | None = None
) -> BodyName:
    """Give the body another name (and symbol) from `on`; papers issued before keep theirs.

    Raises Refused when a later name already stands.
    """
    current = body.names.order_by("-valid").first()
    if current and current.valid.lower and current.valid.lower >= on:
        raise Refused(
            _("Đã có tên dùng từ %(day)s; hãy chọn ngày sau đó.") % {"day": f"{current.valid.lower:%d/%m/%Y}"},
            field="on",
        )
    if current:
        current.valid = valid_from(current.valid.lower, on)
        current.save(update_fields=["valid"])
    new = BodyName.objects.create(
        body=body,
        name=nfc(name),
        short_name=nfc(short_name),
        symbol=symbol or body.symbol,
        valid=valid_from(on),
        **cited(basis),
    )
    body.name, body.short_name, body.symbol = new.name, new.short_name, new.symbol
    index(body, [part for row in body.names.all() for part in (row.name, row.short_name)])
    body.save()
    audit.record(
        "organisation.body.renamed", f"body:{body.code}", _("Đổi tên thành %(name)s.") % {"name": new.name}, by=by
    )
    return new


def refuse_taken_code(code: str) -> None:
    if Body.objects.filter(code=code).exists():
        raise Refused(
            _("Mã “%(code)s” đã được dùng và không dùng lại được; hãy chọn mã khác.") % {"code": code}, field="code"
        )
