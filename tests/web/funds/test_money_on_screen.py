"""Thu keeps the books, Minh approves, Bình holds the cash: from a gift to a paid voucher by clicks."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from builders import SETUP, Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.figures import NO_BREAK
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.periods import month
from congdoan.funds import actions, queries, verification
from congdoan.funds.models import Closing, Estimate, Fund, Lot, StatementLine, Voucher
from fund_stories import TODAY
from web.taken_away import words_of

pytestmark = pytest.mark.django_db

STATEMENT = "Ngày,Số tiền,Nội dung\n16/09/2024,900000,UNG HO\n17/09/2024,5,LAI\n"

Door = Callable[..., Client]


@pytest.fixture(autouse=True)
def sixteenth_of_september() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@dataclass
class Hands:
    """Those who handle the province's money, each signed in."""

    thu: Client
    minh: Client
    binh: Client
    inspector: Client
    stranger: Client


@pytest.fixture
def hands(province: Province, sign_in: Door) -> Hands:
    top = province.top
    return Hands(
        thu=sign_in("Thu", Role.ACCOUNTANT, top),
        minh=sign_in("Minh Chủ tịch", Role.CHAIR, top),
        binh=sign_in("Bình", Role.CASHIER, top),
        inspector=sign_in("Kiểm", Role.INSPECTOR, top),
        stranger=sign_in("Hoa", Role.CHAIR, province.elsewhere),
    )


def _fund(hands: Hands) -> Fund:
    hands.thu.post("/quy/mo-quy/", {"name": "Quỹ Tấm lòng vàng", "stream": "social"})
    return Fund.objects.get()


def _give(hands: Hands, fund: Fund, amount: str = "5 triệu") -> Lot:
    said = {
        "amount_vnd": amount,
        "origin": "donation",
        "method": "cash",
        "on": "16/09/2024",
        "donors": "Bà Hiền\nÔng Tư",
    }
    answer = hands.thu.post(f"/quy/{fund.key}/thu/", said)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Lot.objects.latest("pk")


def _voucher(hands: Hands, fund: Fund) -> Voucher:
    said = {
        "fund": fund.key,
        "purpose": "tet",
        "amount_vnd": "700.000",
        "payee": "Nguyễn Thị Lan",
        "method": "cash",
    }
    answer = hands.thu.post("/quy/chi/", said)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Voucher.objects.filter(kind="payment").latest("pk")


def test_from_a_gift_to_a_paid_voucher_by_three_people(hands: Hands) -> None:
    fund = _fund(hands)
    lot = _give(hands, fund)
    voucher = _voucher(hands, fund)
    page = f"/quy/phieu/{voucher.key}/"

    assert "người khác phải duyệt" not in hands.minh.get(page).content.decode()
    assert hands.thu.post(f"{page}duyet/").status_code == 403
    assert hands.binh.post(f"{page}chi/", {"on": "16/09/2024"}).status_code == 409, "not approved yet"
    assert hands.minh.post(f"{page}duyet/").status_code == 302
    assert hands.minh.post(f"{page}chi/", {"on": "16/09/2024"}).status_code == 403
    assert hands.binh.post(f"{page}chi/", {"on": "16/09/2024"}).status_code == 302
    assert hands.binh.post(f"{page}chi/", {"on": "16/09/2024"}).status_code == 409, "paid once"

    fund.refresh_from_db()
    assert (fund.cash_vnd, fund.reserved_vnd) == (4_300_000, 0)
    assert "Viết bằng chữ" in hands.thu.get(page).content.decode()
    assert "Bảy trăm nghìn đồng" in hands.thu.get(page).content.decode()
    assert "C41-BB" in hands.thu.get(page).content.decode(), "the form of the Finance Ministry"
    assert "700.000" in hands.thu.get(f"/quy/khoan-thu/{lot.key}/").content.decode()
    for kind, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert hands.thu.get(f"{page}in.{kind}").content.startswith(magic)


