"""A paper dropped in through the screens, and what a browser would send of a form."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from congdoan.registry.models import RegisteredDocument

PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH Y TẾ
Số: 05/KH-CDYT

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức Tháng Công nhân

I. TỔ CHỨC THỰC HIỆN

1. Công đoàn cơ sở

Xây dựng kế hoạch tổ chức Tháng Công nhân tại đơn vị. Báo cáo kết quả về Công đoàn ngành trước ngày 15/6/2021.

Đề nghị Ban Chấp hành các công đoàn cơ sở báo cáo theo quy định./.

Nơi nhận:
- Các CĐCS trực thuộc;
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""


def dropped(client: Client, name: str = "kế hoạch.txt", data: bytes = PLAN.encode()) -> RegisteredDocument:
    answer = client.post("/van-ban/tiep-nhan/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return RegisteredDocument.objects.latest("pk")


def as_shown(client: Client, url: str, form: str) -> dict[str, str]:
    """What a browser would send of the form with that id, untouched."""
    page = html.document_fromstring(client.get(url).content.decode())
    fields = page.get_element_by_id(form).form_values()
    return {name: value or "" for name, value in fields if name != "csrfmiddlewaretoken"}


def begun(client: Client, upper: RegisteredDocument | None = None) -> RegisteredDocument:
    client.post("/van-ban/soan/", {"can-cu": upper.key} if upper else {})
    return RegisteredDocument.objects.latest("pk")
