"""Lan enters a paper and decides about its duties afterwards; Sao issues one and presses Back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from builders import SETUP, Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.obligations.models import Duty, DutyState, Obligation
from congdoan.obligations.proposing.bearing import is_others
from congdoan.organisation.actions import add_person, appoint
from congdoan.registry.models import DocumentState, RegisteredDocument
from web.papers.dropping import as_shown, begun, dropped
from web.parts import apply_part

TODAY = date(2021, 3, 4)
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.set_to(clock.moment(TODAY)):
        yield


@pytest.fixture
def lan(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Lan", Role.CHAIR, province.hospital)


@pytest.fixture
def sao(province: Province, sign_in: SignIn) -> Client:
    person = add_person("Vũ Thị Sao", by=SETUP)
    appoint(
        person, body=province.sector, title="Chủ tịch", signs_as="TM. BAN THƯỜNG VỤ", since=date(2018, 1, 1), by=SETUP
    )
    return sign_in("Sao", Role.CHAIR, province.sector)


def entered(client: Client) -> tuple[RegisteredDocument, Duty]:
    """A paper in the book, and the duty of it that has a day, undecided."""
    paper = dropped(client)
    url = f"/van-ban/{paper.key}/doc/"
    client.post(url, as_shown(client, url, "fields") | {"then": "enter"})
    paper.refresh_from_db()
    assert paper.state == DocumentState.REGISTERED
    return paper, paper.duties.get(due_on=date(2021, 6, 15))


def issued(client: Client, province: Province) -> RegisteredDocument:
    draft = begun(client)
    url = f"/van-ban/{draft.key}/soan/"
    fields = {"type": "KH", "subject": "Tháng Công nhân", "body": "Mỗi đơn vị tổ chức một buổi.",
              "signer": str(province.sector.offices.get().pk), "groups": "grassroots_children"}  # fmt: skip
    client.post(url, as_shown(client, url, "draft") | fields)
    client.post(f"/van-ban/{draft.key}/ban-hanh/", {"on": "04/03/2021"})
    draft.refresh_from_db()
    assert draft.state == DocumentState.ISSUED
    return draft


def test_a_duty_left_undecided_can_be_taken_after_the_paper_is_in_the_book(lan: Client, province: Province) -> None:
    paper, report = entered(lan)
    page = lan.get(f"/van-ban/{paper.key}/").content.decode()
    assert "việc chưa quyết định" in page
    assert f"/van-ban/viec/{report.key}/nhan/" in page
    assert not Obligation.objects.exists()

    lan.post(f"/van-ban/viec/{report.key}/nhan/", {"version": report.version})

    laid = Obligation.objects.get()
    assert (laid.bearer_id, laid.placed_on, laid.due_on) == (province.hospital.pk, TODAY, date(2021, 6, 15))
    assert "Đã giao 1 đơn vị" not in lan.get(f"/van-ban/viec/{report.key}/nhan/").content.decode()  # GET does nothing


def test_the_card_taken_later_fits_the_page(lan: Client) -> None:
    paper, report = entered(lan)
    data = {"version": report.version}
    card = lan.post(f"/van-ban/viec/{report.key}/nhan/", data, headers={"HX-Request": "true"}).content.decode()
    assert "Đã giao 1 đơn vị" in card
    assert "xem-lai" not in card, "what was given is not taken back here"
    assert paper.key in card


def test_a_duty_nobody_saw_is_added_and_another_dropped_after_entering(lan: Client) -> None:
    paper, report = entered(lan)
    lan.post(f"/van-ban/{paper.key}/viec/", {"what": "Cử người dự họp", "recurrence": "once"})
    added = paper.duties.get(what="Cử người dự họp")
    answer = lan.post(f"/van-ban/viec/{report.key}/bo/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"/van-ban/{paper.key}/#viec-")
    report.refresh_from_db()
    assert (added.state, report.state) == (DutyState.PROPOSED, DutyState.REJECTED)


def test_only_the_keepers_clerk_decides_later(lan: Client, sign_in: SignIn, province: Province) -> None:
    paper, report = entered(lan)
    above = sign_in("Minh", Role.CHAIR, province.top)
    assert f"/van-ban/viec/{report.key}/nhan/" not in above.get(f"/van-ban/{paper.key}/").content.decode()
    assert above.post(f"/van-ban/viec/{report.key}/nhan/", {"version": report.version}).status_code == 403
    assert not Obligation.objects.exists()


def test_back_after_issuing_leads_to_what_came_of_it(sao: Client, lan: Client, province: Province) -> None:
    paper = issued(sao, province)
    back = sao.get(f"/van-ban/{paper.key}/ban-hanh/")
    assert (back.status_code, back.headers["Location"]) == (302, f"/van-ban/{paper.key}/da-ban-hanh/")
    pressed_again = sao.post(f"/van-ban/{paper.key}/ban-hanh/", {"on": "04/03/2021"})
    assert pressed_again.headers["Location"] == f"/van-ban/{paper.key}/da-ban-hanh/"
    assert paper.numbers.count() == 1
    assert lan.get(f"/van-ban/{paper.key}/ban-hanh/").headers["Location"] == f"/van-ban/{paper.key}/"


def test_an_issued_paper_leads_to_its_thread_and_folds_a_long_list_of_recipients(
    sao: Client, province: Province
) -> None:
    paper = issued(sao, province)
    page = sao.get(f"/van-ban/{paper.key}/").content.decode()
    assert f'href="/nhiem-vu/soi-chi/{paper.key}/"' in page
    assert "Từng nơi nhận" in page
    apply_part(sao, "/van-ban/?so=di")


def test_a_draft_repeats_no_heading_of_the_paper_it_carries_out(sao: Client, lan: Client) -> None:
    paper, _report = entered(lan)
    body = as_shown(lan, f"/van-ban/{begun(lan, paper).key}/soan/", "draft")["body"].strip()
    assert body.split("\n")[:2] == ["I. TỔ CHỨC THỰC HIỆN", "1. Công đoàn cơ sở"]
    assert body.count("1. Công đoàn cơ sở") == 1


def test_what_the_words_have_come_to_mean_us_is_not_offered_as_somebody_elses(lan: Client) -> None:
    """A duty read before its words were known to mean this unit has no bearer yet: it asks, it is not dropped."""
    paper, report = entered(lan)
    report.bearers.all().delete()
    assert not is_others(report)
    report.bearers_text = "Công đoàn ngành Giáo dục tỉnh Phong Lai"
    report.save(update_fields=["bearers_text"])
    assert is_others(report)
    assert "việc của nơi khác" in lan.get(f"/van-ban/{paper.key}/").content.decode()