def test_the_desk_says_what_the_voucher_says_and_no_illness(hands: Hands, province: Province) -> None:
    """What was set aside for a case keeps its purpose for the books; beside a payee stands the voucher's memo."""
    fund = _fund(hands)
    _give(hands, fund)
    promise = actions.reserve(
        fund,
        500_000,
        purpose="critical_illness",
        for_unit=province.hospital,
        source="case:ABCDEFGHJK",
        on=TODAY,
        by=SETUP,
    )
    actions.prepare_payment(promise, payee="Nguyễn Thị Lan", memo="Hỗ trợ đoàn viên khó khăn", by=SETUP)
    desk = hands.minh.get("/quy/phieu/").content.decode()
    assert "Hỗ trợ đoàn viên khó khăn" in desk
    assert str(promise.purpose) not in desk


def test_who_keeps_or_reads_the_books_is_told_of_no_illness(hands: Hands, province: Province) -> None:
    """From the promise to the signed voucher: lists, heads, books, sheet, papers, the API, the log, the year's page."""
    fund = _fund(hands)
    lot = _give(hands, fund)
    promise = actions.reserve(
        fund,
        500_000,
        purpose="critical_illness",
        for_unit=province.hospital,
        source="case:ABCDEFGHJK",
        on=TODAY,
        by=SETUP,
    )
    waiting = [f"/quy/{fund.key}/", "/quy/phieu/", f"/quy/khoan-thu/{lot.key}/", f"/quy/giu/{promise.key}/lap-phieu/"]
    _told_nothing(hands.thu, waiting, "Hỗ trợ đoàn viên")
    said = {"amount_vnd": "500.000", "payee": "Nguyễn Thị Lan", "method": "cash"}
    assert hands.thu.post(f"/quy/giu/{promise.key}/lap-phieu/", said).status_code == 302
    voucher = Voucher.objects.get(kind="payment")
    page = f"/quy/phieu/{voucher.key}/"
    assert hands.minh.post(f"{page}duyet/").status_code == 302
    assert hands.binh.post(f"{page}chi/", {"on": "16/09/2024"}).status_code == 302

    book = f"/api/v1/funds/{fund.key}/book?period=2024-09"
    seen = [f"/quy/{fund.key}/", "/quy/phieu/", f"/quy/khoan-thu/{lot.key}/", page, "/quy/so/", book]
    for reader in (hands.thu, hands.minh, hands.binh, hands.inspector):
        _told_nothing(
            reader, [address for address in seen if reader.get(address).status_code == 200], "Hỗ trợ đoàn viên"
        )
        _told_nothing(reader, ["/quy/du-toan/?dong=social"], "Thăm hỏi, trợ cấp đoàn viên")
        _told_nothing(reader, ["/quy/cong-khai/"], "gộp lại vì ít người")
    sheet = _read_sheet(hands.inspector.get("/quy/so/excel/").content)
    hands.inspector.post("/ngon-ngu/", {"language": "en", "next": "/quy/so/"})
    assert _read_sheet(hands.inspector.get("/quy/so/excel/").content) == sheet, "a book to be signed is Vietnamese"
    assert "hiểm nghèo" not in sheet
    assert "Hỗ trợ đoàn viên" in sheet
    assert not [row for row in AuditEntry.objects.values_list("sentence", flat=True) if "hiểm nghèo" in row]
    assert "critical_illness" not in hands.thu.get("/quy/chi/").content.decode(), "such money is paid from a decision"


def test_the_books_are_read_by_who_may_see_the_money_alone(province: Province, sign_in: Door, hands: Hands) -> None:
    """A clerk, a reader or a member acts for the very unit, and knows the addresses."""
    _fund(hands)
    outsiders = {role: sign_in(f"Ai đó {role}", role, province.top) for role in (Role.CLERK, Role.READER, Role.MEMBER)}
    for address in ("/quy/so/", "/quy/so/?so=bank&ky=2024", "/quy/so/excel/", "/quy/khoa-so/"):
        assert hands.inspector.get(address).status_code == 200
        assert [outsider.get(address).status_code for outsider in outsiders.values()] == [403, 403, 403], address


