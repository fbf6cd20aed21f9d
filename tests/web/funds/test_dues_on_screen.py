"""The hospital reckons July, takes it in and sends the share up, all on one page; programs read the books."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.dues import actions as dues
from congdoan.dues.models import Assessment, Collection
from congdoan.foundation import clock
from congdoan.funds.models import Fund, Remittance
from congdoan.reorganisation.actions import merge

pytestmark = pytest.mark.django_db

PAGE = "/quy/doan-phi/"


@pytest.fixture(autouse=True)
def august() -> Iterator[None]:
    with clock.set_to(date(2025, 8, 20)):
        yield


@pytest.fixture
def thu(province: Province, sign_in: Callable[..., Client]) -> Client:
    client = sign_in("Thu", Role.ACCOUNTANT, province.hospital)
    client.post("/quy/mo-quy/", {"name": "Ngân sách", "stream": "budget"})
    return client


def _step(client: Client, what: str, **said: str) -> int:
    return client.post(f"{PAGE}{what}/", {"thang": "2025-08", **said}).status_code


def test_a_month_from_the_payroll_to_the_unit_above(thu: Client) -> None:
    assert _step(thu, "kinh-phi", payroll_vnd="500 triệu") == 302
    assert Assessment.objects.get().due_vnd == 10_000_000
    assert _step(thu, "thu-contribution", amount_vnd="10.000.001", on="20/08/2025", method="bank") == 200
    assert not Collection.objects.exists()
    assert _step(thu, "thu-contribution", amount_vnd="10 triệu", on="20/08/2025", method="bank") == 302
    assert "2.500.000" in thu.get(f"{PAGE}?thang=2025-08").content.decode()
    assert _step(thu, "nop-contribution") == 302
    assert Remittance.objects.get().amount_vnd == 2_500_000
    assert _step(thu, "nop-contribution") == 200, "nothing is owed any more, and the page says so"


def test_dues_by_numbers_after_the_group_was_chosen(thu: Client) -> None:
    assert _step(thu, "nhom", group="public", since="01/01/2025") == 302
    assert _step(thu, "tinh-so", people="125", base_vnd="500 triệu") == 302
    assert Assessment.objects.get().due_vnd == 2_500_000
    assert _step(thu, "tinh") == 302
    assert Assessment.objects.get().due_vnd == 0, "nobody is a member by name"


def test_a_sum_is_taken_in_for_the_very_month_chosen_among_those_inherited(province: Province, thu: Client) -> None:
    for month in (5, 6):
        dues.assess_contribution(province.clinic, date(2025, month, 1), payroll_vnd=50_000_000, by=province.lan)
    merge([province.clinic], into=province.hospital, on=date(2025, 7, 1), decided_by=None, by=province.minh)
    june = Assessment.objects.get(month=date(2025, 6, 1))

    said = {"key": june.key, "amount_vnd": "1 triệu", "on": "20/08/2025", "method": "bank"}
    assert _step(thu, "thu-nhan-ve", **said) == 302
    assert Collection.objects.get().assessment == june
    assert _step(thu, "thu-nhan-ve", **said) == 200, "that month is settled, and the page says so"


def test_who_only_looks_sees_the_month_and_changes_nothing(
    province: Province, thu: Client, sign_in: Callable[..., Client]
) -> None:
    chair = sign_in("Lan", Role.CHAIR, province.hospital)
    assert chair.get(PAGE).status_code == 200
    assert _step(chair, "kinh-phi", payroll_vnd="500") == 403
    assert sign_in("Đọc", Role.READER, province.hospital).get(PAGE).status_code == 403
    assert thu.get(f"{PAGE}?thang=xyz").status_code == 200


def test_programs_read_funds_with_the_rights_of_their_user(
    province: Province, thu: Client, sign_in: Callable[..., Client]
) -> None:
    fund = Fund.objects.get()
    said = {"amount_vnd": "5.000.000", "origin": "other", "method": "cash", "on": "20/08/2025"}
    assert thu.post(f"/quy/{fund.key}/thu/", said).status_code == 302

    held = thu.get("/api/v1/funds", {"unit": province.hospital.code}).json()
    assert [(row["name"], row["balance_vnd"], row["free_vnd"]) for row in held] == [("Ngân sách", 5_000_000, 5_000_000)]
    book = thu.get(f"/api/v1/funds/{fund.key}/book", {"period": "2025-08"}).json()
    assert (book["closing_vnd"], book["lines"][0]["voucher"]) == (5_000_000, "PT 0001/2025")
    stranger = sign_in("Hoa", Role.CHAIR, province.elsewhere)
    assert stranger.get("/api/v1/funds", {"unit": province.hospital.code}).status_code == 404
    assert stranger.get(f"/api/v1/funds/{fund.key}/book", {"period": "2025-08"}).status_code == 404


def test_a_month_before_every_rate_says_in_words_what_is_missing(
    province: Province, sign_in: Callable[..., Client]
) -> None:
    page = sign_in("Thu", Role.ACCOUNTANT, province.hospital).get("/quy/doan-phi/?thang=2013-05").content.decode()
    assert "Chưa có “Mức" in page
    assert "dues." not in page, "no key of the house on a screen"
