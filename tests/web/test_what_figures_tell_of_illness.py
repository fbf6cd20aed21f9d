"""Two at the hospital and seven at the clinic were helped in an epidemic. Who does not see the cases learns the year's
total where their sight begins, and can subtract nothing from anything."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from builders import Province, user
from congdoan.accounts.models import Role, User
from congdoan.foundation import clock, periods
from congdoan.foundation.models import Parameter
from congdoan.indicators.models import Board, BoardIndicator, Indicator
from congdoan.indicators.queries import board, figure, indicator_by_code
from congdoan.indicators.rules import is_few
from congdoan.indicators.veil import veiled, veiled_board
from congdoan.journal.actions import Fact, append
from congdoan.organisation.models import Unit
from congdoan.reports import actions as reports
from reports_stories import campaign_of
from web.taken_away import words_of

pytestmark = pytest.mark.django_db

CODE = "epidemic_support_amount"
TODAY = date(2021, 12, 20)
SPANS = [periods.parse(code) for code in ("2021", "2021-Q3", "2021-08", "2021-09", "2021-01/2021-08")]


@pytest.fixture(autouse=True)
def december() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def helped(province: Province) -> Province:
    facts = [
        Fact(
            unit, "support_amount", 1_000_000, date(2021, 8, 2 + number), f"voucher:{unit.pk}{number}", facet="epidemic"
        )
        for unit, count in ((province.hospital, 2), (province.clinic, 7))
        for number in range(count)
    ]
    append(facts, room="funds", by=province.lan)
    return province


def _told(reader: User, unit: Unit, span: periods.Period) -> tuple[object, str, int]:
    found = veiled(figure(unit, indicator_by_code(CODE), span), reader)
    return found.value, found.reading.hidden, len(found.parts)


def test_of_all_units_and_spans_a_reader_is_told_one_number(helped: Province) -> None:
    reader = user("Độc", Role.READER, helped.sector)
    told = {
        (unit.code, span.code): value
        for unit in (helped.sector, helped.hospital, helped.clinic)
        for span in SPANS
        if (value := _told(reader, unit, span)[0]) is not None
    }
    assert told == {("PL-YT", "2021"): 9_000_000}
    assert _told(reader, helped.sector, SPANS[0])[2] == 0, "and no part of it"
    as_now = veiled(figure(helped.sector, indicator_by_code(CODE), SPANS[0], structure=TODAY), reader)
    assert as_now.value is None

    officer, inspector = user("Hà", Role.OFFICER, helped.sector), user("Kiểm", Role.INSPECTOR, helped.top)
    for sees_cases in (officer, inspector):
        assert _told(sees_cases, helped.hospital, SPANS[2]) == (2_000_000, "", 1)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.READER, Role.CASHIER, Role.CLERK, Role.ADMINISTRATOR])
def test_who_stands_nearest_hears_fewer_than_five(helped: Province, role: str) -> None:
    near = user("Gần", role, helped.hospital)
    assert _told(near, helped.hospital, SPANS[0]) == (None, "dưới 5 người", 0)
    assert _told(near, helped.hospital, SPANS[2]) == (None, "không chia nhỏ", 0)
    at_clinic = user("Xa", role, helped.clinic)
    assert _told(at_clinic, helped.clinic, SPANS[0])[0] == 7_000_000

    Parameter.objects.filter(key="privacy.least_people").update(value=10)
    assert _told(at_clinic, helped.clinic, SPANS[0]) == (None, "dưới 10 người", 0)


def test_the_board_hides_targets_the_month_before_and_the_line_as_well(helped: Province) -> None:
    reader = user("Độc", Role.READER, helped.sector)
    shown = board(helped.sector, [indicator_by_code(CODE), indicator_by_code("support_amount")], SPANS[3])
    veiled_one = veiled_board(shown, reader)
    for before, after in zip([*shown.rows, shown.total], [*veiled_one.rows, veiled_one.total], strict=True):
        ill, whole = after.cells
        assert (ill.part.value, ill.before, ill.line, ill.aim, ill.part.reading.entries) == (None, None, (), None, 0)
        assert whole == before.cells[1], "what does not tell of illness stays as it is"


def test_a_report_tells_the_whole_and_never_whose_it_is(helped: Province, sign_in: Callable[..., Client]) -> None:
    """Neither its annex nor, to who does not see the cases, its sheet, its drift and the API divide it by units."""
    campaign = campaign_of(helped)
    report = campaign.upper()
    block = report.blocks.filter(kind="paragraph")[0]
    token = reports.place_figure(report, indicator=indicator_by_code(CODE), by=campaign.sector)
    reports.write(block, text=f"Đã hỗ trợ {{{{{token.name}}}}}.", version=block.version, by=campaign.sector)
    for other in report.blocks.filter(kind="paragraph", text=""):
        reports.write(other, text="Không phát sinh.", version=other.version, by=campaign.sector)
    report.refresh_from_db()
    reports.send(report, version=report.version, by=campaign.sector)
    late = Fact(helped.hospital, "support_amount", 3_000_000, date(2021, 8, 9), "voucher:late", facet="epidemic")
    append([late], room="funds", by=helped.lan)

    clerk, officer = sign_in("Độc", Role.CLERK, helped.sector), sign_in("Hà", Role.OFFICER, helped.sector)
    page = f"/bao-cao/{report.key}/"
    taken = {
        name: clerk.get(page + name).content for name in ("ban-in/", "bao-cao.pdf", "bao-cao.docx", "so-lieu.xlsx")
    }
    told = {name: words_of(name.partition(".")[2], data) for name, data in taken.items()}
    for name, words in told.items():
        assert "9000000" in words, name
        for part in ("2000000", "7000000", "12000000"):
            assert part not in words, name
    sheet = officer.get(f"{page}so-lieu.xlsx").content
    assert "7000000" in words_of("xlsx", sheet)
    assert "12000000" not in clerk.get(page).content.decode().replace(".", "")

    closed, whole = (who.get(f"/api/v1/reports/{report.key}").json()["figures"] for who in (clerk, officer))
    [ill] = [row for row in closed if row["indicator"] == CODE]
    assert (float(ill["value"]), float(ill["live"]), ill["changes"]) == (9e6, 9e6, [])
    [ill] = [row for row in whole if row["indicator"] == CODE]
    assert (float(ill["live"]), len(ill["changes"])) == (12e6, 1)


def test_every_indicator_of_one_need_is_told_with_care() -> None:
    told_apart = {"sickness", "hardship", "critical_illness", "accident", "disaster", "epidemic", "bereavement"}
    for row in Indicator.objects.prefetch_related("terms"):
        assert row.is_sensitive == any(told_apart & set(term.facets) for term in row.terms.all()), row.code
    assert Indicator.objects.get(code=CODE).is_sensitive
    assert is_few(4, 1, "person", least=5)
    assert not is_few(0, 0, "person", least=5)
    assert is_few(9_000_000, 2, "VND", least=5)


def test_no_door_tells_more_than_another(helped: Province, sign_in: Callable[..., Client]) -> None:
    made = Board.objects.create(code="ill", name="Dịch bệnh")
    BoardIndicator.objects.create(board=made, indicator=indicator_by_code(CODE))
    asked = {"unit": "PL-YT", "indicator": CODE, "period": "2021-08"}
    doors = (
        ("/chi-tieu/", {"board": "ill", "period": "2021-08", "open": CODE, "at": "PL-YT-BV"}),
        (f"/chi-tieu/con-so/PL-YT-BV/{CODE}/", {"period": "2021-08"}),
        ("/api/v1/figures", asked),
        ("/api/v1/figures/board", asked),
    )
    officer, reader = sign_in("Hà", Role.OFFICER, helped.sector), sign_in("Độc", Role.READER, helped.sector)
    for address, query in doors:
        full, veil = officer.get(address, query), reader.get(address, query)
        assert (full.status_code, veil.status_code) == (200, 200), address
        for figures in ("2000000", "2.000.000", "9000000", "9.000.000", "voucher:"):
            assert figures not in veil.content.decode(), (address, figures)
        assert "000" in full.content.decode()
    assert "chia nhỏ" in json.dumps(reader.get("/api/v1/figures", asked).json(), ensure_ascii=False)
    assert reader.get("/api/v1/figures/trail", asked).status_code == 403
    assert officer.get("/api/v1/figures/trail", asked).json()["count"] == 9

    sheet = reader.get("/chi-tieu/bang-tinh/", {"board": "ill", "period": "2021-08"}).content
    cells = [
        cell for row in CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python() for cell in row
    ]
    assert "không chia nhỏ" in cells
    assert not [cell for cell in cells if isinstance(cell, float) and cell >= 1_000_000]
