"""Letters that scans, old fonts and other keyboards have spoiled are read as they were meant, in their own places."""

import pytest

from congdoan.documents import read_text
from congdoan.documents.damage import repaired


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("các câp công đoàn đã trao 315 suât quà", "các cấp công đoàn đã trao 315 suất quà"),
        ("CHẬM NHÂT TRƯỚC", "CHẬM NHẤT TRƯỚC"),
        ("đươc thực hiện môt viêc", "được thực hiện một việc"),
        ("trị giá 694,5 triệu đông", "trị giá 694,5 triệu đồng"),
        ("12.000 đông đảo đoàn viên", "12.000 đông đảo đoàn viên"),
        ("đoàn viên, người Iao động", "đoàn viên, người lao động"),
        ("xã Ia Grai, thủy điện Ialy, Internet", "xã Ia Grai, thủy điện Ialy, Internet"),
        ("LIÊN Đ0ÀN LAO ĐỘNG", "LIÊN ĐOÀN LAO ĐỘNG"),
        ("dịch COVID-19, 05 ca F0", "dịch COVID-19, 05 ca F0"),
        ("huyện Krông Păc", "huyện Krông Păc"),
        ("giới thiệu 1.204 ĐVƯT cho Đảng", "giới thiệu 1.204 ĐVƯT cho Đảng"),
        ("CÔNG ĐOÀN VlÊN CHỨC TỈNH HẢl NlNH", "CÔNG ĐOÀN VIÊN CHỨC TỈNH HẢI NINH"),
        ("CHỦ TlCH", "CHỦ TỊCH"),
        ("Al Hà Nội, Kl, tháng lO", "Al Hà Nội, Kl, tháng lO"),
        ("31 sáng\nkiên được tặng Giây khen", "31 sáng\nkiến được tặng Giấy khen"),
        ("ý chí kiên định, giây phút", "ý chí kiên định, giây phút"),
    ],
)
def test_letters_a_scan_has_spoiled(scanned: str, meant: str) -> None:
    assert repaired(scanned) == meant
    assert len(scanned) == len(meant)


def test_letters_of_other_scripts_that_look_like_ours() -> None:
    reading = read_text(
        "LIÊN ÐOÀN LAO ÐỘNG TỈNH AN LẠC\nSố: 7/QĐ-LĐÐLĐ\nAn Lạc, ngày 18 tháng 12 năm 2024\n\nQUYẾT ÐỊNH\n"
        "Về việc hỗ trợ\n\nĐiều 1. Hỗ trợ 12 ðoàn viên.\n\nTM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nLê Thị Sáng\n"
    )
    assert reading.header.issuer is not None
    assert reading.header.number is not None
    assert reading.header.issuer.value == "Liên đoàn Lao động tỉnh An Lạc"
    assert reading.header.number.value == "7/QĐ-LĐLĐ"
    assert reading.header.number.span.of(reading.text) == "7/QĐ-LĐÐLĐ"
    assert [claim.text for claim in reading.claims] == ["12 ðoàn viên"]


def test_a_running_head_in_mid_word() -> None:
    reading = read_text(
        "Công đoàn đã chăm lo tốt. Hỗ\n\n118/BC-LĐLĐ                         Trang 2/3\n\n"
        "trợ ba công nhân bị nạn 30 triệu đồng."
    )
    assert [claim.text for claim in reading.claims] == ["ba công nhân", "30 triệu đồng"]
    assert reading.claims[1].measure == "support_amount"
