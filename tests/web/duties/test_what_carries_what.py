"""Sao ties what her union asks to what the province asked of it, finishes that by issuing, and ends a recurrence."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.obligations import actions
from congdoan.obligations.models import Duty, Obligation, ObligationState
from congdoan.registry.models import RegisteredDocument
from desk.orders import SAO
from obligations.papers import asks, draft, issue

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
TODAY = date(2024, 7, 10)


@pytest.fixture
def dispatch(province: Province) -> RegisteredDocument:
    """The province asks the health sector's union for two things."""
    with clock.set_to(date(2024, 7, 1)):
        paper = draft(province.top, "Phát động", by=province.minh)
        asks(paper, "Ban hành kế hoạch", province.sector, due_on=date(2024, 7, 15))
        asks(paper, "Vận động ủng hộ", province.sector, due_on=date(2024, 9, 1))
    issue(paper, date(2024, 7, 1), by=province.minh)
    paper.refresh_from_db()
    return paper


@pytest.fixture(autouse=True)
def on_the_day(province: Province, dispatch: RegisteredDocument) -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def sao(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Sao", Role.CHAIR, province.sector)


def upper(what: str) -> Obligation:
    return Obligation.objects.get(duty__what=what)


def plan(province: Province, dispatch: RegisteredDocument) -> RegisteredDocument:
    paper = draft(province.sector, "Kế hoạch", based_on=[dispatch], by=SAO)
    asks(paper, "Mỗi đơn vị vận động một buổi", province.hospital, province.clinic, due_on=date(2024, 8, 20))
    return paper


def test_a_duty_of_a_draft_says_which_duty_from_above_it_passes_down(
    sao: Client, province: Province, dispatch: RegisteredDocument
) -> None:
    paper = plan(province, dispatch)
    duty = paper.duties.get()
    form = sao.get(f"/van-ban/viec/{duty.key}/sua/").content.decode()
    assert "Thực hiện nhiệm vụ cấp trên giao" in form
    assert f"{dispatch.symbol}: Vận động ủng hộ" in form

    sao.post(
        f"/van-ban/viec/{duty.key}/sua/",
        {"what": duty.what, "groups": "grassroots_children", "recurrence": "once", "version": duty.version,
         "due_on": "20/08/2024", "upper": upper("Vận động ủng hộ").key},
    )  # fmt: skip
    duty.refresh_from_db()
    assert duty.carries == upper("Vận động ủng hộ")
    assert "Vận động ủng hộ" in sao.get(f"/van-ban/{paper.key}/soan/").content.decode()


def test_issuing_the_plan_completes_the_duty_to_issue_one_and_begins_the_other(
    sao: Client, province: Province, dispatch: RegisteredDocument
) -> None:
    paper = plan(province, dispatch)
    actions.carry(paper.duties.get(), upper("Vận động ủng hộ"), by=SAO)
    summary = sao.get(f"/van-ban/{paper.key}/ban-hanh/").content.decode()
    assert "Nhiệm vụ cấp trên giao mà ra văn bản này là làm xong" in summary
    sao.post(f"/van-ban/{paper.key}/ban-hanh/", {"on": "10/07/2024", "completes": upper("Ban hành kế hoạch").key})

    assert upper("Ban hành kế hoạch").state == ObligationState.DONE
    assert upper("Ban hành kế hoạch").done_on == TODAY
    assert upper("Vận động ủng hộ").state == ObligationState.IN_PROGRESS
    assert set(Obligation.objects.filter(under=upper("Vận động ủng hộ")).values_list("bearer", flat=True)) == {
        province.hospital.pk,
        province.clinic.pk,
    }


def test_what_was_laid_is_tied_later_from_the_thread(
    sao: Client, province: Province, dispatch: RegisteredDocument, sign_in: SignIn
) -> None:
    paper = plan(province, dispatch)
    issue(paper, TODAY, by=SAO, connects=False)
    duty = paper.duties.get()
    panel = sao.get(f"/nhiem-vu/soi-chi/{paper.key}/?xem=n-{duty.key}").content.decode()
    assert f"/nhiem-vu/noi-len/{duty.key}/" in panel

    sao.post(f"/nhiem-vu/noi-len/{duty.key}/", {"upper": upper("Vận động ủng hộ").key})
    assert {row.under for row in duty.obligations.all()} == {upper("Vận động ủng hộ")}
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    assert lan.post(f"/nhiem-vu/noi-len/{duty.key}/", {"upper": ""}).status_code == 403
    assert sao.post(f"/nhiem-vu/noi-len/{duty.key}/", {"upper": "KHONGCO"}).status_code == 409
    assert {row.under for row in duty.obligations.all()} == {upper("Vận động ủng hộ")}


def test_a_unit_says_by_which_paper_it_carried_a_duty_out(
    sao: Client, province: Province, dispatch: RegisteredDocument
) -> None:
    own = draft(province.sector, "Kế hoạch đã ra", by=SAO)
    issue(own, TODAY, by=SAO)
    own.refresh_from_db()
    row = upper("Ban hành kế hoạch")
    assert "Đã ra văn bản triển khai?" in sao.get(f"/nhiem-vu/{row.key}/").content.decode()
    refused = sao.post(f"/nhiem-vu/{row.key}/van-ban-trien-khai/", {"document": ""})
    assert (refused.status_code, "Hãy chọn văn bản" in refused.content.decode()) == (422, True)

    sao.post(f"/nhiem-vu/{row.key}/van-ban-trien-khai/", {"document": own.key, "completes": "on"})
    row.refresh_from_db()
    assert (row.carried_by, row.state) == (own, ObligationState.DONE)


def monthly(province: Province) -> Duty:
    return actions.enter_spoken(
        giver=province.sector, bearers=[province.hospital], what="Báo số ca mới", on=TODAY, due_on=date(2024, 7, 25),
        recurrence="monthly", by=SAO,
    )  # fmt: skip


def test_a_recurring_duty_is_given_no_further_once_ended(sao: Client, province: Province, sign_in: SignIn) -> None:
    duty = monthly(province)
    row = duty.obligations.get()
    assert "Dừng giao hằng tháng" in sao.get(f"/nhiem-vu/{row.key}/").content.decode()
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    assert "Dừng giao" not in lan.get(f"/nhiem-vu/{row.key}/").content.decode()
    ending = {"after": "31/07/2024", "reason": "Hết dịch"}
    assert lan.post(f"/nhiem-vu/dung-dinh-ky/{duty.key}/", ending).status_code == 403
    assert sao.post(f"/nhiem-vu/dung-dinh-ky/{duty.key}/", {"after": "31/07/2024"}).status_code == 422

    sao.post(f"/nhiem-vu/dung-dinh-ky/{duty.key}/", ending)
    assert actions.lay_recurring(date(2024, 10, 1), by=SAO) == []
    assert duty.obligations.count() == 1
    assert "Dừng giao" not in sao.get(f"/nhiem-vu/{row.key}/").content.decode()


def test_a_recurring_duty_left_alone_goes_on(province: Province) -> None:
    duty = monthly(province)
    actions.lay_recurring(date(2024, 9, 2), by=SAO)
    assert duty.obligations.count() == 3


def test_whom_the_plan_goes_to_by_name_is_offered_to_bear_its_duties(
    sao: Client, province: Province, dispatch: RegisteredDocument
) -> None:
    paper = plan(province, dispatch)
    page = f"/van-ban/viec/{paper.duties.get().key}/sua/"
    ward = province.unit("CĐCS Trạm Y tế Nậm Sơn", under=province.sector, code="PL-YT-TY")
    chip = f'name="named" value="{ward.code}"'
    assert chip not in sao.get(page).content.decode()
    for ordinal, body in ((8, ward), (9, province.top)):
        paper.recipients.create(ordinal=ordinal, kind="copy", name=body.name, body=body)
    form = sao.get(page).content.decode()
    assert chip in form
    assert f'name="named" value="{province.top.code}"' not in form
