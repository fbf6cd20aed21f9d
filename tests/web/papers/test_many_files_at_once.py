"""A clerk drops several files: the page follows them without a script, and leads to the least sure first."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.intake.models import Batch
from congdoan.intake.reading import read_next

PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH Y TẾ
Số: 05/KH-CĐYT

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức Tháng Công nhân

1. Công đoàn cơ sở báo cáo kết quả trước ngày 15/6/2021.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""
BROKEN = "PK\x03\x04 broken"
NOTE = "Ghi chép cuộc họp giao ban tuần, không có tiêu đề, chỉ có vài dòng chữ và tên người dự họp."


@pytest.fixture
def clerk(province: Province, sign_in: Callable[..., Client]) -> Iterator[Client]:
    with clock.set_to(clock.moment(date(2021, 3, 4))):
        yield sign_in("Thu", Role.CLERK, province.clinic)


def drop(client: Client) -> str:
    files = [
        SimpleUploadedFile(name, text.encode())
        for name, text in (
            ("05.txt", PLAN),
            ("05 (2).txt", PLAN),
            ("ghi.txt", NOTE),
            ("hong.docx", "PK\x03\x04 broken"),
        )
    ]
    answer = client.post("/van-ban/tiep-nhan/", {"file": files})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_files_are_followed_until_all_are_read(clerk: Client) -> None:
    here = drop(clerk)
    before = clerk.get(here).content.decode()
    assert "Đã xong 0/4 tệp" in before
    assert 'http-equiv="refresh"' in before, "without a script the page comes again by itself"
    assert 'hx-trigger="every 2s"' in before

    while read_next():
        pass

    after = clerk.get(here).content.decode()
    assert "Đã xong 4/4 tệp" in after
    assert "every 2s" not in after
    assert "http-equiv" not in after
    assert "cùng một tệp, dù khác tên" in after
    assert after.index("ghi.txt") < after.index("Tổ chức Tháng Công nhân"), "the least sure stands first"
    assert here in clerk.get("/van-ban/tiep-nhan/").content.decode()


def test_a_duplicate_is_taken_and_a_failed_file_kept(clerk: Client) -> None:
    here = drop(clerk)
    while read_next():
        pass

    taken = clerk.post(f"{here}2/van-nhan/")
    kept = clerk.post(f"{here}4/van-nhan/")
    assert taken.status_code == kept.status_code == 302
    read = clerk.get(taken.headers["Location"]).content.decode()
    assert "Có vẻ văn bản này đã có" in read
    assert "cùng một tệp, dù khác tên" in read
    assert clerk.post(f"{here}1/van-nhan/").status_code == 409
    assert clerk.post(f"{here}9/van-nhan/").status_code == 404


def test_a_batch_is_its_units_own_business(clerk: Client, province: Province, sign_in: Callable[..., Client]) -> None:
    here = drop(clerk)

    assert sign_in("Lan", Role.CHAIR, province.hospital).get(here).status_code == 404
    assert sign_in("Bình", Role.READER, province.clinic).get(here).status_code == 404
    assert Batch.objects.get().files.count() == 4
