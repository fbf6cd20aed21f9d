"""Tables on paper: every word whole, every column wide enough, as large as the page allows."""

import pytest

from congdoan.documents.writing import Column, Table
from congdoan.documents.writing.columns import HAND_MM, PADDING_MM, fit
from congdoan.documents.writing.metrics import width_mm
from documents.writing.papers import wide_table


def test_twelve_columns_fit_an_upright_page_without_breaking_a_figure() -> None:
    fitted = fit(wide_table(), 165, 12)
    assert sum(fitted.widths_mm) == pytest.approx(165)
    money = fitted.widths_mm[8] - 2 * PADDING_MM
    assert width_mm("112.450.000", fitted.size_pt, bold=True) <= money
    assert 9 <= fitted.size_pt < 12


def test_on_its_side_the_page_carries_larger_letters() -> None:
    assert fit(wide_table(), 252, 12).size_pt > fit(wide_table(), 165, 12).size_pt


def test_a_column_of_sentences_gets_the_room_the_numbers_leave() -> None:
    sentence = "Thăm hỏi, động viên đoàn viên có hoàn cảnh khó khăn trong khu cách ly tập trung của tỉnh " * 2
    table = Table((Column("STT"), Column("Nội dung"), Column("Số lượng")), (("1", sentence, "404"),))
    number, words, quantity = fit(table, 165, 12).widths_mm
    assert words > 4 * number
    assert words > 4 * quantity


def test_a_few_narrow_columns_are_spread_over_the_whole_width() -> None:
    fitted = fit(Table((Column("A"), Column("B")), (("1", "2"),)), 165, 12)
    assert fitted.size_pt == 12
    assert sum(fitted.widths_mm) == pytest.approx(165)


def test_one_endless_word_does_not_make_the_whole_table_small() -> None:
    table = Table((Column("STT"), Column("Địa chỉ")), (("1", "w" * 400),))
    assert fit(table, 165, 12).size_pt >= 9


def test_a_table_of_heads_only_still_has_widths() -> None:
    assert sum(fit(Table((Column("STT"), Column("Đơn vị")), ()), 165, 12).widths_mm) == pytest.approx(165)


def test_a_list_to_sign_leaves_room_for_the_hand() -> None:
    long = "Công đoàn cơ sở Bệnh viện Đa khoa khu vực Thông Reo và các phòng khám trực thuộc"
    table = Table((Column("Số phiếu"), Column("Họ và tên"), Column("Đơn vị"), Column("Ký nhận", for_hand=True)), ())
    signed = Table(table.columns, (("001", "Nguyễn Thị Mai", long, ""),))
    assert fit(signed, 165, 12).widths_mm[3] >= HAND_MM
    assert fit(signed, 165, 12).size_pt == 12
