"""The sheet's rows are read one by one, tidied, and what is private in them sealed before it touches the database."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction

from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.sheets import ReadRow, stream_table
from congdoan.foundation import clock, files
from congdoan.foundation.errors import Refused
from congdoan.foundation.progress import Tell, told
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.sealing import blind
from congdoan.foundation.text import canonical, fold, person_sort_key
from congdoan.membership import rules
from congdoan.membership.actions.enrolling import sealed_group
from congdoan.membership.importing import judging
from congdoan.membership.importing.sheet import Line, columns_of, line_of
from congdoan.membership.models import ImportRow, ImportState, MemberImport
from congdoan.organisation import queries
from congdoan.organisation.models import Unit

AT_MOST = 150_000
AT_A_TIME = 1_000


def read(batch: MemberImport) -> MemberImport:
    """Read the whole sheet into rows that wait, and judge them; `FAILED`, with why, where it cannot be read.

    One transaction; a few thousand rows in memory at any time.
    """
    try:
        with transaction.atomic():
            with told(f"import:{batch.key}") as tell:
                _read(batch, tell)
            judging.judge(batch)
            batch.state = ImportState.PREVIEW
    except (UnreadableDocument, Refused) as reason:
        batch.refresh_from_db()
        batch.state, batch.problem = ImportState.FAILED, str(reason)[:500]
    batch.changed_at = clock.now()
    batch.save()
    return batch


def _read(batch: MemberImport, tell: Tell) -> None:
    units = Units(batch.under, batch.since)
    with stream_table(files.bytes_of(batch.file), name=batch.file_name, most=AT_MOST) as table:
        batch.titles, batch.columns_ignored = columns_of(table.titles)
        read = 0
        while rows := list(islice(table.rows, AT_A_TIME)):
            made = list(_staged(batch, rows, units))
            ImportRow.objects.bulk_create(made)
            read += len(made)
            tell(read)
        batch.rows_read = read
        batch.lines_skipped = [[line.number, line.reason, line.text[:200]] for line in table.skipped]
    if not read:
        raise Refused(_("Bảng không có dòng nào."), field="file")


def _staged(batch: MemberImport, rows: Iterable[ReadRow], units: "Units") -> Iterator[ImportRow]:
    for row in rows:
        line = line_of(row.cells, batch.titles, since=batch.since)
        unit = units.meant(line)
        groups = rules.grouped(line.private)
        yield ImportRow(
            batch=batch,
            line=row.number,
            unit=unit,
            name=line.name,
            folded=fold(line.name)[:150],
            sort_key=person_sort_key(line.name)[:300],
            sex=line.sex,
            birth_on=line.birth_on,
            birth_year=line.birth_year,
            plain=line.plain,
            blind_citizen_id=blind(line.private.get("citizen_id", "")),
            card_number=line.card_number,
            errors=line.errors,
            **{group: sealed_group(values) for group, values in groups.items()},
        )


class Units:
    """The units a row may name: the one that brings the sheet and those below it, by code, name or short name."""

    def __init__(self, under: Unit, on: date) -> None:
        self._under = under
        self._known: dict[str, Unit | None] = {}
        for unit in queries.subtree(under, on=on):
            self._known[unit.code.casefold()] = unit
            for name in {_same(unit.name), _same(unit.short_name)} - {""}:
                self._known[name] = None if name in self._known and self._known[name] != unit else unit

    def meant(self, line: Line) -> Unit | None:
        """The unit the line names; the one that brings the sheet where it names none. Notes what is wrong."""
        if not line.unit:
            return self._under
        for words in (line.unit.casefold(), _same(line.unit)):
            if words in self._known:
                if (found := self._known[words]) is None:
                    line.errors["unit"] = str(_("Có nhiều đơn vị tên “%(name)s”; hãy ghi mã.") % {"name": line.unit})
                return found
        line.errors["unit"] = str(_("Không có đơn vị “%(name)s” trong phạm vi nhập.") % {"name": line.unit})
        return None


def _same(name: str) -> str:
    return canonical(name).casefold()
