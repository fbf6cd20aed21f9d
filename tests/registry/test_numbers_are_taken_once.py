"""Numbers rise by one, whoever asks and however many at once; a book that is closed says where to go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from builders import SETUP, Province
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.registry import actions
from congdoan.registry.models import Direction, DocumentType, RegisteredDocument, Series, TakenNumber
from papers import MARCH_1, MARCH_4, letter, plan

TERM = Period(date(2018, 1, 1), date(2023, 6, 30))


def test_eight_clerks_take_numbers_at_once_and_none_is_missing_or_double(fresh_database: str) -> None:
    province = Province()
    drafts = [actions.draft(province.sector, fields=plan(), by=province.minh).pk for _ in range(24)]
    arrivals = [letter(f"{number}/LĐLĐ") for number in range(1, 25)]

    def at_a_desk(desk: int) -> None:
        for job in range(desk, 24, 8):
            draft = RegisteredDocument.objects.get(pk=drafts[job])
            actions.issue(draft, on=MARCH_4, by=province.minh)
            actions.register_incoming(province.sector, fields=arrivals[job], received_on=MARCH_4, by=province.minh)
        connection.close()

    with ThreadPoolExecutor(8) as desks:
        list(desks.map(at_a_desk, range(8)))

    for direction in Direction:
        numbers = TakenNumber.objects.filter(series__unit=province.sector, series__direction=direction)
        assert sorted(numbers.values_list("number", flat=True)) == list(range(1, 25))
    symbols = RegisteredDocument.objects.issued_by(province.sector).values_list("symbol", flat=True)
    assert sorted(symbols) == [f"{number:02d}/KH-CĐYT" for number in range(1, 25)]


def test_two_clerks_enter_the_same_paper_at_once_and_one_is_told_the_others_number(fresh_database: str) -> None:
    province = Province()

    def enter(_desk: int) -> str:
        try:
            actions.register_incoming(province.sector, fields=letter(), received_on=MARCH_4, by=province.minh)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "vào sổ"

    with ThreadPoolExecutor(2) as desks:
        answers = sorted(desks.map(enter, range(2)))

    assert answers == [
        "41/LĐLĐ ngày 01/03/2021 của Liên đoàn Lao động tỉnh Phong Lai đã vào sổ đến số 1; không vào sổ lần thứ hai.",
        "vào sổ",
    ]
    assert TakenNumber.objects.get().number == 1


def test_a_failed_issue_gives_its_number_back(province: Province) -> None:
    nameless = province.unit("CĐCS Trạm Y tế xã Nậm Sơn", under=province.sector)
    unready = actions.draft(nameless, fields=plan(), by=province.lan)
    with pytest.raises(Refused, match="chữ viết tắt"):
        actions.issue(unready, on=MARCH_4, by=province.lan)
    assert not TakenNumber.objects.exists()


def test_a_book_taken_over_in_march_goes_on_where_the_paper_book_stopped(province: Province) -> None:
    kind = DocumentType.objects.get(code="KH")
    year = Period(date(2021, 1, 1), date(2021, 12, 31))
    actions.open_series(
        province.sector, direction="out", type=kind, label="2021", period=year, first_number=8, by=province.minh
    )
    issued = actions.issue(
        actions.draft(province.sector, fields=plan(), by=province.minh), on=MARCH_4, by=province.minh
    )
    assert issued.symbol == "08/KH-CĐYT"


def test_a_paper_already_numbered_by_hand_keeps_its_number_if_the_book_can_bear_it(province: Province) -> None:
    def one(number: int) -> RegisteredDocument:
        paper = actions.draft(province.sector, fields=plan(), by=province.minh)
        return actions.issue(paper, on=MARCH_4, by=province.minh, number=number)

    assert one(8).symbol == "08/KH-CĐYT"
    with pytest.raises(Refused, match="số tiếp theo là 9"):
        one(8)
    with pytest.raises(Refused, match="hủy từng số"):
        one(11)
    assert one(9).symbol == "09/KH-CĐYT"


def test_a_letter_beside_a_number_shares_it_and_leaves_the_next_free(province: Province) -> None:
    def issue(**options: object) -> str:
        paper = actions.draft(province.sector, fields=plan(), by=province.minh)
        return actions.issue(paper, on=MARCH_4, by=province.minh, **options).symbol

    assert issue() == "01/KH-CĐYT"
    assert issue(number=1, suffix="b") == "01b/KH-CĐYT"
    with pytest.raises(Refused, match="01b đã dùng"):
        issue(number=1, suffix="b")
    with pytest.raises(Refused, match="chưa có số 7"):
        issue(number=7, suffix="b")
    assert issue() == "02/KH-CĐYT"


def test_a_day_before_the_last_number_is_refused_and_the_letter_is_the_way_out(province: Province) -> None:
    def issue(on: date, suffix: str = "") -> str:
        paper = actions.draft(province.sector, fields=plan(), by=province.minh)
        return actions.issue(paper, on=on, by=province.minh, suffix=suffix).symbol

    issue(MARCH_4)
    with pytest.raises(Refused, match="01b"):
        issue(MARCH_1)
    assert issue(MARCH_1, "b") == "01b/KH-CĐYT"


def test_numbers_begin_again_each_year_but_run_on_through_a_term(province: Province) -> None:
    def issue(kind: str, on: date) -> str:
        paper = actions.draft(province.sector, fields=plan(type=kind), by=province.minh)
        return actions.issue(paper, on=on, by=province.minh).symbol

    decisions = DocumentType.objects.get(code="QĐ")
    actions.open_series(
        province.sector, direction="out", type=decisions, scope="term", label="2018–2023", period=TERM, by=province.minh
    )
    assert [issue("KH", date(2021, 12, 30)), issue("KH", date(2022, 1, 4))] == ["01/KH-CĐYT", "01/KH-CĐYT"]
    assert [issue("QĐ", date(2021, 12, 30)), issue("QĐ", date(2022, 1, 4))] == ["01/QĐ-CĐYT", "02/QĐ-CĐYT"]


def test_a_spoilt_number_keeps_its_line_with_the_reason(province: Province) -> None:
    actions.register_incoming(province.sector, fields=letter(), received_on=MARCH_4, by=province.minh)
    series = Series.objects.get()
    with pytest.raises(Refused, match="lý do"):
        actions.void_next(series, reason="  ", on=MARCH_4, by=province.minh)
    spoilt = actions.void_next(series, reason="Ghi nhầm trang", on=MARCH_4, by=province.minh)
    after = actions.register_incoming(province.sector, fields=letter("42/LĐLĐ"), received_on=MARCH_4, by=province.minh)

    assert (spoilt.number, spoilt.void_reason) == (2, "Ghi nhầm trang")
    assert after.numbers.get().number == 3


def test_the_number_of_an_issued_paper_is_not_voided(province: Province) -> None:
    paper = actions.issue(actions.draft(province.sector, fields=plan(), by=SETUP), on=MARCH_4, by=SETUP)
    with pytest.raises(Refused, match="thu hồi"):
        actions.void_number(paper.numbers.get(), reason="nhầm", by=SETUP)


def test_a_closed_book_and_an_ended_unit_say_where_to_go(province: Province) -> None:
    actions.register_incoming(province.sector, fields=letter(), received_on=MARCH_4, by=province.minh)
    actions.close_series(Series.objects.get(), on=MARCH_4, by=province.minh)
    with pytest.raises(Refused, match="mở sổ mới"):
        actions.register_incoming(province.sector, fields=letter("42/LĐLĐ"), received_on=MARCH_4, by=province.minh)

    province.clinic.ended_on = MARCH_1
    province.clinic.save()
    with pytest.raises(Refused, match="đơn vị nhận bàn giao"):
        actions.register_incoming(province.clinic, fields=letter("42/LĐLĐ"), received_on=MARCH_4, by=province.minh)


def test_no_number_is_given_for_a_day_to_come(province: Province) -> None:
    with clock.set_to(MARCH_1), pytest.raises(Refused, match="sau hôm nay"):
        actions.register_incoming(province.sector, fields=letter(), received_on=MARCH_4, by=province.minh)
