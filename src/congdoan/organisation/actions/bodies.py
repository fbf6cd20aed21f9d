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
from congdoan.organisation.models import Body, BodyKind, BodyName, BodyPlace


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


@transaction.atomic
def change_place(body: Body, *, place: str, on: date, by: Actor, basis: Citation | None = None) -> BodyPlace:
    """The body dates its papers from `place` from `on` on; what it issued before keeps its own.

    An empty place means that of the unit above. Raises Refused when it is the place already, or a change from `on` or
    a later day stands.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    new = nfc(place)
    if new == body.place:
        raise Refused(_("Đơn vị đang ghi địa danh này trên văn bản; không có gì để đổi."), field="place")
    current = body.places.order_by("-valid").first()
    if current and current.valid.lower and current.valid.lower >= on:
        raise Refused(
            _("Đã có địa danh dùng từ %(day)s; hãy chọn ngày sau đó.") % {"day": f"{current.valid.lower:%d/%m/%Y}"},
            field="on",
        )
    if current:
        current.valid = valid_from(current.valid.lower, on)
        current.save(update_fields=["valid"])
    else:
        begun = body.names.order_by("valid").values_list("valid__startswith", flat=True)[0]
        if begun < on:
            BodyPlace.objects.create(body=body, place=body.place, valid=valid_from(begun, on))
    row = BodyPlace.objects.create(body=body, place=new, valid=valid_from(on), **cited(basis))
    old, body.place = body.place, new
    body.save(update_fields=["place"])
    inherited = _("theo đơn vị cấp trên")
    said = {"old": old or inherited, "new": new or inherited, "day": f"{on:%d/%m/%Y}"}
    sentence = _("Đổi địa danh ghi trên văn bản từ “%(old)s” thành “%(new)s”, dùng từ %(day)s.")
    audit.record("organisation.body.moved", f"body:{body.code}", sentence % said, by=by)
    return row


def refuse_taken_code(code: str) -> None:
    if Body.objects.filter(code=code).exists():
        raise Refused(
            _("Mã “%(code)s” đã được dùng và không dùng lại được; hãy chọn mã khác.") % {"code": code}, field="code"
        )
