"""Does the organisation's record hold together? Independent statements, each listing what contradicts it."""

from collections.abc import Iterator

from django.db import connection

from congdoan.organisation.closure import REBUILD

DERIVED = REBUILD[: REBUILD.index("INSERT")] + "SELECT unit_id, ancestor_id, line_id, depth, valid FROM up"  # noqa: S608

CLOSURE = f"""
SELECT coalesce(u.code, '?'), coalesce(a.code, '?'), d.valid::text, d.wrong FROM (
  SELECT *, 'thiếu trong cây dẫn xuất' AS wrong FROM ({DERIVED}) AS should
   EXCEPT SELECT unit_id, ancestor_id, line_id, depth, valid, 'thiếu trong cây dẫn xuất' FROM organisation_closure
  UNION ALL
  (SELECT unit_id, ancestor_id, line_id, depth, valid, 'thừa trong cây dẫn xuất' FROM organisation_closure
   EXCEPT SELECT *, 'thừa trong cây dẫn xuất' FROM ({DERIVED}) AS should)
) AS d
LEFT JOIN organisation_body u ON u.id = d.unit_id LEFT JOIN organisation_body a ON a.id = d.ancestor_id
"""  # noqa: S608 - put together from our own statements
CYCLES = f"""
SELECT DISTINCT b.code FROM ({DERIVED}) AS up JOIN organisation_body b ON b.id = up.unit_id
 WHERE up.depth > 0 AND up.unit_id = up.ancestor_id
"""  # noqa: S608

# A unit is placed in the command line on every day from its founding up to the day it ended: no gap, nothing outside.
GAPS = """
SELECT b.code, coalesce(p.days::text, 'không có') FROM organisation_unit u
  JOIN organisation_body b ON b.id = u.body_ptr_id
  LEFT JOIN (SELECT unit_id, range_agg(valid) AS days FROM organisation_placement p
               JOIN organisation_line l ON l.id = p.line_id AND l.code = 'command' GROUP BY 1) p
    ON p.unit_id = u.body_ptr_id
 WHERE p.days IS DISTINCT FROM datemultirange(daterange(u.established_on, u.ended_on))
"""
OUTSIDE_PARENT = """
SELECT b.code, a.code, p.valid::text FROM organisation_placement p
  JOIN organisation_unit u ON u.body_ptr_id = p.parent_id
  JOIN organisation_body b ON b.id = p.unit_id JOIN organisation_body a ON a.id = p.parent_id
 WHERE NOT p.valid <@ daterange(u.established_on, u.ended_on)
"""
OVERLAPS = """
SELECT b.code, one.valid::text, two.valid::text FROM {table} one JOIN {table} two
    ON two.{owner} = one.{owner} AND two.id > one.id AND two.valid && one.valid {same}
  JOIN organisation_body b ON b.id = one.{owner}
"""


def verify() -> list[str]:
    """Every contradiction found, as a sentence in Vietnamese; empty when the record holds together."""
    return list(_findings())


def _findings() -> Iterator[str]:
    for unit, above, days, wrong in _rows(CLOSURE):
        yield f"{unit} dưới {above} {days}: {wrong}"
    for (unit,) in _rows(CYCLES):
        yield f"{unit}: đứng dưới chính mình"
    for unit, days in _rows(GAPS):
        yield f"{unit}: thời gian có vị trí ({days}) khác thời gian hoạt động"
    for unit, above, days in _rows(OUTSIDE_PARENT):
        yield f"{unit}: trực thuộc {above} trong {days}, khi đơn vị đó không hoạt động"
    for table, owner, same in (
        ("organisation_placement", "unit_id", "AND two.line_id = one.line_id"),
        ("organisation_bodyname", "body_id", ""),
        ("organisation_bodyplace", "body_id", ""),
        ("organisation_unitlevel", "unit_id", ""),
    ):
        for unit, one, two in _rows(OVERLAPS.format(table=table, owner=owner, same=same)):
            yield f"{unit}: hai dòng {table} chồng nhau: {one}, {two}"


def _rows(sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
