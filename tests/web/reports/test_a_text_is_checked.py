"""Hoàng of the sector pastes an article and sees which of its figures the records bear out."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.narratives.models import Narrative

TEXT = "Tháng 8/2021, toàn ngành tổ chức 12 buổi tuyên truyền với 5.800 lượt người nghe, phát gần 300 tờ rơi."
NEW = "/bao-cao/doi-chieu/moi/"


@pytest.fixture
def hoang(province: Province, sign_in: Callable[..., Client]) -> Iterator[Client]:
    day = date(2021, 8, 12)
    with clock.set_to(clock.moment(date(2021, 9, 1))):
        province.append(province.clinic, "propaganda_sittings", 12, on=day, facet="direct")
        province.append(province.clinic, "propaganda_attendances", 5_702, on=day)
        province.append(province.clinic, "documents_distributed", 280, on=day)
        yield sign_in("Hoàng", Role.OFFICER, province.sector)


def pasted(client: Client, **more: str) -> Narrative:
    answer = client.post(NEW, {"text": TEXT, "period": "08", "period-year": "2021", **more})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Narrative.objects.get()


def test_each_figure_is_marked_and_opens_what_the_records_say(hoang: Client) -> None:
    narrative = pasted(hoang)

    page = hoang.get(f"/bao-cao/doi-chieu/{narrative.key}/").content.decode()
    assert page.count("figure is-bound") >= 2
    assert "figure is-clash" in page
    number = narrative.claims.get(quote__contains="5.800").number
    opened = hoang.get(f"/bao-cao/doi-chieu/{narrative.key}/?so={number}").content.decode()

    assert "5.702 lượt người" in opened
    assert "−98" in opened
    assert "/chi-tieu/con-so/PL-YT/propaganda_attendances/?period=2021-08" in opened


def test_a_confirmed_figure_is_noted_beside_and_leads_back_to_the_text(hoang: Client) -> None:
    narrative = pasted(hoang)
    claim = narrative.claims.get(quote__contains="300 tờ rơi")
    here = f"/bao-cao/doi-chieu/{narrative.key}/"

    assert hoang.post(f"{here}so/{claim.number}/theo-giay/").status_code == 409, "nobody has confirmed it"
    hoang.post(f"{here}so/{claim.number}/xac-nhan/", {"version": claim.version})
    hoang.post(f"{here}so/{claim.number}/theo-giay/")

    figure = hoang.get("/chi-tieu/con-so/PL-YT/documents_distributed/?period=2021-08").content.decode()
    assert "280" in figure
    assert "gần 300" in figure
    assert here in figure
    hoang.post(f"{here}so/{claim.number}/rut/", {"reason": "Giấy ghi nhầm"})
    assert "gần 300" not in hoang.get("/chi-tieu/con-so/PL-YT/documents_distributed/?period=2021-08").content.decode()


def test_bad_input_is_told_beside_its_field(hoang: Client) -> None:
    assert "dán nội dung" in hoang.post(NEW, {"text": " "}).content.decode()
    assert "Không hiểu kỳ" in hoang.post(NEW, {"text": TEXT, "period": "tháng tám"}).content.decode()
    narrative = pasted(hoang)
    claim = narrative.claims.get(quote__contains="5.800")
    bad = {"indicator": "nothing", "unit": "XX", "period": "2021-13", "version": claim.version}
    answer = hoang.post(f"/bao-cao/doi-chieu/{narrative.key}/so/{claim.number}/gan/", bad).content.decode()
    assert answer.count("aria-invalid") >= 3
    assert hoang.get(f"/bao-cao/doi-chieu/{narrative.key}/?so=999999999999").status_code == 200


def test_another_house_sees_nothing_and_a_reader_changes_nothing(
    hoang: Client, province: Province, sign_in: Callable[..., Client]
) -> None:
    narrative = pasted(hoang)
    here = f"/bao-cao/doi-chieu/{narrative.key}/"

    assert sign_in("Hoa", Role.OFFICER, province.elsewhere).get(here).status_code == 404
    assert sign_in("Lan", Role.CHAIR, province.hospital).get(here).status_code == 404
    reader = sign_in("Bình", Role.READER, province.sector)
    assert reader.get(here).status_code == 200
    assert reader.post(f"{here}luu/").status_code == 403
    assert reader.get(NEW).status_code == 403


def test_two_editors_see_each_others_words(hoang: Client) -> None:
    narrative = pasted(hoang)
    here = f"/bao-cao/doi-chieu/{narrative.key}/sua/"
    hoang.post(here, {"text": f"{TEXT} Bản một.", "version": 1})

    answer = hoang.post(here, {"text": f"{TEXT} Bản hai.", "version": 1}).content.decode()

    assert "Bản một." in answer
    assert "Bản hai." in answer


def test_a_figure_the_reader_missed_is_marked_judged_and_unmarked(hoang: Client, province: Province) -> None:
    """“280 tờ rơi” stands twice in quotation marks, which the reader takes for a slogan."""
    text = f"{TEXT} Khẩu hiệu “280 tờ rơi” treo ở cổng. Cả ngành nhắc nhau “280 tờ rơi”."
    hoang.post(NEW, {"text": text, "period": "08", "period-year": "2021"})
    narrative = Narrative.objects.get()
    here = f"/bao-cao/doi-chieu/{narrative.key}/"

    assert "Không thấy những chữ này" in hoang.get(f"{here}danh-dau/", {"chu": "281 tờ rơi"}).content.decode()
    twice = hoang.get(f"{here}danh-dau/", {"chu": "280  TỜ rơi"}).content.decode()
    start = text.rindex("280 tờ rơi")
    assert f"tu={text.index('280 tờ rơi')}" in twice
    assert f"tu={start}" in twice
    asked = hoang.get(f"{here}danh-dau/", {"chu": "280 tờ rơi", "tu": start}).content.decode()
    assert 'value="280"' in asked
    assert '<option value="documents_distributed" selected>' in asked

    said = {
        "start": start, "end": start + 10, "version": 1, "numbers": "280", "bound": "exact", "unit_read": "item",
        "measure_read": "documents_distributed", "unit": province.sector.code, "period": "08", "period-year": "2021",
    }  # fmt: skip
    refused = hoang.post(f"{here}danh-dau/", said | {"numbers": "vài trăm"}).content.decode()
    assert "Không hiểu “vài trăm”" in refused
    answer = hoang.post(f"{here}danh-dau/", said)
    claim = narrative.claims.get(is_marked=True)
    assert answer["Location"] == f"{here}?so={claim.number}"
    assert "đánh dấu tay" in hoang.get(answer["Location"]).content.decode()
    check = hoang.post(f"{here}luu/")
    assert check.status_code == 302
    assert narrative.checks.get().bound == 3

    hoang.post(f"{here}so/{claim.number}/bo-danh-dau/")
    assert "đánh dấu tay" not in hoang.get(here).content.decode()
    hoang.post(f"{here}so/{claim.number}/danh-dau-lai/")
    assert "đánh dấu tay" in hoang.get(here).content.decode()


def test_whoever_may_not_check_marks_nothing(hoang: Client, province: Province, sign_in: Callable[..., Client]) -> None:
    narrative = pasted(hoang)
    reader = sign_in("Bình", Role.READER, province.sector)

    assert reader.get(f"/bao-cao/doi-chieu/{narrative.key}/danh-dau/").status_code == 403
    assert "danh-dau" not in reader.get(f"/bao-cao/doi-chieu/{narrative.key}/").content.decode()
