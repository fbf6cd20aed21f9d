"""The two ways a fact enters the journal:

appended, or reversed by an entry that mirrors it. And the folding of totals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import Measure
from congdoan.journal.models import Bound, Entry, Lane
from congdoan.organisation.models import Unit

POSITION_LOCK = 7101
FOLD_LOCK = 7102


@dataclass(frozen=True, slots=True)
class Fact:
    """What a room asks to append. `quantity` in the measure's smallest unit; `for_unit` defaults to the acting unit.

    `since`: for a reported flow, the first day of the stretch it speaks of; it ends on `occurred_on`.
    """

    unit: Unit
    measure: str
    quantity: int
    occurred_on: date
    source: str
    facet: str = ""
    for_unit: Unit | None = None
    person_key: UUID | None = None
    lane: str = Lane.RECORDED
    bound: str = Bound.EXACT
    since: date | None = None


def append(facts: Iterable[Fact], *, room: str, by: Actor) -> list[Entry]:
    """Append facts in one insert, in the caller's transaction; totals at every unit above are right once it commits.

    Facts of quantity 0 are left out: nothing happened. Raises Refused when the room does not own a measure, a facet is
    not on its list, or the unit stood nowhere on the day.
    """
    rows = [_entry(fact, room=room, by=by) for fact in facts if fact.quantity]
    try:
        with transaction.atomic():  # whose measure it is the database knows; it is asked in words once it has refused
            return Entry.objects.bulk_create(rows)
    except IntegrityError as error:
        _refuse_foreign_measures({row.measure_id for row in rows}, room)
        raise Refused(_refusal_in_words(str(error))) from error


@transaction.atomic
def append_reported(facts: Iterable[Fact], *, by: Actor) -> list[Entry]:
    """Append what papers say, in the reported lane, whichever room owns the measures: each entry bears its owner's name
    and the source says whose words they are. Nothing in this lane is counted, so nothing is counted by two writers.

    Raises Refused for an unknown measure and where `append` does.
    """
    said = [replace(fact, lane=Lane.REPORTED) for fact in facts]
    owners = dict(Measure.objects.filter(code__in={fact.measure for fact in said}).values_list("code", "room"))
    for fact in said:
        if fact.measure not in owners:
            raise Refused(_("Không có chỉ số đếm “%(code)s”.") % {"code": fact.measure})
    return _insert([_entry(fact, room=owners[fact.measure], by=by) for fact in said if fact.quantity])


@transaction.atomic
def reverse(entries: Sequence[Entry], *, by: Actor) -> list[Entry]:
    """Append the mirror of each entry. Raises Refused when one was reversed before or is itself a reversal."""
    mirrors = [
        Entry(
            unit_id=row.unit_id,
            for_unit_id=row.for_unit_id,
            measure_id=row.measure_id,
            facet=row.facet,
            lane=row.lane,
            bound=row.bound,
            quantity=-row.quantity,
            occurred_on=row.occurred_on,
            since=row.since,
            person_key=row.person_key,
            room=row.room,
            source=row.source,
            reverses=row,
            recorded_by=by.key,
            recorded_at=clock.now(),
        )
        for row in entries
    ]
    return _insert(mirrors)


def standing_entries(*sources: str) -> list[Entry]:
    """The entries of the records that are neither reversals nor reversed: what they say now. One query."""
    said = Entry.objects.filter(source__in=sources, reverses__isnull=True, reversed_by__isnull=True)
    return list(said.order_by("id"))


@transaction.atomic
def freeze() -> int:
    """The journal's position now: no entry at or below it can still be in flight. 0 for an empty journal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [POSITION_LOCK])
        cursor.execute("SELECT coalesce(max(id), 0) FROM journal_entry")
        return int(cursor.fetchone()[0])