def _told_nothing(reader: Client, addresses: list[str], instead: str) -> None:
    for address in addresses:
        answer = reader.get(address)
        is_page = answer.headers["Content-Type"].startswith("text/html")
        body = answer.content.decode() if is_page else json.dumps(answer.json(), ensure_ascii=False)
        assert "hiểm nghèo" not in body, address
        assert "critical_illness" not in body, address
        assert instead in body, address


def _read_sheet(content: bytes) -> str:
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return "\n".join(str(cell) for row in rows for cell in row)


def test_what_a_decision_set_aside_is_not_set_free_by_the_books_keeper(hands: Hands, province: Province) -> None:
    """Alone, and behind the back of whoever decided, the accountant could have taken an approved grant away."""
    fund = _fund(hands)
    _give(hands, fund)
    said = {"for_unit": province.hospital, "on": TODAY, "by": SETUP}
    case = actions.reserve(fund, 500_000, purpose="hardship", source="case:ABCDEFGHJK", **said)
    own = actions.reserve(fund, 300_000, purpose="hardship", source="expense:ABCDEFGHJK", **said)

    page = hands.thu.get(f"/quy/{fund.key}/").content.decode()
    assert f"/quy/giu/{case.key}/giai-phong/" not in page
    assert hands.thu.post(f"/quy/giu/{case.key}/giai-phong/", {"reason": "Cần việc khác"}).status_code == 403
    assert hands.thu.post(f"/quy/giu/{own.key}/giai-phong/", {"reason": "Thôi mua"}).status_code == 302
    fund.refresh_from_db()
    assert fund.reserved_vnd == 500_000


def test_a_double_click_takes_money_in_once(hands: Hands) -> None:
    fund = _fund(hands)
    page = hands.thu.get(f"/quy/{fund.key}/thu/").content.decode()
    [token] = re.findall(r'name="client_token" value="([^"]+)"', page)
    said = {"amount_vnd": "5 triệu", "origin": "donation", "method": "cash", "on": "16/09/2024", "client_token": token}
    first, again = (hands.thu.post(f"/quy/{fund.key}/thu/", said) for _ in range(2))

    assert first["Location"] == again["Location"]
    assert Lot.objects.count() == 1
    assert "mở lại trang" in hands.thu.post(f"/quy/{fund.key}/thu/", {**said, "amount_vnd": "6 triệu"}).content.decode()


def test_who_only_looks_reads_initials_and_gets_no_file(hands: Hands) -> None:
    fund = _fund(hands)
    _give(hands, fund)
    voucher = _voucher(hands, fund)
    page = f"/quy/phieu/{voucher.key}/"

    assert "Nguyễn Thị Lan" in hands.minh.get(page).content.decode()
    seen = hands.inspector.get(page).content.decode()
    assert "Nguyễn Thị Lan" not in seen
    assert "N. T. L." in seen
    assert hands.inspector.get(f"{page}in.pdf").status_code == 403
    assert hands.inspector.get("/quy/phieu/").status_code == 403
    assert "Bà Hiền" not in hands.inspector.get(f"/quy/khoan-thu/{Lot.objects.get().key}/").content.decode()
    receipt = Voucher.objects.get(kind="receipt")
    assert "Bà Hiền" in hands.thu.get(f"/quy/phieu/{receipt.key}/").content.decode()
    assert "Bà Hiền" not in hands.inspector.get(f"/quy/phieu/{receipt.key}/").content.decode()
    assert "Bà Hiền" not in hands.inspector.get(f"/quy/{fund.key}/").content.decode()
    assert (
        "Nguyễn Thị Lan"
        not in hands.thu.get("/quy/so/").content.decode() + hands.thu.get("/quy/phieu/").content.decode()
    )


