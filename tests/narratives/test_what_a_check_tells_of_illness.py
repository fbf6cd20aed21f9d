"""A text that tells of illness is checked: who does not see the cases learns neither the number nor a yes or no."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province, user
from congdoan.accounts.models import Role
from congdoan.foundation import clock, periods
from congdoan.indicators.queries import indicator_by_code
from congdoan.journal.actions import Fact, append
from congdoan.narratives import actions, queries
from congdoan.narratives.checking import check
from congdoan.narratives.models import Narrative

TEXT = "Năm 2021, công đoàn hỗ trợ 9.000.000 đồng cho đoàn viên nhiễm bệnh; tổ chức 4 buổi tuyên truyền."
CODE = "epidemic_support_amount"


@pytest.fixture
def kept(province: Province) -> Iterator[Narrative]:
    """The hospital paid nine millions; the sector's officer bound the sum of the text to it."""
    with clock.set_to(date(2021, 12, 20)):
        paid = Fact(province.hospital, "support_amount", 9_000_000, date(2021, 8, 2), "voucher:V1", facet="epidemic")
        append([paid], room="funds", by=province.lan)
        narrative = actions.keep(province.sector, text=TEXT, title="Năm 2021", by=province.minh)
        claim = narrative.claims.get(quote__startswith="9.000.000")
        actions.bind(
            claim, indicator=indicator_by_code(CODE), unit=province.sector, period=periods.year(2021),
            version=claim.version, by=province.minh,
        )  # fmt: skip
        yield narrative


def test_a_reader_is_told_nothing_and_an_officer_everything(province: Province, kept: Narrative) -> None:
    officer, reader = user("Hà", Role.OFFICER, province.sector), user("Độc", Role.READER, province.sector)
    seen = {who: queries.findings(kept, reader=who)[0] for who in (officer, reader)}

    assert (seen[officer].verdict.code, seen[officer].known) == ("bound", 9_000_000)
    assert (seen[reader].verdict.code, seen[reader].known, seen[reader].part) == ("unbound", None, None)
    assert "kín" in str(seen[reader].judged.why)


def test_the_page_and_the_program_say_no_more_than_that(province: Province, kept: Narrative) -> None:
    officer, reader = user("Hà", Role.OFFICER, province.sector), user("Độc", Role.READER, province.sector)
    actions.save_check(kept, reader=officer, by=officer.acting(province.sector))

    pages = {}
    for who in (officer, reader):
        client = Client()
        client.force_login(who)
        number = kept.claims.get(indicator=CODE).number
        pages[who] = client.get(f"/bao-cao/doi-chieu/{kept.key}/?so={number}").content.decode()
        [told] = [
            row for row in client.get(f"/api/v1/narratives/{kept.key}").json()["findings"] if row["indicator"] == CODE
        ]
        assert (told["verdict"], told["known"]) == (("bound", 9_000_000) if who is officer else ("unbound", None))
    assert "sổ ghi 9.000.000" in pages[officer]
    assert "sổ ghi 9.000.000" not in pages[reader]
    assert pages[reader].count("số liệu kín") == 1, "what was kept of the check is closed as well"


def test_numbers_of_a_unit_out_of_sight_are_not_tried_out(province: Province, kept: Narrative) -> None:
    stranger = user("Hoa", Role.OFFICER, province.other_sector)
    found = check(TEXT, unit=province.sector, on=date(2021, 12, 20), reader=stranger, period=periods.year(2021))
    assert {row.verdict.code for row in found} == {"unbound"}