FOLD = """
WITH gone AS (
  DELETE FROM journal_delta WHERE id IN (SELECT id FROM journal_delta ORDER BY id LIMIT %s) RETURNING *
), days AS (
  SELECT node_id, measure_id, facet, lane, bound, day, sum(entries) AS entries, sum(quantity) AS quantity
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 6, 3, 4, 5
), into_days AS (
  INSERT INTO journal_rolledday AS r (node_id, measure_id, facet, lane, bound, day, entries, quantity)
  SELECT * FROM days
  ON CONFLICT (node_id, measure_id, day, facet, lane, bound)
  DO UPDATE SET entries = r.entries + excluded.entries, quantity = r.quantity + excluded.quantity
), into_months AS (
  INSERT INTO journal_rolledmonth AS r (node_id, measure_id, facet, lane, bound, month, entries, quantity)
  SELECT node_id, measure_id, facet, lane, bound, date_trunc('month', day)::date, sum(entries), sum(quantity)
    FROM days GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 6, 3, 4, 5
  ON CONFLICT (node_id, measure_id, month, facet, lane, bound)
  DO UPDATE SET entries = r.entries + excluded.entries, quantity = r.quantity + excluded.quantity
)
SELECT count(*) FROM gone
"""


@transaction.atomic
def fold_pending(limit: int = 50_000) -> int:
    """Fold up to `limit` pending deltas into the rolled totals and say how many.

    One statement; 0 when another folds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FOLD_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(FOLD, [limit])
        return int(cursor.fetchone()[0])


REBUILD = """
INSERT INTO journal_delta (node_id, measure_id, facet, lane, bound, day, entries, quantity)
SELECT c.ancestor_id, e.measure_id, e.facet, e.lane, e.bound, e.occurred_on,
       sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END), sum(e.quantity)
  FROM journal_entry e
  JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.depth > 0 AND c.valid @> e.occurred_on
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
 GROUP BY 1, 2, 3, 4, 5, 6
"""


@transaction.atomic
def rebuild_totals() -> int:
    """Throw the totals away and derive them from the entries, to the same digit. Appending waits meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s), pg_advisory_xact_lock(%s)", [POSITION_LOCK, FOLD_LOCK])
        for table in ("journal_delta", "journal_rolledday", "journal_rolledmonth"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - three fixed names
        cursor.execute(REBUILD)
        folded = 0
        while count := _fold_locked(cursor):
            folded += count
        return folded


def _fold_locked(cursor: object) -> int:
    cursor.execute(FOLD, [50_000])  # type: ignore[attr-defined]
    return int(cursor.fetchone()[0])  # type: ignore[attr-defined]


def _entry(fact: Fact, *, room: str, by: Actor) -> Entry:
    return Entry(
        unit=fact.unit,
        for_unit=fact.for_unit or fact.unit,
        measure_id=fact.measure,
        facet=fact.facet,
        lane=fact.lane,
        bound=fact.bound,
        quantity=fact.quantity,
        occurred_on=fact.occurred_on,
        since=fact.since,
        person_key=fact.person_key,
        room=room,
        source=fact.source,
        recorded_by=by.key,
        recorded_at=clock.now(),
    )


def _refuse_foreign_measures(codes: set[str], room: str) -> None:
    known = dict(Measure.objects.filter(code__in=codes).values_list("code", "room"))
    for code in codes:
        if known.get(code) != room:
            raise Refused(
                _("Chỉ số đếm “%(code)s” không do phần “%(room)s” ghi; mỗi chỉ số chỉ một nơi được ghi.")
                % {"code": code, "room": room}
            )


def _insert(rows: list[Entry]) -> list[Entry]:
    try:
        return Entry.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused(_refusal_in_words(str(error))) from error


def _refusal_in_words(message: str) -> str:
    if "stood nowhere" in message:
        return _("Đơn vị không hoạt động vào ngày xảy ra việc; hãy kiểm tra lại ngày hoặc đơn vị.")
    if "entry_facet_is_on_the_list" in message:
        return _("Cách phân tổ không có trong danh sách của chỉ số đếm này.")
    if "reverses_id" in message or "mirror" in message:
        return _("Số liệu này đã được đính chính trước đó; hãy mở lại bản mới nhất.")
    return _("Không ghi được số liệu: dữ liệu trái với quy tắc của sổ ghi.")
