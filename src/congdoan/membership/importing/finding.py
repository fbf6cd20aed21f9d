"""In which of the sheets brought in somebody stands, told by whole cells, read as they were when brought in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.sheets import ReadRow, stream_table
from congdoan.foundation import files
from congdoan.foundation.errors import Refused
from congdoan.foundation.text import fold
from congdoan.membership.importing.reading import AT_MOST
from congdoan.membership.importing.sheet import Line, columns_of, line_of
from congdoan.membership.models import ImportState, MemberFile, MemberImport
from congdoan.organisation.models import Closure, Person

SETTLED = (ImportState.COMMITTED, ImportState.UNDONE, ImportState.FAILED)


@dataclass(frozen=True, slots=True)
class Found:
    """Settled sheets of the person's units and those above: in which the person stands, which nobody can read."""

    naming: tuple[MemberImport, ...]
    unreadable: tuple[MemberImport, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a row is known to be the person's. Nothing is held against a row where either side is silent."""

    folded: str
    birth_on: date | None
    birth_year: int | None
    citizen_id: str

    def is_of(self, line: Line) -> bool:
        """Whether the line is the person's: their number; or their name, and no other number, no other birth."""
        number = line.private.get("citizen_id", "")
        if number and self.citizen_id:
            return number == self.citizen_id
        if fold(line.name) != self.folded:
            return False
        if line.birth_on and self.birth_on:
            return line.birth_on == self.birth_on
        return not (line.birth_year and self.birth_year) or line.birth_year == self.birth_year


def sheets_about(person: Person) -> Found:
    """Look through every settled sheet of the person's units and those above. Reads each whole, a row at a time."""
    units = person.spells.values("unit")
    above = Closure.objects.filter(unit__in=units).values("ancestor")
    sheets = MemberImport.objects.filter(under__in=above, state__in=SETTLED, file__destroyed_at__isnull=True)
    identity = _identity(person)
    naming, unreadable = [], []
    for sheet in sheets.select_related("file"):
        try:
            if any(identity.is_of(line) for line in _lines(sheet)):
                naming.append(sheet)
        except (UnreadableDocument, Refused, OSError):
            unreadable.append(sheet)
    return Found(tuple(naming), tuple(unreadable))


def _identity(person: Person) -> Identity:
    file = MemberFile.objects.filter(person=person).first()
    born = file.birth_on if file else None
    number = file.opened("contact").get("citizen_id", "") if file else ""
    return Identity(person.folded, born, born.year if born else person.birth_year, number)


def _lines(sheet: MemberImport) -> Iterator[Line]:
    with stream_table(files.bytes_of(sheet.file), name=sheet.file_name, most=AT_MOST) as table:
        try:
            titles, _ignored = columns_of(table.titles)
        except Refused:  # no head says whose names they are: any cell may be one
            titles = {}
        for row in table.rows:
            yield from [line_of(row.cells, titles, since=sheet.since)] if titles else _any_name(row)


def _any_name(row: ReadRow) -> Iterator[Line]:
    cells: Mapping[str, object] = row.cells
    return (Line(name=value) for value in cells.values() if isinstance(value, str))
