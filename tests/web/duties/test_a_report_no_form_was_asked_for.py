"""A plan asks every month for a report. While the giver asked for no form of it, and for months before the first form,
a unit says so in plain steps: no month is a dead end.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.foundation.periods import month
from congdoan.obligations.actions import lay_recurring
from congdoan.obligations.models import Obligation, ObligationState, Recurrence
from congdoan.organisation.models import Unit
from congdoan.reports import actions as reports
from congdoan.reports.actions.asking import heading
from obligations.papers import asks, draft, issue

pytestmark = pytest.mark.django_db

SignIn = Callable[[str, Role, Unit], Client]
AUGUST, SEPTEMBER = date(2021, 8, 20), date(2021, 9, 3)


@pytest.fixture
def monthly(province: Province) -> Obligation:
    """The hospital's August of a monthly report that the health union asked for on 3 August."""
    with clock.set_to(date(2021, 8, 3)):
        plan = draft(province.sector, "Kế hoạch", by=province.minh)
        asks(
            plan, "Báo cáo kết quả", province.hospital, due_on=date(2021, 8, 25), is_report=True,
            recurrence=Recurrence.MONTHLY,
        )  # fmt: skip
    issue(plan, date(2021, 8, 3), by=province.minh)
    return Obligation.objects.get()


def page(client: Client, obligation: Obligation) -> str:
    return client.get(f"/nhiem-vu/{obligation.key}/").content.decode()


def test_without_a_form_the_unit_says_it_is_done_and_the_giver_judges(
    province: Province, monthly: Obligation, sign_in: SignIn
) -> None:
    with clock.set_to(AUGUST):
        lan, minh = (
            sign_in("Lan", Role.CHAIR, province.hospital),
            sign_in("Minh", Role.CHAIR, province.sector),
        )
        assert "Bên giao không lập mẫu báo cáo cho kỳ này" in page(lan, monthly)
        assert f"/bao-cao/yeu-cau/moi/?nhiem-vu={monthly.duty.key}" in page(minh, monthly)

        lan.post(f"/nhiem-vu/{monthly.key}/xong/", {"on": "20/08/2021", "version": monthly.version})

        assert monthly.key in minh.get("/nhiem-vu/cho-xac-nhan/").content.decode()
        assert "Báo cáo kết quả" in minh.get("/viec-cua-toi/").content.decode()
        monthly.refresh_from_db()
        minh.post(f"/nhiem-vu/{monthly.key}/tra-lai/", {"reason": "Thiếu số", "version": monthly.version})
        assert "Thiếu số" in lan.get("/viec-cua-toi/").content.decode()


def test_months_before_the_first_form_are_answered_plainly(
    province: Province, monthly: Obligation, sign_in: SignIn
) -> None:
    with clock.set_to(SEPTEMBER):
        lay_recurring(SEPTEMBER)
        reports.ask_for_report(
            monthly.duty, title="Kết quả tháng 9", receiver=province.sector, period=month(9, 2021),
            cutoff_on=date(2021, 9, 24), outline=[heading("I", "Kết quả")], by=province.minh,
        )  # fmt: skip
        assert reports.ask_again() == []
        lan = sign_in("Lan", Role.CHAIR, province.hospital)
        assert "Bên giao không lập mẫu báo cáo cho kỳ này" in page(lan, monthly)
        assert "Bắt đầu viết" in page(lan, Obligation.objects.exclude(pk=monthly.pk).get())

        lan.post(f"/nhiem-vu/{monthly.key}/xong/", {"on": "03/09/2021", "version": monthly.version})
        monthly.refresh_from_db()
        assert monthly.state == ObligationState.DONE
