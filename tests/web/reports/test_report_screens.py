"""The screens of reports: who sees what, a part is what a reload shows, and what a page costs."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.reports import actions
from congdoan.reports.models import Report
from reports_stories import AUGUST_16, Campaign, campaign_of
from web.parts import apply_part

SignIn = Callable[..., Client]


@pytest.fixture
def campaign(province: Province) -> Iterator[Campaign]:
    with clock.set_to(clock.moment(AUGUST_16)):
        province.append(province.hospital, "propaganda_attendances", 161, on=date(2021, 8, 5))
        yield campaign_of(province)


def pages_of(report: Report) -> list[str]:
    names = ("report", "printed", "docx", "pdf", "xlsx")
    return [reverse(f"reports:{name}", args=[report.key]) for name in names]


def verbs_on(report: Report) -> list[tuple[str, dict[str, str]]]:
    """Every address that changes a report or its request, with enough to get past its form."""
    block, version = report.blocks.filter(kind="paragraph")[0], str(report.version)
    of_block = ("write", "remove", "restore", "quote", "renew")
    words = {"text": "Lời khác", "version": "1", "words": "x", "so": "propaganda_attendances"}
    return [
        *((reverse(f"reports:{name}", args=[report.key, block.key]), words) for name in of_block),
        (reverse("reports:move", args=[report.key, block.key, "len"]), {}),
        (reverse("reports:add", args=[report.key]), {"kind": "paragraph", "text": "Thêm"}),
        (reverse("reports:place", args=[report.key]), {"indicator": "participants_count"}),
        (reverse("reports:word", args=[report.key, "propaganda_attendances"]), {"wording": "over"}),
        *(
            (reverse(f"reports:{name}", args=[report.key]), {"version": version, "note": "Sai", "text": "Sai"})
            for name in ("send", "take_back", "remark", "send_back", "accept", "sign")
        ),
        *(
            (reverse(f"reports:{name}", args=[report.request.key]), {"text": "Nhắc", "cutoff_on": "10/08/2021"})
            for name in ("accept_many", "remind", "move_cutoff", "close", "reopen")
        ),
    ]


def test_hoa_from_elsewhere_sees_nothing(campaign: Campaign, sign_in: SignIn) -> None:
    report = campaign.sent(campaign.province.hospital)
    hoa = sign_in("Hoa", Role.CHAIR, campaign.province.elsewhere)

    assert [hoa.get(url).status_code for url in pages_of(report)] == [404] * 5
    assert hoa.get(reverse("reports:desk", args=[campaign.asked.key])).status_code == 404
    assert {hoa.post(url, data).status_code for url, data in verbs_on(report)} == {404}
    assert campaign.asked.title not in hoa.get(reverse("reports:list")).content.decode()


def test_an_inspector_reads_and_changes_nothing(campaign: Campaign, sign_in: SignIn) -> None:
    report = campaign.sent(campaign.province.hospital)
    before = (report.state, report.version, campaign.asked.cutoff_on)
    inspector = sign_in("Kiên", Role.INSPECTOR, campaign.province.top)

    assert [inspector.get(url).status_code for url in pages_of(report)] == [200] * 5
    refused = {url: inspector.post(url, data).status_code for url, data in verbs_on(report)}
    assert set(refused.values()) <= {403, 404}, refused
    report.refresh_from_db()
    campaign.asked.refresh_from_db()
    assert (report.state, report.version, campaign.asked.cutoff_on) == before


def test_a_draft_is_not_seen_above(campaign: Campaign, sign_in: SignIn) -> None:
    report = campaign.report(campaign.province.hospital)
    above = sign_in("Hà", Role.OFFICER, campaign.province.sector)
    own = sign_in("Lan", Role.CHAIR, campaign.province.hospital)

    assert above.get(reverse("reports:report", args=[report.key])).status_code == 404
    assert (
        reverse("reports:report", args=[report.key])
        not in above.get(reverse("reports:desk", args=[campaign.asked.key])).content.decode()
    )
    assert own.get(reverse("reports:report", args=[report.key])).status_code == 200


def test_parts_are_what_a_reload_shows(campaign: Campaign, sign_in: SignIn) -> None:
    report = campaign.written(campaign.province.hospital)
    lan = sign_in("Lan", Role.CHAIR, campaign.province.hospital)
    here = reverse("reports:report", args=[report.key])
    block = report.blocks.filter(kind="paragraph")[0]

    apply_part(lan, f"{here}?so=propaganda_attendances", from_url=here)
    apply_part(lan, f"{here}?sua={block.key}", from_url=here)
    desk = reverse("reports:desk", args=[campaign.asked.key])
    apply_part(sign_in("Hà", Role.OFFICER, campaign.province.sector), f"{desk}?loc=none", from_url=desk)


def test_the_second_saver_keeps_their_words_and_sees_the_other(campaign: Campaign, sign_in: SignIn) -> None:
    report = campaign.report(campaign.province.hospital)
    block = report.blocks.filter(kind="paragraph")[0]
    lan = sign_in("Lan", Role.CHAIR, campaign.province.hospital)
    actions.write(block, text="Bản lưu trước.", version=1, by=campaign.lan)
    url = reverse("reports:write", args=[report.key, block.key])

    answer = lan.post(url, {"text": "Lời của Lan.", "version": "1"})

    page = answer.content.decode()
    assert "Bản lưu trước." in page
    assert "Lời của Lan.</textarea>" in page
    assert 'name="version" value="2"' in page
    assert lan.post(url, {"text": "Lời đã ghép.", "version": "2"}).status_code == 302
    block.refresh_from_db()
    assert block.text == "Lời đã ghép."


def test_the_desk_accepts_what_is_ticked_and_lists_what_is_refused(campaign: Campaign, sign_in: SignIn) -> None:
    good, doubtful = campaign.sent(campaign.province.hospital), campaign.sent(campaign.province.clinic)
    actions.remark(doubtful, text="Chưa rõ.", by=campaign.sector)
    officer = sign_in("Hà", Role.OFFICER, campaign.province.sector)

    ticked = [f"{row.key}:{row.version}" for row in (good, doubtful)]
    page = officer.post(reverse("reports:accept_many", args=[campaign.asked.key]), {"nhan": ticked}).content.decode()

    assert f"{campaign.province.clinic.name}: Còn nhận xét chưa khép" in page
    assert [Report.objects.get(pk=row.pk).state for row in (good, doubtful)] == ["accepted", "sent"]


def test_those_who_have_not_sent_are_reminded_once_a_day(campaign: Campaign, sign_in: SignIn) -> None:
    campaign.sent(campaign.province.hospital)
    officer = sign_in("Hà", Role.OFFICER, campaign.province.sector)
    url = reverse("reports:remind", args=[campaign.asked.key])

    first = officer.post(url, {"text": "Đề nghị gửi báo cáo."}, follow=True).content.decode()
    second = officer.post(url, {"text": "Đề nghị gửi báo cáo."}, follow=True).content.decode()

    assert "Đã nhắc 1 đơn vị; 0 đơn vị đã được nhắc trong ngày." in first
    assert "Đã nhắc 0 đơn vị; 1 đơn vị đã được nhắc trong ngày." in second


def test_a_unit_without_a_signer_is_told_where_to_mend_it(campaign: Campaign, sign_in: SignIn) -> None:
    report = campaign.accepted(campaign.province.hospital)
    lan = sign_in("Lan", Role.CHAIR, campaign.province.hospital)

    page = lan.get(reverse("reports:sign", args=[report.key])).content.decode()
    assert "chưa có người nào được ghi là ký văn bản" in page
    assert "Ký và ban hành" not in page


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_desk_costs_the_same_for_two_units_and_for_thirty(campaign: Campaign, sign_in: SignIn) -> None:
    officer = sign_in("Hà", Role.OFFICER, campaign.province.sector)
    campaign.sent(campaign.province.hospital)
    many = thirty(campaign)

    few = queries_of(officer, reverse("reports:desk", args=[campaign.asked.key]))
    assert queries_of(officer, reverse("reports:desk", args=[many.asked.key])) == few
    assert few <= 25


def test_drawing_together_costs_the_same_from_one_report_and_from_thirty(campaign: Campaign, sign_in: SignIn) -> None:
    upper = campaign.upper()
    lower = campaign.accepted(campaign.province.hospital)
    actions.pick_excerpt(upper, source=lower.blocks.filter(kind="paragraph")[0], after=None, by=campaign.sector)
    officer = sign_in("Hà", Role.OFFICER, campaign.province.sector)
    page = reverse("reports:report", args=[upper.key])
    few = queries_of(officer, page)

    thirty(campaign)

    assert queries_of(officer, page) == few
    assert few <= 60


def thirty(campaign: Campaign) -> Campaign:
    """Another request of the sector, laid on thirty units, every report of which was sent and accepted."""
    province = campaign.province
    more = [province.unit(f"CĐCS Trạm Y tế số {place}", under=province.sector) for place in range(28)]
    many = campaign_of(province, more)
    for unit in more[:-1]:
        many.accepted(unit)
    many.sent(more[-1])
    return many


def test_a_summary_is_drawn_together_by_clicking_and_only_for_the_unit_that_asked(
    campaign: Campaign, sign_in: SignIn
) -> None:
    hoang = sign_in("Hoàng", Role.CHAIR, campaign.province.sector)
    lan = sign_in("Lan", Role.CHAIR, campaign.province.hospital)
    desk = f"/bao-cao/yeu-cau/{campaign.asked.key}/"
    assert lan.post(f"{desk}tong-hop/").status_code == 403
    assert "Lập báo cáo tổng hợp" not in lan.get(desk).content.decode()
    assert "Lập báo cáo tổng hợp" in hoang.get(desk).content.decode()

    page = hoang.post(f"{desk}tong-hop/", follow=True).content.decode()
    assert "không phải chờ cấp trên duyệt" in page
    report = Report.objects.get()
    for block in report.blocks.filter(kind="paragraph", text=""):
        actions.write(block, text="Không phát sinh.", version=block.version, by=campaign.sector)
    assert "Báo cáo tổng hợp đang soạn" in hoang.get("/bao-cao/").content.decode()
    assert lan.get(f"/bao-cao/{report.key}/").status_code == 404
    shown_page = hoang.get(f"/bao-cao/{report.key}/gui/").content.decode()
    assert "Chốt để ký" in shown_page
    page = hoang.post(f"/bao-cao/{report.key}/gui/", {"version": report.version}, follow=True).content.decode()
    assert "Đã chốt, chờ ký" in page
    assert hoang.post(f"/bao-cao/{report.key}/chap-nhan/", {"version": 2}).status_code == 403
    campaign.chair(campaign.province.sector)
    assert campaign.province.top.name in hoang.get(f"/bao-cao/{report.key}/ky/").content.decode()
    again = hoang.post(f"/bao-cao/{report.key}/rut-lai/", {"version": 2}, follow=True).content.decode()
    assert "Đang soạn" in again


def test_who_owes_a_report_of_the_period_above_is_led_to_that_one(campaign: Campaign, sign_in: SignIn) -> None:
    upper = campaign.upper()
    hoang = sign_in("Hoàng", Role.CHAIR, campaign.province.sector)
    desk = hoang.get(f"/bao-cao/yeu-cau/{campaign.asked.key}/").content.decode()
    assert f"/bao-cao/yeu-cau/{upper.request.key}/" in desk
    assert "Lập báo cáo tổng hợp" not in desk
