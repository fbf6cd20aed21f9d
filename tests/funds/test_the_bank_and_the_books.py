"""A file goes to the bank, its statement comes back, and every line finds the postings it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from congdoan.foundation.errors import Refused
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.periods import month
from congdoan.funds import actions, queries
from congdoan.funds.models import PostingSet, StatementLine
from congdoan.funds.queries.matching import beside_the_bank
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db

HEAD = "Ngày giao dịch,Ghi nợ,Ghi có,Nội dung\n"


def _statement(*lines: str) -> bytes:
    return (HEAD + "".join(f"{line}\n" for line in lines)).encode()


def test_approved_transfers_go_out_as_a_file_that_names_no_purpose(money: Money) -> None:
    money.give(5_000_000, method="bank")
    promised = money.promise(1_500_000, purpose="critical_illness")
    voucher = actions.prepare_payment(
        promised, payee="Nguyễn Thị Lan", method="bank", bank="Agribank", account_no="=0123", by=money.thu
    )
    assert queries.waiting_transfers(money.province.top) == []
    actions.approve_payment(voucher, by=money.minh)

    text = queries.bank_csv(queries.waiting_transfers(money.province.top))

    assert '"Nguyễn Thị Lan","\'=0123","Agribank","1500000","UNC 0001/2024"' in text
    assert "hiểm nghèo" not in text
    assert queries.bank_xlsx(money.province.top, queries.waiting_transfers(money.province.top))[:2] == b"PK"
    voucher.refresh_from_db()
    assert (voucher.counterparty, voucher.payee.token.count("Lan")) == ("N. T. L.", 0), "sealed at rest"


def test_a_unit_that_is_paid_is_called_by_its_name_and_a_person_by_initials(money: Money) -> None:
    hospital = money.province.hospital
    money.give(5_000_000)
    to_the_unit = actions.prepare_payment(money.promise(300_000), payee=hospital.name, by=money.thu)
    to_a_person = actions.prepare_payment(money.promise(300_000, source="case:B"), payee="Lò Thị Mai", by=money.thu)
    assert (to_the_unit.counterparty, to_a_person.counterparty) == (hospital.name, "L. T. M.")


def test_lines_that_can_only_be_one_thing_match_at_once_and_the_rest_wait(money: Money) -> None:
    money.give(5_000_000, method="bank")
    first, second = (money.pay(money.promise(300_000, source=f"case:{n}"), method="bank") for n in "AB")

    read = actions.import_statement(
        money.social,
        _statement(
            '16/09/2024,,"5.000.000",CTY HOA BAN UNG HO',
            '17/09/2024,"300.000",,UNC 0002/2024 chi ho tro',
            '17/09/2024,"300.000",,chi ho tro',
            "18/09/2024,,12.000,LAI TIEN GUI",
        ),
        name="sao-ke.csv",
        by=money.thu,
    )

    assert (read.taken, read.matched) == (4, 3)
    interest = StatementLine.objects.get(matched__isnull=True)
    assert (interest.amount_vnd, interest.words) == (12_000, "LAI TIEN GUI")
    named = StatementLine.objects.get(words__contains="UNC 0002").matched
    assert named is not None
    assert named.voucher == second
    assert {row.matched_id for row in StatementLine.objects.filter(amount_vnd=-300_000)} == {
        PostingSet.objects.get(voucher=one).pk for one in (first, second)
    }


def test_a_statement_sent_twice_or_overlapping_adds_nothing_twice(money: Money) -> None:
    lines = ["16/09/2024,,5000,A", "16/09/2024,,5000,A", "17/09/2024,,6000,B"]
    assert actions.import_statement(money.social, _statement(*lines), name="a.csv", by=money.thu).taken == 3
    again = actions.import_statement(money.social, _statement(*lines, "18/09/2024,,1,C"), name="b.csv", by=money.thu)

    assert (again.taken, again.known) == (1, 3)


def test_a_line_is_matched_only_with_its_own_amount_and_once(money: Money) -> None:
    money.give(7_000, method="bank", on=date(2024, 8, 1))
    money.give(8_000, method="bank", on=date(2024, 8, 1))
    seven, eight = PostingSet.objects.order_by("pk")
    actions.import_statement(
        money.social, _statement("16/09/2024,,7000,x", "16/09/2024,,7000,y"), name="a.csv", by=money.thu
    )
    one, two = StatementLine.objects.order_by("pk")

    with pytest.raises(Refused, match="khác bút toán"):
        actions.match(one, eight, by=money.thu)
    actions.match(one, seven, by=money.thu)
    with pytest.raises(Refused, match="đã được đối chiếu"):
        actions.match(two, seven, by=money.thu)
    actions.unmatch(one, by=money.thu)
    assert actions.match(two, seven, by=money.thu).matched == seven


def test_a_month_with_unmatched_lines_is_not_closed(money: Money) -> None:
    actions.import_statement(money.social, _statement("05/08/2024,,7000,x"), name="a.csv", by=money.thu)
    with pytest.raises(Refused, match="Còn 1 dòng sao kê"):
        actions.close_period(money.province.top, month(8, 2024), by=money.thu)


def test_a_match_stays_once_its_month_is_closed(money: Money) -> None:
    money.give(7_000, method="bank", on=date(2024, 8, 5))
    actions.import_statement(money.social, _statement("05/08/2024,,7000,x"), name="a.csv", by=money.thu)
    actions.close_period(money.province.top, month(8, 2024), by=money.thu)

    with pytest.raises(Refused, match="đã khóa sổ nên đối chiếu giữ nguyên"):
        actions.unmatch(StatementLine.objects.get(), by=money.thu)


def test_a_line_of_closed_books_is_matched_with_a_later_receipt_only_with_a_reason(money: Money) -> None:
    """July is closed; then a line of July comes to light. Its money is booked in August, and July stays as signed."""
    top, late = money.province.top, date(2024, 8, 2)
    money.give(9_000, method="bank", on=date(2024, 7, 30))
    actions.import_statement(money.social, _statement("30/07/2024,,9000,x"), name="a.csv", by=money.thu)
    july = actions.close_period(top, month(7, 2024), by=money.thu)
    signed = dict(july.bank[0])
    assert (signed["books_vnd"], signed["bank_vnd"], signed["later"]) == (9_000, 9_000, 0)

    money.give(5_000, method="bank", on=late)
    read = actions.import_statement(money.social, _statement("31/07/2024,,5000,y"), name="b.csv", by=money.thu)
    line = StatementLine.objects.get(amount_vnd=5_000)
    assert (read.matched, queries.likely_sets(line)[0].booked_on) == (0, late), "never by itself across closed books"
    with pytest.raises(Refused, match="thuộc kỳ đã khóa sổ"):
        actions.match(line, queries.likely_sets(line)[0], by=money.thu)
    line = actions.match(line, queries.likely_sets(line)[0], reason="Sao kê về muộn", by=money.thu)

    assert line.late_because == "Sao kê về muộn"
    assert AuditEntry.objects.filter(action="funds.statement.matched", sentence__contains="Sao kê về muộn").exists()
    july.refresh_from_db()
    assert july.bank == [signed], "what was signed stays"
    assert queries.book_page(top, "bank", month(7, 2024)).closing_vnd == 9_000
    actions.unmatch(line, by=money.thu)
    line = actions.match(line, queries.likely_sets(line)[0], reason="Sao kê về muộn", by=money.thu)
    actions.close_period(top, month(8, 2024), by=money.thu)
    with pytest.raises(Refused, match="đối chiếu giữ nguyên"):
        actions.unmatch(line, by=money.thu)


def test_what_the_bank_has_and_the_month_has_not_is_booked_in_it_or_explained(money: Money) -> None:
    top = money.province.top
    money.give(9_000, method="bank", on=date(2024, 7, 30))
    money.give(5_000, method="bank", on=date(2024, 8, 1))
    money.pay(money.promise(2_000, on=date(2024, 7, 31)), on=date(2024, 7, 31), method="bank")
    lines = _statement("30/07/2024,,9000,x", "31/07/2024,,5000,y", "01/08/2024,2000,,z")
    assert actions.import_statement(money.social, lines, name="a.csv", by=money.thu).matched == 3

    with pytest.raises(Refused, match="ghi sổ sau kỳ"):
        actions.close_period(top, month(7, 2024), by=money.thu)
    [row] = actions.close_period(top, month(7, 2024), note="Giấy báo có về ngày 1/8", by=money.thu).bank

    assert (row["books_vnd"], row["unseen"], row["unseen_vnd"], row["later_vnd"]) == (7_000, 1, -2_000, 5_000)
    assert row["bank_vnd"] == 14_000, "9.000 and 5.000 in; the transfer left on the next day"


def test_a_fee_of_a_closed_month_that_nobody_booked_stands_in_what_the_next_one_signs(
    money: Money, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    """June is closed; a late statement brings its fee of 1.000. July says that the bank has it, the books have not."""
    top = money.province.top
    money.give(9_000, method="bank", on=date(2024, 6, 3))
    actions.import_statement(money.social, _statement("03/06/2024,,9000,x"), name="a.csv", by=money.thu)
    actions.close_period(top, month(6, 2024), by=money.thu)
    money.give(500, method="bank", on=date(2024, 7, 3))
    lines = _statement("29/06/2024,1000,,Phi", "03/07/2024,,500,y")
    actions.import_statement(money.social, lines, name="b.csv", by=money.thu)

    with pytest.raises(Refused, match="1 dòng sao kê của kỳ trước chưa đối chiếu"):
        actions.close_period(top, month(7, 2024), by=money.thu)
    [row] = actions.close_period(top, month(7, 2024), note="Phí tháng 6, ghi sổ tháng 8", by=money.thu).bank

    assert (row["books_vnd"], row["unmatched"], row["unmatched_vnd"]) == (9_500, 1, -1_000)
    assert (row["bank_vnd"], row["unseen"], row["later"]) == (8_500, 0, 0), "9.000 less the fee, and 500"
    with django_assert_num_queries(3):
        assert beside_the_bank(top, month(7, 2024)) == [row]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_statement("16/09/2024,,99999999999999999999,A", "16/09/2024,,5,B"), "không đọc được"),
        (b"Ten,Tuoi\nLan,30\nMinh,40\n", "cột Ngày và cột Số tiền"),
        (_statement("16/09/2024,,5000.5,A", "16/09/2024,,5,A"), "không đọc được"),
        (_statement("hôm qua,,5000,A", "16/09/2024,,5,A"), "không đọc được"),
        (b"%PDF-1.4 not a table", "."),
    ],
)
def test_a_file_that_is_no_statement_says_so(money: Money, data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        actions.import_statement(money.social, data, name="a.csv", by=money.thu)
    assert not StatementLine.objects.exists()
    assert TODAY
