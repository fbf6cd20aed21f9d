"""Hà Tĩnh, mid-2025: 15 upper unions with 1,473 grassroots unions and 72,059 members are dissolved.

1,031 unions (34,806 members) end and 442 (37,253) come under the province directly. The figures are the published ones;
names, codes and the share of each unit are invented. Source: FEATURES §0, finding 1.
"""

from datetime import date

import pytest
from django.db import connection

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.models import StoredFile
from congdoan.foundation.reference import load_measure
from congdoan.journal import queries
from congdoan.journal.actions import Fact, append, rebuild_totals
from congdoan.organisation.importing import committing
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import children
from congdoan.organisation.verify import verify
from congdoan.reorganisation.actions import end, transfer
from congdoan.reorganisation.rehearsal import rehearse

UPPER, GRASSROOTS, MEMBERS = 15, 1473, 72_059
ENDED, ENDED_MEMBERS = 1031, 34_806
MOVED, MOVED_MEMBERS = 442, 37_253
EVE, DAY = date(2025, 6, 14), date(2025, 6, 15)
DECISION = Citation("150/QĐ-LĐLĐ", date(2025, 6, 10), "Liên đoàn Lao động tỉnh Phong Lai")

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def shares(total: int, among: int) -> list[int]:
    """`total` in `among` whole parts that differ, and add up."""
    parts = [total // among + (n % 7) - 3 for n in range(among)]
    parts[-1] += total - sum(parts)
    return parts


@pytest.fixture
def upper(province: Province) -> list[Unit]:
    """The province as it was on the eve, with every unit's members in the journal."""
    load_measure(
        {
            "code": "members",
            "name": "Đoàn viên",
            "name_en": "Members",
            "unit": "person",
            "kind": "stock",
            "room": "membership",
        }
    )
    head = ("Mã", "Tên", "Cấp", "Trực thuộc")
    rows = [[f"T{n:02}", f"Liên đoàn Lao động huyện số {n + 1}", "district", None] for n in range(UPPER)]
    rows += [[f"G{n:04}", f"CĐCS số {n + 1}", "CĐCS", f"T{n % UPPER:02}"] for n in range(GRASSROOTS)]
    lines = [(number, dict(zip(head, row, strict=True))) for number, row in enumerate(rows, start=2)]
    sheet = StoredFile.objects.create(digest="0" * 64, name="x", size_bytes=1, stored_at=clock.now(), stored_by="test")
    batch = committing.preview(lines, file=sheet, under=province.elsewhere, since=date(2023, 1, 1), by=province.minh)
    committing.commit(batch, by=province.minh)
    units = list(Unit.objects.filter(code__startswith="G").order_by("code"))
    members = shares(ENDED_MEMBERS, ENDED) + shares(MOVED_MEMBERS, MOVED)
    facts = [
        Fact(unit, "members", count, date(2024, 12, 31), "unit:test")
        for unit, count in zip(units, members, strict=True)
    ]
    append(facts, room="membership", by=province.minh)
    connection.cursor().execute("ANALYZE journal_entry")  # as the server does by itself between transactions
    return list(Unit.objects.filter(code__startswith="T").order_by("code"))


def members(unit: Unit, on: date) -> int:
    return sum(row.quantity for row in queries.stocks([unit.pk], ["members"], on))


def test_1031_unions_end_and_442_come_to_the_province(province: Province, upper: list[Unit]) -> None:
    top = province.elsewhere
    grassroots = list(Unit.objects.filter(code__startswith="G").order_by("code"))
    ending, moving = grassroots[:ENDED], grassroots[ENDED:]
    assert (len(upper), len(grassroots), members(top, EVE)) == (UPPER, GRASSROOTS, MEMBERS)

    with clock.set_to(date(2025, 7, 1)):
        stated = {"grassroots_unions": MOVED, "members": MOVED_MEMBERS}
        moved = rehearse(
            moving,
            lambda: transfer(moving, to=top, on=DAY, decided_by=DECISION, stated_counts=stated, by=province.minh),
            on=DAY,
        )
        assert (len(moved.outcome.moves), moved.comparisons[0].is_unmoved) == (MOVED, True)
        assert members(upper[0], DAY) > 0, "a rehearsal changes nothing"

        transfer(moving, to=top, on=DAY, decided_by=DECISION, stated_counts=stated, by=province.minh)
        end(ending, on=DAY, decided_by=DECISION, by=province.minh)
        end(upper, on=DAY, decided_by=DECISION, by=province.minh)

    assert children(top, on=DAY).count() == MOVED
    assert (members(top, EVE), members(top, DAY)) == (MEMBERS, MOVED_MEMBERS)
    assert members(top, EVE) - members(top, DAY) == ENDED_MEMBERS
    assert sum(members(unit, EVE) for unit in upper) == MEMBERS
    assert sum(members(unit, DAY) for unit in upper) == 0
    rebuild_totals()
    assert (members(top, EVE), members(top, DAY)) == (MEMBERS, MOVED_MEMBERS)
    assert verify() == []
