"""An account says whose it is, so that two accounts of one person do not pass for two people."""

import pytest

from builders import Province, user
from congdoan.accounts import actions, persons
from congdoan.accounts.models import Role, User
from congdoan.foundation.errors import NotAllowed
from congdoan.foundation.models import AuditEntry
from congdoan.organisation.actions import add_person

pytestmark = pytest.mark.django_db


def test_two_accounts_of_one_person_know_each_other(province: Province) -> None:
    thu, other = add_person("Hà Thị Thu", by=province.minh), add_person("Lò Thị Hoa", by=province.minh)
    one, two, hoa, nobody = (user(name, Role.OFFICER, province.top) for name in ("mot", "hai", "hoa", "ai"))
    for account, person in ((one, thu), (two, thu), (hoa, other)):
        actions.tie(account, person, by=province.minh)

    assert persons.accounts_of(one.key) == {one.key, two.key}
    assert persons.accounts_of(nobody.key) == {nobody.key}
    assert persons.accounts_of("command:demo") == {"command:demo"}
    assert list(persons.untied(User.objects.all())) == [nobody]
    assert "của Hà Thị Thu" in two.notices.get().text
    assert "hai cũng là của bạn" in one.notices.get(text__contains="cũng là của bạn").text
    assert AuditEntry.objects.filter(subject=f"account:{two.key}", action="accounts.account.tied").count() == 1

    actions.tie(two, None, by=province.minh)
    assert persons.accounts_of(one.key) == {one.key}


def test_nobody_says_it_of_an_account_of_their_own(province: Province) -> None:
    minh, stranger = add_person("Minh", by=province.minh), add_person("Người khác", by=province.minh)
    admin, second = user("quan.tri", Role.ADMINISTRATOR, province.top), user("hai", Role.CLERK, province.top)
    by = admin.acting(province.top)
    with pytest.raises(NotAllowed, match="Không tự gắn"):
        actions.tie(admin, stranger, by=by)
    for account in (admin, second):
        actions.tie(account, minh, by=province.minh)

    with pytest.raises(NotAllowed, match="Không tự gắn"):
        actions.tie(second, None, by=by)
    second.refresh_from_db()
    assert second.person == minh


def test_nobody_gives_a_role_to_the_other_account_of_their_own(province: Province) -> None:
    minh = add_person("Minh", by=province.minh)
    admin, second = user("quan.tri", Role.ADMINISTRATOR, province.top), user("hai", Role.CLERK, province.top)
    lan = user("lan", Role.CHAIR, province.hospital)
    for account in (admin, second):
        actions.tie(account, minh, by=province.minh)
    by, day = admin.acting(province.top), lan.holdings.get().valid.lower

    with pytest.raises(NotAllowed, match="Không tự giao"):
        actions.grant_role(second, Role.CHAIR, unit=province.top, since=day, by=by)
    with pytest.raises(NotAllowed, match="Không tự giao"):
        actions.delegate(lan.holdings.get(), to=second, since=day, until=day.replace(month=12), by=by)


def test_who_opens_what_is_closed_hears_of_one_more_who_may(province: Province) -> None:
    admin, lan = user("quan.tri", Role.ADMINISTRATOR, province.top), user("lan", Role.CHAIR, province.hospital)
    made = [actions.create_account(name, name=name, by=admin.acting(province.top))[0] for name in ("moc", "man")]
    by, day = admin.acting(province.top), lan.holdings.get().valid.lower

    actions.grant_role(made[0], Role.CASHIER, unit=province.hospital, since=day, by=by)
    assert not lan.notices.exists()
    actions.grant_role(made[1], Role.CHAIR, unit=province.hospital, since=day, by=by)
    assert "man vừa được quan.tri giao vai trò Chủ tịch công đoàn" in lan.notices.get().text
    assert not admin.notices.exists()
