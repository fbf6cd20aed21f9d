"""A federation changes what a programme gives: line by line from what holds, conditions kept, its own act cited; the
rule before it still judges what happened before, and when the own one stops, the one above speaks again.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases.models import Programme
from congdoan.cases.queries import rulebooks
from congdoan.cases.rules import FACTS, NUMBERED, Condition, Line, as_row, read_rulebook
from congdoan.foundation import clock
from congdoan.foundation.models import Parameter
from congdoan.organisation.models import Unit

pytestmark = pytest.mark.django_db

SignIn = Callable[[str, Role, Unit], Client]
DAY = f"{TODAY:%d/%m/%Y}"
IN_2022 = date(2022, 1, 10)
ACT = {"symbol": "12/QC-LĐLĐ", "dated": "01/12/2021", "article": "Điều 6", "since": DAY}


def lay(client: Client, programme: str, **said: Any) -> str:
    answer = client.post(f"/cham-lo/quy-dinh/dat/{programme}/", {**ACT, **said}, follow=True)
    return answer.content.decode()


def line(place: int, **said: Any) -> dict[str, Any]:
    return {f"l{place}-{name}": value for name, value in said.items()}


def own_lines(care: Care, programme: str) -> list[Line]:
    (book,) = rulebooks(Programme.objects.get(code=programme), care.top, TODAY)[care.top.code]
    return list(book.lines)


def test_where_no_rule_is_laid_each_group_gets_its_sum_and_the_page_cites_the_act(care: Care, sign_in: SignIn) -> None:
    minh = sign_in("Minh", Role.CHAIR, care.top)
    assert 'href="/cham-lo/quy-dinh/dat/hardship/"' in minh.get("/cham-lo/quy-dinh/").content.decode()
    shown = lay(minh, "hardship", **line(0, category="member", name="Đoàn viên khó khăn", at_most_vnd="2 triệu"))
    assert "12/QC-LĐLĐ, Điều 6" in shown
    laid = Parameter.objects.get(key="cases.rules.hardship", scope=care.top.code)
    assert (laid.is_verified, laid.note) == (False, ""), "laying compares with nothing and takes over nobody's remark"

    minh.post(f"/cham-lo/quy-dinh/doi-chieu/hardship/{TODAY.isoformat()}/")
    laid.refresh_from_db()
    assert (laid.is_verified, laid.verified_by_name, laid.verified_on) == (True, "Minh", TODAY)
    binh = sign_in("Bình", Role.OFFICER, care.top)
    assert binh.post(f"/cham-lo/quy-dinh/doi-chieu/hardship/{TODAY.isoformat()}/").status_code == 403
    assert binh.get("/cham-lo/quy-dinh/dat/hardship/").status_code == 403


def test_a_line_changed_keeps_its_conditions_and_one_left_alone_stays_whole(care: Care, sign_in: SignIn) -> None:
    minh = sign_in("Minh", Role.CHAIR, care.top)
    with clock.set_to(IN_2022):
        page = minh.get("/cham-lo/quy-dinh/dat/covid/").content.decode()
        assert "Đang hỏi: số ngày nằm viện từ 21" in page
        old = [
            row for book in rulebooks(Programme.objects.get(code="covid"), care.top, IN_2022)[""] for row in book.lines
            if row.code.startswith("3749")
        ]  # fmt: skip
        said = [line(n, category=row.category, name=row.name, at_most_vnd=str(row.at_most_vnd), clause=row.clause,
                     once=row.once) for n, row in enumerate(old)]  # fmt: skip
        said[0]["l0-at_most_vnd"] = "4.000.000"
        said[2]["l2-drop"] = "on"
        more = line(3, category="f1", name="F1 mang thai", at_most_vnd="500.000", fact="is_pregnant", once="event")
        values = {name: value for row in [*said, more] for name, value in row.items()}
        lay(minh, "covid", **values, since=f"{IN_2022:%d/%m/%Y}", highest_only="on")

    first, second, third = own_lines(care, "covid")
    assert first.at_most_vnd == 4_000_000
    assert (first.code, first.ways, first.clause) == (old[0].code, old[0].ways, old[0].clause)
    assert second == old[1]
    assert (third.category, third.ways) == ("f1", ((Condition("is_pregnant"),),))
    assert third.clause == "12/QC-LĐLĐ, Điều 6"


def test_what_is_wrong_stands_at_its_field_and_nothing_is_laid(care: Care, sign_in: SignIn) -> None:
    minh = sign_in("Minh", Role.CHAIR, care.top)
    wrong = {
        "Điều kiện này cần một số": {"fact": "work_days_lost"},
        "“Đến dưới” phải lớn hơn “từ”": {"fact": "work_days_lost", "at_least": "9", "below": "3"},
        "bỏ trống hai ô số": {"fact": "", "at_least": "9"},
    }
    for words, said in wrong.items():
        shown = lay(minh, "accident", **line(0, **{"category": "member", "name": "Bị tai nạn", **said}))
        assert words in shown
        assert "<details open>" in shown
    named = line(0, category="member", name="Bị tai nạn")
    assert "thừa dòng thì để trống cả dòng" in lay(minh, "accident", **named, **line(1, at_most_vnd="1 triệu"))
    assert "Quy định cần ít nhất một dòng" in lay(minh, "accident", **{**named, "l0-drop": "on"})
    assert not Parameter.objects.filter(scope=care.top.code).exists()


def test_a_rule_stopped_gives_way_to_the_one_above(care: Care, sign_in: SignIn) -> None:
    minh, yen = sign_in("Minh", Role.CHAIR, care.top), sign_in("Yến", Role.CHAIR, care.sector)
    lay(minh, "hardship", **line(0, category="member", name="Mức tỉnh", at_most_vnd="2 triệu"))
    lay(yen, "hardship", symbol="3/QC-CĐN", **line(0, category="member", name="Mức ngành", at_most_vnd="1 triệu"))
    tomorrow = TODAY + timedelta(days=1)

    refused = yen.post("/cham-lo/quy-dinh/dung/hardship/", {"on": DAY}, follow=True).content.decode()
    assert "Ngày dừng phải sau ngày bắt đầu" in refused
    yen.post("/cham-lo/quy-dinh/dung/hardship/", {"on": f"{tomorrow:%d/%m/%Y}"})
    with clock.set_to(tomorrow):
        assert "Mức tỉnh" in yen.get("/cham-lo/quy-dinh/dat/hardship/").content.decode()
    binh = sign_in("Bình", Role.OFFICER, care.sector)
    assert binh.post("/cham-lo/quy-dinh/dung/hardship/", {"on": DAY}).status_code == 403


CONDITIONS = st.builds(
    lambda fact, least, width: Condition(fact, *((least, least + width) if fact in NUMBERED else (None, None))),
    st.sampled_from(FACTS), st.integers(0, 30), st.integers(1, 30),
)  # fmt: skip
LINES = st.builds(
    Line,
    code=st.text(min_size=1), category=st.text(min_size=1), name=st.text(min_size=1), clause=st.text(min_size=1),
    at_most_vnd=st.none() | st.integers(1, 10**9),
    ways=st.lists(st.lists(CONDITIONS, min_size=1).map(tuple)).map(tuple),
    levels=st.lists(st.text(min_size=1)).map(tuple), once=st.sampled_from(["", "event", "person"]),
    times_a_year=st.none() | st.integers(1, 12), years_between=st.none() | st.integers(1, 9),
    a_year_at_most_vnd=st.none() | st.integers(1, 10**9), across_levels=st.booleans(), name_en=st.text(),
    clause_en=st.text(),
)  # fmt: skip


@given(LINES)
def test_a_line_written_down_reads_the_same(row: Line) -> None:
    book = read_rulebook({"lines": [as_row(row)]}, programme="x", act="x", since=TODAY, until=None)
    assert book.lines == (row,)
