"""Preview, commit and undo of a batch. A commit is set-based: 5,000 units in seconds, the closure rebuilt once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.utils import IntegrityError

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import StoredFile
from congdoan.foundation.saying import gettext as _
from congdoan.organisation.actions.units import command_line
from congdoan.organisation.closure import rebuild_closure
from congdoan.organisation.events import cited
from congdoan.organisation.importing.checking import Check, Proposal, check
from congdoan.organisation.importing.sheet import Line, rows_of
from congdoan.organisation.indexing import index
from congdoan.organisation.models import (
    Body,
    BodyKind,
    BodyName,
    ImportBatch,
    ImportState,
    Unit,
    UnitEvent,
    UnitEventKind,
    UnitEventPart,
)

FOUND = (
    "INSERT INTO organisation_unit (body_ptr_id, level_id, established_on, imported_in_id)"
    " SELECT *, %(batch)s::bigint FROM unnest(%(units)s::bigint[], %(levels)s::text[], %(days)s::date[])",
    "INSERT INTO organisation_bodyname"
    " (body_id, name, short_name, symbol, valid, cited_symbol, cited_date, cited_issuer)"
    " SELECT b.id, b.name, b.short_name, b.symbol, daterange(u.established_on, NULL),"
    " %(symbol)s, %(dated)s::date, %(issuer)s"
    " FROM organisation_body b JOIN organisation_unit u ON u.body_ptr_id = b.id WHERE u.imported_in_id = %(batch)s",
    "INSERT INTO organisation_unitlevel (unit_id, level_id, valid, cited_symbol, cited_date, cited_issuer)"
    " SELECT body_ptr_id, level_id, daterange(established_on, NULL), %(symbol)s, %(dated)s::date, %(issuer)s"
    " FROM organisation_unit WHERE imported_in_id = %(batch)s",
    "INSERT INTO organisation_placement"
    " (unit_id, line_id, parent_id, valid, cited_symbol, cited_date, cited_issuer)"
    " SELECT unit, %(line)s, parent, daterange(day, NULL), %(symbol)s, %(dated)s::date, %(issuer)s"
    " FROM unnest(%(units)s::bigint[], %(parents)s::bigint[], %(days)s::date[]) AS new (unit, parent, day)",
)
REMOVE = (
    "DELETE FROM organisation_uniteventpart WHERE unit_id = ANY(%s)",
    "DELETE FROM organisation_closure WHERE unit_id = ANY(%s)",
    "DELETE FROM organisation_placement WHERE unit_id = ANY(%s)",
    "DELETE FROM organisation_unitlevel WHERE unit_id = ANY(%s)",
    "DELETE FROM organisation_bodyname WHERE body_id = ANY(%s)",
    "DELETE FROM organisation_unit WHERE body_ptr_id = ANY(%s)",
    "DELETE FROM organisation_body WHERE id = ANY(%s)",
)

AT_MOST = 20_000
"""Rows of one sheet. Larger houses come in parts."""


@transaction.atomic
def preview(
    lines: Sequence[Line],
    *,
    file: StoredFile,
    under: Unit,
    since: date,
    by: Actor,
    basis: Citation | None = None,
) -> ImportBatch:
    """Keep the sheet's lines as a batch to be looked at; nothing is founded yet.

    Raises Refused when they have no columns for code and name, or there are none, or too many.
    """
    if not rows_of(lines):
        raise Refused(_("Bảng không có dòng nào."), field="file")
    if len(lines) > AT_MOST:
        raise Refused(_("Bảng có hơn %(count)d dòng; hãy chia nhỏ.") % {"count": AT_MOST}, field="file")
    return ImportBatch.objects.create(
        under=under,
        file=file,
        lines=[[number, {title: _stored(cell) for title, cell in cells.items()}] for number, cells in lines],
        since=since,
        uploaded_at=clock.now(),
        uploaded_by=by.key,
        uploaded_by_name=by.name,
        **cited(basis),
    )


def checked(batch: ImportBatch) -> Check:
    """The batch's rows judged by the organisation as it stands now."""
    return check(rows_of(batch.lines), under=batch.under, since=batch.since)