def test_another_province_finds_nothing(hands: Hands) -> None:
    fund = _fund(hands)
    lot = _give(hands, fund)
    voucher = _voucher(hands, fund)
    for path in (
        f"/quy/{fund.key}/",
        f"/quy/khoan-thu/{lot.key}/",
        f"/quy/phieu/{voucher.key}/",
        f"/quy/phieu/{voucher.key}/in.pdf",
    ):
        assert hands.stranger.get(path).status_code == 404, path
    assert "Tấm lòng vàng" not in hands.stranger.get("/quy/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["", "phieu/", "chi/", "mo-quy/", "so/", "so/?so=bank&ky=2024", "so/?ky=xyz", "khoa-so/", "du-toan/",
     "du-toan/lap/",
     "du-toan/?nam=abc&dong=x", "cong-khai/", "cong-khai/?chi-tiet=khong&ten=khong", "cong-khai/?ky=xx", "so/excel/"],
)  # fmt: skip
def test_every_page_opens_empty_and_full_for_the_accountant(hands: Hands, path: str) -> None:
    assert hands.thu.get(f"/quy/{path}").status_code == 200
    fund = _fund(hands)
    _give(hands, fund)
    _voucher(hands, fund)
    assert hands.thu.get(f"/quy/{path}").status_code == 200


@pytest.mark.parametrize("what", ["mo-quy/", "chi/", "du-toan/lap/"])
def test_only_the_accountant_writes_papers(hands: Hands, what: str) -> None:
    for other in (hands.minh, hands.binh, hands.inspector):
        assert other.get(f"/quy/{what}").status_code == 403


def test_a_refusal_stands_beside_its_field(hands: Hands) -> None:
    fund = _fund(hands)
    page = hands.thu.post(
        "/quy/chi/",
        {"fund": fund.key, "purpose": "tet", "amount_vnd": "700.000", "payee": "Lan", "method": "cash"},
    ).content.decode()
    assert f"chỉ còn 0{NO_BREAK}đ" in page
    assert not Voucher.objects.exists()


def test_the_day_is_closed_with_the_cash_counted(hands: Hands) -> None:
    fund = _fund(hands)
    _give(hands, fund)
    wrong = hands.binh.post("/quy/khoa-so/ngay/", {"day": "16/09/2024", "counted_vnd": "4.000.000"}).content.decode()
    assert "nguyên nhân chênh lệch" in wrong
    assert hands.binh.post("/quy/khoa-so/ngay/", {"day": "16/09/2024", "counted_vnd": "5.000.000"}).status_code == 302
    assert Closing.objects.get().counted_vnd == 5_000_000
    assert hands.inspector.post("/quy/khoa-so/ky/", {"period": "2024-08"}).status_code == 403


def test_the_banks_file_is_read_and_a_line_matched_by_hand(hands: Hands) -> None:
    fund = _fund(hands)
    actions.receive(fund, 900_000, on=TODAY, donors=["A"], by=SETUP)
    actions.receive(fund, 900_000, on=TODAY, donors=["B"], by=SETUP)
    file = SimpleUploadedFile(
        "sao-ke.csv", "Ngày,Số tiền,Nội dung\n16/09/2024,900000,UNG HO\n17/09/2024,5,LAI\n".encode()
    )
    page = f"/quy/{fund.key}/sao-ke/"
    assert hands.thu.post(page, {"file": file}).status_code == 302
    line = StatementLine.objects.get(amount_vnd=900_000)
    assert line.matched is None, "two sets are equally likely"

    choice = fund.sets.order_by("pk")[0]
    assert hands.thu.post(f"{page}{line.key}/", {"set": choice.key}).status_code == 302
    line.refresh_from_db()
    assert line.matched == choice
    assert hands.inspector.get(page).status_code == 403


def test_an_estimate_is_drawn_and_approved_by_clicks(hands: Hands) -> None:
    bad = hands.thu.post("/quy/du-toan/lap/", {"dong": "budget", "nam": "2024", "in:dues": "xin chào"})
    assert bad.status_code == 200
    assert not Estimate.objects.exists()
    good = {"dong": "budget", "nam": "2024", "in:dues": "50 triệu", "out:award": "5.000.000"}
    assert hands.thu.post("/quy/du-toan/lap/", good).status_code == 302
    assert hands.thu.post("/quy/du-toan/duyet/", {"dong": "budget", "nam": "2024"}).status_code == 403
    again = {**good, "out:award": "50.000.000"}
    assert hands.thu.post("/quy/du-toan/lap/", again).status_code == 409, "drawn up by somebody since the page was made"
    assert hands.thu.post("/quy/du-toan/lap/", {**again, "version": "1"}).status_code == 302
    read = {"dong": "budget", "nam": "2024", "version": "1"}
    assert hands.minh.post("/quy/du-toan/duyet/", read).status_code == 409, "rewritten since it was read"
    page = hands.minh.get("/quy/du-toan/?dong=budget&nam=2024").content.decode()
    assert 'name="version" value="2"' in page
    assert hands.minh.post("/quy/du-toan/duyet/", {**read, "version": "2"}).status_code == 302
    assert Estimate.objects.get().state == "approved"


