"""`verify` finds what was tampered with, names it, and finds nothing where nothing was."""

from collections.abc import Callable

import pytest
from django.db import connection

from act_stories import DAY, ordered
from builders import Province
from cli_stories import Type
from congdoan.activities.actions import correct, record
from congdoan.activities.models import ActCount, ActKind
from congdoan.cli import verify
from congdoan.journal.actions import fold_pending, rebuild_totals
from congdoan.journal.models import Delta, RolledDay
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Closure
from congdoan.registry import actions as registry
from congdoan.registry.fields import PaperFields
from congdoan.registry.models import TakenNumber
from congdoan.reports.models import Token
from reports_stories import campaign_of

CHECKS = len(verify.checks())


@pytest.fixture
def worked(province: Province) -> Province:
    """Something of everything: an order answered and corrected, a report sent, a number taken, totals folded."""
    obligation = ordered(province, province.hospital)
    counts = {"propaganda_sittings": 2, "propaganda_attendances": 86}
    kind = ActKind.objects.get(code="propaganda")
    act = record(kind, lead=province.hospital, title="", happened_on=DAY, counts=counts, by=province.lan)
    correct(act, counts=counts | {"propaganda_attendances": 90}, reason="Đếm lại", version=1, by=province.lan)
    campaign = campaign_of(province)
    campaign.accepted(province.hospital)
    obligation.refresh_from_db()
    fold_pending()
    return province


def differences() -> dict[str, list[str]]:
    found = {name: [str(each) for each in check()] for name, check in verify.checks()}
    return {name: sentences for name, sentences in found.items() if sentences}


def test_where_all_is_well_it_says_so(worked: Province, typed: Type) -> None:
    code, out, err = typed("verify")
    assert (code, err) == (0, "")
    assert out.count("✓") == CHECKS
    assert Obligation.objects.exists()
    assert Token.objects.exists()


def a_day_too_many() -> None:
    RolledDay.objects.filter(node__code="PL").update(quantity=7)


def a_reading_short() -> None:
    Closure.objects.filter(unit__code="PL-YT-BV", ancestor__code="PL").delete()


def a_state_by_hand() -> None:
    Obligation.objects.filter(bearer__code="PL-YT-BV").update(state="waived")


def a_count_by_hand() -> None:
    ActCount.objects.filter(measure="propaganda_attendances").update(quantity=500)


def a_figure_let_go() -> None:
    Token.objects.update(frozen=None)


@pytest.mark.parametrize(
    ("tamper", "where", "says"),
    [
        (a_day_too_many, "số tổng", "PL"),
        (a_reading_short, "cây", "PL-YT-BV"),
        (a_state_by_hand, "trạng thái", "Được miễn"),
        (a_count_by_hand, "số đếm", "500"),
        (a_figure_let_go, "số liệu báo cáo", "propaganda_attendances"),
    ],
)
def test_what_was_changed_by_hand_is_named_where_it_is(
    tamper: Callable[[], None], where: str, says: str, worked: Province, typed: Type
) -> None:
    tamper()
    code, out, _err = typed("verify")
    assert code == 1
    [(name, sentences)] = differences().items()
    assert where in name
    assert any(says in sentence for sentence in sentences)
    assert sentences[0] in out


def test_a_number_that_vanished_from_its_book_is_missed(worked: Province) -> None:
    fields = PaperFields(subject="Tháng Công nhân", type="KH", signer_name="Vũ Thị Sao", text="Nội dung.")
    paper = registry.issue(registry.draft(worked.sector, fields=fields, by=worked.minh), on=DAY, by=worked.minh)
    [taken] = paper.numbers.all()
    assert differences() == {}
    TakenNumber.objects.filter(pk=taken.pk).delete()
    [[sentence]] = differences().values()
    assert f"thiếu số {taken.number}" in sentence


def test_a_reversal_that_is_no_mirror_is_named(worked: Province) -> None:
    """The database refuses to change an entry; only a superuser can, who switches its guards off."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET quantity = -80 WHERE reverses_id IS NOT NULL AND quantity = -86")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert any("bút toán" in name for name in differences())


def test_totals_are_rebuilt_to_the_same_digit(worked: Province, typed: Type) -> None:
    before = list(RolledDay.objects.order_by("pk").values_list("node", "measure", "day", "quantity", "entries"))
    a_day_too_many()
    code, out, _err = typed("totals", "rebuild")
    after = RolledDay.objects.values_list("node", "measure", "day", "quantity", "entries")
    assert code == 0
    assert sorted(after) == sorted(before)
    assert not Delta.objects.exists()
    assert rebuild_totals() == int(out.split(":")[1].split()[0])