@transaction.atomic
def commit(batch: ImportBatch, *, by: Actor) -> int:
    """Found every unit of the batch, and say how many. Raises Refused while a row has an error."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != ImportState.PREVIEW:
        raise Refused(_("Bảng này đã được nhập hoặc đã hoàn tác."))
    judged = checked(batch)
    if judged.faulty:
        raise Refused(_("Còn %(count)d dòng có lỗi; hãy sửa tệp rồi tải lên lại.") % {"count": len(judged.faulty)})
    batch.state, batch.changed_at = ImportState.COMMITTED, clock.now()
    batch.save(update_fields=["state", "changed_at"])
    units = _found(judged.proposals, batch)
    _record_events(batch, at=batch.changed_at, by=by)
    rebuild_closure()
    sentence = _("Nhập %(count)d đơn vị từ tệp %(file)s vào %(under)s.")
    said = {"count": len(units), "file": batch.file.name, "under": batch.under.name}
    audit.record("organisation.batch.imported", f"batch:{batch.key}", sentence % said, by=by)
    return len(units)


@transaction.atomic
def undo(batch: ImportBatch, *, by: Actor) -> int:
    """Remove every unit of the batch, and say how many. Raises Refused as soon as anything depends on one of them."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != ImportState.COMMITTED:
        raise Refused(_("Chỉ hoàn tác được bảng đã nhập."))
    assert batch.changed_at is not None
    own = UnitEvent.objects.filter(recorded_at=batch.changed_at, kind=UnitEventKind.ESTABLISH)
    later = UnitEventPart.objects.filter(unit__imported_in=batch).exclude(event__in=own)
    renamed = BodyName.objects.filter(body__unit__imported_in=batch, valid__upper_inf=False)
    if later.exists() or renamed.exists():
        raise Refused(_("Một số đơn vị đã đổi tên, chuyển hoặc kết thúc sau khi nhập nên không hoàn tác được."))
    count = _remove(list(batch.units.values_list("pk", flat=True)))
    own.filter(parts__isnull=True).delete()
    batch.state, batch.changed_at = ImportState.UNDONE, clock.now()
    batch.save(update_fields=["state", "changed_at"])
    sentence = _("Hoàn tác việc nhập %(count)d đơn vị từ tệp %(file)s.") % {"count": count, "file": batch.file.name}
    audit.record("organisation.batch.undone", f"batch:{batch.key}", sentence, by=by)
    return count


def _found(rows: Sequence[Proposal], batch: ImportBatch) -> list[int]:
    """Found the units and answer with their ids. The dated rows are derived by the database from what it just took."""
    bodies = Body.objects.bulk_create([_body(row) for row in rows])
    ids = [body.pk for body in bodies]
    made = dict(zip(map(id, rows), ids, strict=True))
    parents = [
        made[id(row.parent)] if isinstance(row.parent, Proposal) else row.parent and row.parent.pk for row in rows
    ]
    values: dict[str, Any] = {
        "batch": batch.pk,
        "units": ids,
        "levels": [row.level.code for row in rows if row.level],
        "days": [row.since for row in rows],
        "parents": parents,
        "line": command_line().pk,
        "symbol": batch.cited_symbol,
        "dated": batch.cited_date,
        "issuer": batch.cited_issuer,
    }
    with connection.cursor() as cursor:
        for statement in FOUND:
            cursor.execute(statement, values)
    return ids


def _remove(ids: list[int]) -> int:
    """Take the units out, and say how many; Refused when the database knows of anything that points at them."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in REMOVE:
                cursor.execute(statement, [ids])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise Refused(
            _("Đã có vai trò, văn bản, nhiệm vụ, việc hoặc đơn vị trực thuộc gắn với các đơn vị này.")
        ) from error
    return len(ids)


def _body(row: Proposal) -> Body:
    text = row.row.text
    body = Body(
        code=row.code,
        kind=BodyKind.UNION,
        name=row.name,
        short_name=text("short_name")[:120],
        symbol=text("symbol")[:30],
        place=text("place")[:60],
    )
    index(body, [body.name, body.short_name])
    return body


def _record_events(batch: ImportBatch, *, at: datetime, by: Actor) -> None:
    """One founding for each day, so that the history of a unit names its own."""
    basis = batch_basis(batch)
    days = batch.units.order_by("established_on").values_list("established_on", flat=True).distinct()
    events = UnitEvent.objects.bulk_create(
        [
            UnitEvent(
                kind=UnitEventKind.ESTABLISH,
                decided_on=(basis.dated if basis else None) or day,
                effective_on=day,
                note=_("Nhập từ tệp %(file)s") % {"file": batch.file.name},
                recorded_at=at,
                recorded_by=by.name,
                **cited(basis),
            )
            for day in days
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisation_uniteventpart (event_id, unit_id, role)"
            " SELECT e.id, u.body_ptr_id, 'to' FROM organisation_unit u"
            " JOIN organisation_unitevent e ON e.id = ANY(%s) AND e.effective_on = u.established_on"
            " WHERE u.imported_in_id = %s",
            [[event.pk for event in events], batch.pk],
        )


def batch_basis(batch: ImportBatch) -> Citation | None:
    """The act the batch was brought in under, if one was named."""
    return Citation(batch.cited_symbol, batch.cited_date, batch.cited_issuer) if batch.cited_symbol else None


def _stored(cell: object) -> str | int | None:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return cell if cell is None or isinstance(cell, str | int) else str(cell)
