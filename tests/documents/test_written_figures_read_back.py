"""One clerk writes a figure into a sentence, another reads the sentence: the same figure comes out."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from congdoan.documents import Claim, Range, Ratio, read_text
from congdoan.foundation.figures import format_number, number_in_words, read_amount, scan_dates

QUICK = settings(max_examples=60, deadline=None)
COUNTS = st.integers(2, 999_999)


def _only_claim(sentence: str) -> Claim:
    (claim,) = read_text(sentence).claims
    return claim


@given(COUNTS)
@QUICK
def test_counts_in_digits_and_in_words(count: int) -> None:
    for written in (format_number(count), number_in_words(count)):
        claim = _only_claim(f"Công đoàn thăm hỏi {written} đoàn viên ốm đau.")
        assert (claim.value, claim.unit, claim.measure) == (count, "person", "members_supported"), written


@given(st.integers(1, 998), st.integers(1, 998))
@QUICK
def test_ratios(some: int, others: int) -> None:
    claim = _only_claim(f"Có {some}/{some + others} CĐCS ký thỏa ước lao động tập thể.")
    assert claim.value == Ratio(Decimal(some), Decimal(some + others))


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.sampled_from([" - ", " đến ", "-", " – "]))
@QUICK
def test_ranges_of_money(low: int, more: int, joint: str) -> None:
    claim = _only_claim(f"Mỗi suất từ {format_number(low * 1000)}{joint}{format_number((low + more) * 1000)} đồng.")
    assert claim.value == Range(Decimal(low * 1000), Decimal((low + more) * 1000))
    scaled = _only_claim(f"Mỗi suất {format_number(low)}{joint}{format_number(low + more)} triệu đồng.")
    assert scaled.value == Range(Decimal(low * 10**6), Decimal((low + more) * 10**6))


@given(st.integers(1, 9_999))
@QUICK
def test_weights(count: int) -> None:
    for word, tonnes in (("tấn", "1"), ("tạ", "0.1"), ("yến", "0.01")):
        claim = _only_claim(f"Công đoàn ủng hộ {format_number(count)} {word} gạo.")
        assert (claim.value, claim.unit) == (count * Decimal(tonnes), "tonne")


@given(st.decimals(min_value=0, max_value=100, places=1))
@QUICK
def test_shares(share: Decimal) -> None:
    claim = _only_claim(f"Tỷ lệ tập hợp đoàn viên chiếm {format_number(share, places=1)} %.")
    assert (claim.value, claim.unit) == (share, "percent")


@given(st.integers(1, 31), st.integers(1, 12), st.sampled_from(["triệu", "tỷ"]))
@QUICK
def test_a_decimal_sum_is_never_a_day(whole: int, tenths: int, scale: str) -> None:
    written = f"{whole}.{tenths} {scale}"
    assert list(scan_dates(written)) == []
    assert read_amount(written) == Decimal(f"{whole}.{tenths}") * (10**6 if scale == "triệu" else 10**9)


LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC
Số: 14/LĐLĐ
An Lạc, ngày 05 tháng 3 năm {year}
V/v báo cáo nhanh

Kính gửi: Các CĐCS trực thuộc.

Đề nghị các đơn vị gửi báo cáo {by} ngày {day}.

Nơi nhận:
- Lưu: VT.
"""


@given(st.dates(date(2015, 3, 5), date(2030, 12, 31)), st.sampled_from(["trước", "chậm nhất", "muộn nhất là"]))
@QUICK
def test_days_by_which_to_report(day: date, by: str) -> None:
    forms = [f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day.day} tháng {day.month} năm {day.year}"]
    if day > date(day.year, 3, 5):
        forms.append(f"{day:%d/%m}")
    issued_in = day.year if day >= date(day.year, 3, 5) else day.year - 1
    for written in forms:
        (deadline,) = read_text(LETTER.format(year=issued_in, by=by, day=written)).deadlines
        assert deadline.date is not None
        assert deadline.date.value == day