def test_the_public_statement_names_nobody_and_no_small_group(hands: Hands) -> None:
    fund = _fund(hands)
    _give(hands, fund)
    voucher = _voucher(hands, fund)
    hands.minh.post(f"/quy/phieu/{voucher.key}/duyet/")
    hands.binh.post(f"/quy/phieu/{voucher.key}/chi/", {"on": "16/09/2024"})

    page = hands.inspector.get("/quy/cong-khai/?ky=2024").content.decode()

    assert "700.000" in page
    assert "Trợ cấp khó khăn" not in page, "one person: the heading would name them"
    assert "Bà Hiền" not in page
    assert "N. T. L." not in page
    for query, words in (("", "gộp lại vì ít người"), ("&chi-tiet=khong&ten=khong", "Tổng chi")):
        for kind in ("docx", "pdf", "xlsx"):
            told = words_of(kind, hands.inspector.get(f"/quy/cong-khai.{kind}?ky=2024{query}").content)
            assert words in told, kind
            assert "700000" in told, kind
            for name in ("Trợ cấp khó khăn", "Bà Hiền", "N T L"):
                assert name not in told, (kind, name)
    assert hands.inspector.get("/quy/cong-khai.exe?ky=2024").status_code == 404


def test_a_voucher_of_a_closed_month_is_put_right_in_the_open_one(hands: Hands) -> None:
    """Paid in September, closed, wrong: the accountant is led to its mirror in October, and September stays."""
    fund = _fund(hands)
    lot, paid = _give(hands, fund), _voucher(hands, fund)
    page = f"/quy/phieu/{paid.key}/"
    hands.minh.post(f"{page}duyet/")
    hands.binh.post(f"{page}chi/", {"on": "16/09/2024"})
    with clock.set_to(date(2024, 10, 3)):
        september = actions.close_period(fund.unit, month(9, 2024), by=Actor("thu", "Thu", fund.unit.code))
        shown = hands.thu.get(page).content.decode()
        assert "Sổ đã khóa đến hết ngày 30/09/2024" in shown
        assert f'href="{page}ghi-dao/"' in shown
        assert "ghi-dao" not in hands.minh.get(page).content.decode(), "is the accountant's to do"
        assert "ghi từ ngày 01/10/2024" in hands.thu.get(f"{page}ghi-dao/").content.decode()
        said = {"reason": "Chi nhầm người", "on": "30/09/2024"}
        assert "khóa" in hands.thu.post(f"{page}ghi-dao/", said).content.decode(), "nothing enters closed books"
        assert hands.binh.post(f"{page}ghi-dao/", {**said, "on": "03/10/2024"}).status_code == 403
        assert hands.thu.post(f"{page}ghi-dao/", {**said, "on": "03/10/2024"}).status_code == 302
        after = hands.thu.get(page).content.decode()
        receipt = hands.thu.get(f"/quy/phieu/{lot.vouchers.get().key}/").content.decode()

    assert "Chi nhầm người" in after
    assert "Nếu phiếu này sai" not in after, "put right once"
    assert f"/quy/khoan-thu/{lot.key}/ghi-dao/" in receipt or "được giữ hoặc chi một phần" in receipt
    book = queries.book_page(fund.unit, "cash", month(9, 2024))
    assert (book.closing_vnd, september.book_cash_vnd) == (4_300_000, 4_300_000)
    assert queries.book_page(fund.unit, "cash", month(10, 2024)).closing_vnd == 5_000_000
    assert (verification.closed_books(), verification.counted()) == ([], [])
    fund.refresh_from_db()
    assert (fund.balance_vnd, fund.reserved_vnd) == (5_000_000, 700_000), "set aside again, to be paid rightly"
