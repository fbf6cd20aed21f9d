# ruff: noqa: E501
"""Totals: our folded read against raw GROUP BYs of the same facts, and what the delta trigger costs the writer.

Builds a province in a scratch database, drops it at the end. Every way must return the same cells before its time counts.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from scratch import scratch_database, set_up

if __name__ == "__main__":
    set_up()

from django.db import connection

from congdoan.foundation import periods
from congdoan.journal import actions, queries
from congdoan.organisation.closure import rebuild_closure

UPPER_UNIONS = 26
GRASSROOTS_EACH = 57
YEAR = periods.year(2025)
QUARTER = periods.quarter(2, 2025)
CAMPAIGN = periods.Period(date(2025, 4, 17), date(2025, 5, 17))


def build(facts: int) -> None:
    """A province of 26 upper unions with 57 grassroots each, and `facts` facts of a year, peaks in January and May."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO organisation_body (id, code, kind, name, short_name, symbol, place, folded, sort_key)
            SELECT n, 'U' || n, 'union', 'Unit ' || n, '', '', '', '', lpad(n::text, 6, '0') FROM generate_series(1, %(units)s) n;
            INSERT INTO organisation_unit (body_ptr_id, level_id, established_on)
            SELECT n, CASE WHEN n = 1 THEN 'province' WHEN n <= %(upper)s + 1 THEN 'sector' ELSE 'grassroots' END, '2015-01-01'
              FROM generate_series(1, %(units)s) n;
            INSERT INTO organisation_placement (unit_id, line_id, parent_id, valid, cited_symbol, cited_issuer)
            SELECT n, (SELECT id FROM organisation_line WHERE code = 'command'),
                   CASE WHEN n = 1 THEN NULL WHEN n <= %(upper)s + 1 THEN 1 ELSE 2 + (n - %(upper)s - 2) %% %(upper)s END,
                   '[2015-01-01,)', '', ''
              FROM generate_series(1, %(units)s) n
            """,
            {"units": 1 + UPPER_UNIONS * (1 + GRASSROOTS_EACH), "upper": UPPER_UNIONS},
        )
    rebuild_closure()
    with connection.cursor() as cursor:
        cursor.execute(SYNTHETIC.format(table="journal_entry"), _sizes(facts))
        cursor.execute("ANALYZE")
    while actions.fold_pending():
        pass
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE journal_delta")
        cursor.execute("ANALYZE")


SYNTHETIC = """
INSERT INTO {table} (unit_id, for_unit_id, measure_id, facet, lane, bound, quantity, occurred_on, room, source, recorded_by, recorded_at)
SELECT unit, unit, measure, '', 'recorded', 'exact', 1 + (n * 7919) %% 90, day, 'activities', 'act:' || n, 'bench', now()
  FROM (SELECT n, %(first)s + (n * 104729) %% %(leaves)s AS unit,
               (SELECT array_agg(code ORDER BY code) FROM foundation_measure WHERE kind = 'flow' AND room = 'activities')[1 + (n * 31) %% 12] AS measure,
               '2025-01-01'::date + ((n * 15485863) %% 365)::int AS day FROM generate_series(1::bigint, %(facts)s) n) AS made
"""


def _sizes(facts: int) -> dict[str, int]:
    return {"first": UPPER_UNIONS + 2, "leaves": UPPER_UNIONS * GRASSROOTS_EACH, "facts": facts}


RAW = """
SELECT c.ancestor_id, e.measure_id, sum(e.quantity)::bigint FROM journal_entry e
  JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.valid @> e.occurred_on
 WHERE c.ancestor_id = ANY(%(nodes)s) AND e.measure_id = ANY(%(measures)s) AND e.occurred_on BETWEEN %(start)s AND %(end)s
 GROUP BY 1, 2
"""
STAMPED = """
SELECT upper_id, measure_id, sum(quantity)::bigint FROM bench_stamped
 WHERE upper_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND occurred_on BETWEEN %(start)s AND %(end)s GROUP BY 1, 2
