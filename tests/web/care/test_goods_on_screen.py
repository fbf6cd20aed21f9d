"""Bình enters rice, sends it to the sector, which confirms; Lan hands some over with a case; readers only look."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.goods.models import GoodsIssue, GoodsLot

pytestmark = pytest.mark.django_db

PAGE = "/cham-lo/hien-vat/"


@pytest.fixture(autouse=True)
def may_20() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


def test_rice_by_clicks(sign_in: Callable[..., Client]) -> None:
    care = Care()
    binh, sector = sign_in("Bình", Role.OFFICER, care.top), sign_in("Hà", Role.OFFICER, care.sector)
    assert "Kho chưa có hiện vật nào" in binh.get(PAGE).content.decode()
    said = {"what": "gạo", "quantity": "100", "counted_in": "kg", "on": "20/05/2024", "givers": "Bà Hiền"}
    assert binh.post(f"{PAGE}nhap/", said).status_code == 302
    rice = GoodsLot.objects.get()
    lot = f"{PAGE}{rice.key}/"
    refused = binh.post(f"{lot}chuyen/", {"to": "PL-YT", "quantity": "101", "on": "20/05/2024"})
    assert "chỉ còn 100 kg gạo" in refused.content.decode()
    assert binh.post(f"{lot}chuyen/", {"to": "PL-YT", "quantity": "60", "on": "20/05/2024"}).status_code == 302
    sent = GoodsIssue.objects.get()
    assert "60 kg gạo" in sector.get(PAGE).content.decode()
    assert sign_in("Lan", Role.OFFICER, care.hospital).get(f"{PAGE}den/{sent.key}/").status_code == 404
    assert sector.post(f"{PAGE}den/{sent.key}/", {"on": "20/05/2024"}).status_code == 302
    assert binh.post(f"{PAGE}phieu/{sent.key}/huy/", {"reason": "nhầm"}).status_code == 200, "it has arrived"
    assert binh.post(f"{lot}hong/", {"quantity": "4", "reason": "Ẩm", "on": "20/05/2024"}).status_code == 302

    case = care.approved()
    care.pay(case)
    step = f"/cham-lo/ho-so/{case.key}/trao/"
    assert "Hàng lấy từ kho" in binh.get(step).content.decode()
    handed = {
        "version": care.fresh(case).version, "client_token": "TOKEN00001", "on": "20/05/2024", "receiver": "Hoa",
        "goods_lot": rice.key, "quantity": "10",
    }  # fmt: skip
    assert "số lượng lấy từ kho" in binh.post(step, {**handed, "quantity": ""}).content.decode()
    assert binh.post(step, handed).status_code == 302
    page = binh.get(lot).content.decode()
    for words in (f"Hồ sơ {case.key}", "Công đoàn ngành Y tế", "Ẩm", "26 kg"):
        assert words in page
    assert "Lò Thị Hoa" not in page
    for address in (f"{PAGE}{rice.key}.pdf", f"{PAGE}phieu/{sent.key}.docx"):
        assert binh.get(address).content[:2] in (b"%P", b"PK")

    inspector = sign_in("Kiểm", Role.INSPECTOR, care.top)
    looked = inspector.get(lot).content.decode()
    assert "Bà Hiền" not in looked, "a giver who did not agree to be named"
    assert inspector.post(f"{lot}hong/", {"quantity": "1", "reason": "x", "on": "20/05/2024"}).status_code == 403
    assert sign_in("Lạ", Role.CHAIR, care.elsewhere).get(lot).status_code == 404
    assert sign_in("Độc", Role.READER, care.top).get(PAGE).status_code == 403
