"""Thu reads the bank's file, closes a month, and sees what the bank has and the books have not."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.foundation.figures import NO_BREAK
from congdoan.foundation.periods import month
from congdoan.funds import actions
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sixteenth_of_september() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def money(province: Province) -> Money:
    return Money(province)


@pytest.fixture
def thu(province: Province, sign_in: Callable[..., Client]) -> Client:
    return sign_in("Thu", Role.ACCOUNTANT, province.top)


def _read(money: Money, *lines: str) -> None:
    sheet = "Ngày,Số tiền,Nội dung\n" + "".join(f"{line}\n" for line in lines)
    actions.import_statement(money.social, sheet.encode(), name="sao-ke.csv", by=money.thu)


def test_a_line_of_an_earlier_month_that_is_in_no_books_asks_for_a_note_and_is_told(money: Money, thu: Client) -> None:
    money.give(9_000, method="bank", on=date(2024, 6, 3))
    _read(money, "03/06/2024,9000,UNG HO")
    actions.close_period(money.province.top, month(6, 2024), by=money.thu)
    _read(money, "29/06/2024,-1000,PHI")

    said = {"period": "2024-07"}
    refused = thu.post("/quy/khoa-so/ky/", said).content.decode()
    assert "Còn 1 dòng sao kê của kỳ trước chưa đối chiếu" in refused
    assert thu.post("/quy/khoa-so/ky/", {**said, "note": "Phí tháng 6 ghi sổ tháng 8"}).status_code == 302

    page = thu.get("/quy/khoa-so/").content.decode()
    assert f"theo ngân hàng phải là 8.000{NO_BREAK}đ" in page
    assert f"1 dòng ngân hàng của kỳ trước chưa ghi sổ (-1.000{NO_BREAK}đ)" in page


def test_ten_lines_that_wait_cost_no_more_questions_than_one(money: Money, thu: Client) -> None:
    for _place in range(2):
        money.give(9_000, method="bank", on=date(2024, 6, 3))
    actions.close_period(money.province.top, month(6, 2024), by=money.thu)
    for _place in range(2):
        money.give(9_000, method="bank", on=date(2024, 8, 2))
    page, seen = f"/quy/{money.social.key}/sao-ke/", []
    thu.get(page)  # what every first page asks once
    for lines in (1, 10):
        _read(money, *(f"{3 + line:02}/06/2024,9000,UNG HO {line}" for line in range(lines)))
        with CaptureQueriesContext(connection) as asked:
            shown = thu.get(page).content.decode()
        assert (shown.count('name="set"'), shown.count('name="reason"')) == (3 * lines, lines)
        seen.append(len(asked))

    assert seen[0] == seen[1], seen