"""
Cells = dict[tuple[int, str], int]


def rolled(nodes: list[int], measures: list[str], period: periods.Period) -> Cells:
    cells: Cells = {}
    for row in queries.flows(nodes, measures, period):
        cells[row.node_id, row.measure] = cells.get((row.node_id, row.measure), 0) + row.quantity
    return cells


def by_sql(sql: str) -> Callable[[list[int], list[str], periods.Period], Cells]:
    def read(nodes: list[int], measures: list[str], period: periods.Period) -> Cells:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"nodes": nodes, "measures": measures, "start": period.start, "end": period.end})
            return {(node, measure): quantity for node, measure, quantity in cursor.fetchall()}

    return read


def compare_reads(runs: int) -> Iterator[str]:
    """One line a question: our median, and how many times slower each raw way is."""
    nodes = list(range(2, UPPER_UNIONS + 2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT measure_id FROM journal_entry")
        measures = [code for (code,) in cursor.fetchall()]
        cursor.execute(
            """CREATE TABLE bench_stamped AS SELECT e.occurred_on, e.measure_id, e.quantity, p.parent_id AS upper_id
                 FROM journal_entry e JOIN organisation_placement p ON p.unit_id = e.unit_id;
               CREATE INDEX ON bench_stamped (upper_id, measure_id, occurred_on); ANALYZE bench_stamped"""
        )
    ways = {"rolled (ours)": rolled, "stamped GROUP BY": by_sql(STAMPED), "naive GROUP BY": by_sql(RAW)}
    for name, period in (("year", YEAR), ("quarter", QUARTER), ("31-day campaign", CAMPAIGN)):
        answers = {way: read(nodes, measures, period) for way, read in ways.items()}
        first = answers["rolled (ours)"]
        if any(answer != first for answer in answers.values()):
            sys.exit(f"{name}: the ways disagree")
        times = interleaved(
            {way: (lambda read=read, period=period: read(nodes, measures, period)) for way, read in ways.items()}, runs
        )
        base = times["rolled (ours)"]
        others = ", ".join(f"{way} {seconds / base:.0f}x" for way, seconds in times.items() if way != "rolled (ours)")
        yield f"read {name:16} {len(first):5} cells   ours {base * 1000:7.1f} ms   {others}"


def compare_writes(runs: int, rows: int = 40_000) -> str:
    """The rate of one big insert with the delta trigger over the rate without it, same table, keys and other guards."""

    def insert(*, deltas: bool) -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            if not deltas:
                cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_c_deltas")
            cursor.execute(SYNTHETIC.format(table="journal_entry"), _sizes(rows))
            cursor.execute("ROLLBACK")

    times = interleaved({"with": lambda: insert(deltas=True), "without": lambda: insert(deltas=False)}, runs)
    rate, ratio = rows / times["with"], times["without"] / times["with"]
    return f"write {rows:,} facts   with deltas {rate:,.0f}/s   of the rate without {ratio:.2f}"


def interleaved(ways: dict[str, Callable[[], Any]], runs: int) -> dict[str, float]:
    """Median seconds of each way, run in turn so that a slow minute slows them all."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(runs + 1):
        for way, run in ways.items():
            with stopwatch() as seconds:
                run()
            if turn:
                taken[way].append(seconds())
    return {way: statistics.median(times) for way, times in taken.items()}


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    start = time.perf_counter()
    end: list[float] = []
    yield lambda: end[0]
    end.append(time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with scratch_database("bench_totals"):
        with stopwatch() as seconds:
            build(options.facts)
        print(
            f"{options.facts:,} facts of {UPPER_UNIONS * GRASSROOTS_EACH:,} units built and folded in {seconds():.0f} s"
        )
        for line in compare_reads(options.runs):
            print(line)
        print(compare_writes(options.runs))


if __name__ == "__main__":
    main()
