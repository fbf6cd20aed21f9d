"""The pages of care are for who sees the unit's cases; who may only ask, or is the person of one, keeps their own."""

from collections.abc import Callable

import pytest
from django.test import Client

from care_stories import Care
from congdoan.accounts.models import Role, RoleHolding, User
from congdoan.organisation.models import Unit

SignIn = Callable[[str, str, Unit], Client]
PAGES = ["", "danh-sach/de-nghi/", "danh-sach/tat-ca/", "dot-qua/", "hien-vat/", "chua-duoc-cham-lo/", "bang.xlsx"]


@pytest.mark.parametrize("role", [Role.CONFEDERATION, Role.ADMINISTRATOR, Role.READER, Role.CLERK, Role.CASHIER])
def test_who_sees_no_cases_is_refused_with_who_may(care: Care, enter: SignIn, role: Role) -> None:
    care.handed()
    visitor = enter("Yên", role, care.top)
    for page in PAGES:
        answer = visitor.get(f"/cham-lo/{page}")
        said = answer.content.decode()
        assert answer.status_code == 403, page
        assert "Kế toán" in said, "names the roles that may"
        assert "chưa đề nghị hỗ trợ cho ai" not in said


def test_a_member_keeps_what_is_theirs_and_is_led_nowhere_else(member: Care, enter: SignIn) -> None:
    """Hoa's account says who she is: she may ask, and reads her own case, of whichever role the account is."""
    mine, other = member.handed(person=member.hoa), member.handed(person=member.person("Lò Văn Khác"))
    hoa = enter("Hoa", Role.MEMBER, member.hospital)
    User.objects.filter(name="Hoa").update(person=member.hoa)
    page = hoa.get("/cham-lo/").content.decode()
    assert mine.key in page
    assert other.key not in page
    assert "Của tôi" in page
    assert "/cham-lo/hien-vat/" not in page
    assert "/cham-lo/bang.xlsx" not in page
    assert hoa.get("/cham-lo/dot-qua/").status_code == 403
    RoleHolding.objects.filter(user__name="Hoa").update(role=Role.CASHIER, unit=member.clinic)
    assert mine.key in hoa.get("/cham-lo/danh-sach/tat-ca/").content.decode(), "her own, wherever she works now"
