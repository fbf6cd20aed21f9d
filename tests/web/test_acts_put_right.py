"""Lan names several who took part, corrects a conference on its page, and gives a conclusion to a unit."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.activities.models import Act
from congdoan.foundation import clock
from congdoan.obligations.models import Obligation

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def twentieth_of_august():
    with clock.set_to(date(2021, 8, 20)):
        yield


@pytest.fixture
def sao(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Sao", Role.CHAIR, province.sector)


def recorded(client: Client, province: Province) -> Act:
    answer = client.post(
        "/ghi-nhan/moi/?kind=conference",
        {"kind": "conference", "client_token": "t1", "happened_on": "18/08/2021", "committee": "Ban Chấp hành",
         "members_called": "15", "members_present": "13", "invitees": "4", "count-events_held": "1",
         "count-participants_count": "17",
         "partner": province.hospital.code,
         "partner-2": province.clinic.code, "partner-3": province.hospital.code},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    return Act.objects.get()


def test_several_who_took_part_are_named_once_each(sao: Client, province: Province) -> None:
    act = recorded(sao, province)
    assert {row.body_id for row in act.partners.all()} == {province.hospital.pk, province.clinic.pk}


def test_a_conference_is_corrected_on_its_page_and_says_what_changed(sao: Client, province: Province) -> None:
    act = recorded(sao, province)
    form = sao.get(f"/ghi-nhan/{act.key}/dinh-chinh/").content.decode()
    assert "Khách mời" in form
    assert province.clinic.name in form
    answer = sao.post(
        f"/ghi-nhan/{act.key}/dinh-chinh/",
        {"title": act.title, "happened_on": "18/08/2021", "committee": "Ban Chấp hành", "members_called": "15",
         "members_present": "13", "invitees": "9", "partners": [province.clinic.code], "reason": "Đếm lại khách",
         "count-events_held": "1",
         "count-participants_count": "17",
         "version": act.version},
        follow=True,
    )  # fmt: skip
    page = answer.content.decode()
    assert "Đếm lại khách" in page
    assert "Khách mời: <s>4</s> → <b>9</b>" in page
    assert [row.body_id for row in act.partners.all()] == [province.clinic.pk]


def test_a_noted_conclusion_is_given_from_the_page(sao: Client, province: Province) -> None:
    act = recorded(sao, province)
    sao.post(f"/ghi-nhan/{act.key}/ket-luan/", {"text": "Rà soát tổ an toàn"})
    assert f"/ghi-nhan/{act.key}/ket-luan/1/" in sao.get(f"/ghi-nhan/{act.key}/").content.decode()
    assert "Rà soát tổ an toàn" in sao.get(f"/ghi-nhan/{act.key}/ket-luan/1/").content.decode()
    sao.post(
        f"/ghi-nhan/{act.key}/ket-luan/1/",
        {"text": "Rà soát tổ an toàn", "bearer": province.clinic.code, "due_on": "31/08/2021"},
    )
    assert Obligation.objects.get().bearer_id == province.clinic.pk
    assert f"/ghi-nhan/{act.key}/ket-luan/1/" not in sao.get(f"/ghi-nhan/{act.key}/").content.decode()
    assert sao.get(f"/ghi-nhan/{act.key}/ket-luan/7/").status_code == 404
