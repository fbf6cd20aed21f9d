"""A federation changes what a programme gives: line by line from what holds, conditions kept, its own act cited; the
rule before it still judges what happened before, and when the own one stops, the one above speaks again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases.models import Programme
from congdoan.cases.queries.ruling import rulebooks, ruling_on
from congdoan.cases.rules import FACTS, NUMBERED, Answer, Asked, Condition, Event, Line, as_row, read_rulebook
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


def fields_of(page: str) -> dict[str, str]:
    """What the form of the page would send as it stands."""
    [form] = [form for form in html.fromstring(page).forms if "l0-name" in form.fields]
    return dict(form.form_values())


def asked(care: Care, category: str, event: Event, **facts: int) -> Answer:
    own = rulebooks(Programme.objects.get(code="covid"), care.top, event.since)
    question = Asked(care.top.code, "province", event, (category,), facts)
    return ruling_on(question, own).answer


def test_a_group_changed_keeps_its_conditions_and_the_others_go_on_by_the_rule_above(
    care: Care, sign_in: SignIn
) -> None:
    minh = sign_in("Minh", Role.CHAIR, care.top)
    with clock.set_to(IN_2022):
        page = minh.get("/cham-lo/quy-dinh/dat/covid/").content.decode()
        assert "Đang hỏi: số ngày nằm viện từ 21" in page
        said = fields_of(page)
        said |= line(0, at_most_vnd="4.000.000")
        said |= line(3, category="f1", name="F1 mang thai", at_most_vnd="500.000", fact="is_pregnant")
        lay(minh, "covid", **{**said, "since": f"{IN_2022:%d/%m/%Y}"})

    general = rulebooks(Programme.objects.get(code="covid"), care.top, IN_2022)[""][-1]
    severe, mild, pregnant = own_lines(care, "covid")
    assert severe == replace(general.lines[0], at_most_vnd=4_000_000)
    assert mild == general.lines[1], "of the same group, left alone"
    assert (pregnant.category, pregnant.ways) == ("f1", ((Condition("is_pregnant"),),))
    assert pregnant.clause == "12/QC-LĐLĐ, Điều 6"
    in_january = Event(date(2022, 1, 12), date(2022, 2, 8), date(2022, 2, 9))
    assert asked(care, "death", in_january, has_died=True) == Answer.YES, "by the rule above, whatever it says tomorrow"


def test_what_was_stopped_above_stays_stopped(care: Care, sign_in: SignIn) -> None:
    minh = sign_in("Minh", Role.CHAIR, care.top)
    with clock.set_to(IN_2022):
        said = fields_of(minh.get("/cham-lo/quy-dinh/dat/covid/").content.decode()) | line(0, at_most_vnd="4.000.000")
        late = lay(minh, "covid", **{**said, "since": "05/03/2022"})
        assert "chỉ dùng đến trước 01/03/2022" in late
        lay(minh, "covid", **{**said, "since": f"{IN_2022:%d/%m/%Y}"})
    after = Event(date(2022, 3, 10), date(2022, 4, 5), date(2022, 4, 6))
    too_late = Event(date(2022, 1, 12), date(2022, 2, 8), date(2022, 6, 1))
    in_time = Event(date(2022, 1, 12), date(2022, 2, 8), date(2022, 2, 9))
    answers = [asked(care, "f0", event, inpatient_days=25) for event in (in_time, after, too_late)]
    assert answers == [Answer.YES, Answer.NO, Answer.NO]


def test_a_rule_that_changed_meanwhile_is_not_laid_over_unseen(care: Care, sign_in: SignIn) -> None:
    minh, yen = sign_in("Minh", Role.CHAIR, care.top), sign_in("Yến", Role.CHAIR, care.sector)
    page = yen.get("/cham-lo/quy-dinh/dat/sickness/").content.decode()
    said = fields_of(page) | line(0, at_most_vnd="700.000")
    lay(minh, "sickness", **fields_of(page) | line(0, at_most_vnd="900.000"))
    again = lay(yen, "sickness", **said)
    assert "vừa đổi trong lúc bạn soạn" in again
    assert 'value="700.000"' in again, "nothing typed is lost"
    assert not Parameter.objects.filter(scope=care.sector.code).exists()


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
    stop = f"/cham-lo/quy-dinh/dung/hardship/{TODAY.isoformat()}/"
    assert sign_in("Bình", Role.OFFICER, care.sector).post(stop, {"on": DAY}).status_code == 403

    yen.post(stop, {"on": f"{tomorrow:%d/%m/%Y}"})
    with clock.set_to(tomorrow):
        assert "Mức tỉnh" in yen.get("/cham-lo/quy-dinh/dat/hardship/").content.decode()


def test_a_slip_of_today_is_taken_back_whole_unless_somebody_was_judged_by_it(care: Care, sign_in: SignIn) -> None:
    minh = sign_in("Minh", Role.CHAIR, care.top)
    stop = f"/cham-lo/quy-dinh/dung/hardship/{TODAY.isoformat()}/"
    care.rules("hardship", 3_000_000)

    def changed_to(words: str) -> None:
        said = fields_of(minh.get("/cham-lo/quy-dinh/dat/hardship/").content.decode())
        lay(minh, "hardship", **said | line(0, at_most_vnd=words))

    changed_to("40 triệu")
    minh.post(stop, {"on": DAY})
    [old] = Parameter.objects.filter(key="cases.rules.hardship", scope=care.top.code)
    assert (old.value["lines"][0]["at_most_vnd"], old.valid.upper) == (3_000_000, None)

    changed_to("4 triệu")
    care.proposed(need_on=TODAY)
    assert "Đã có hồ sơ xét theo mức này" in minh.post(stop, {"on": DAY}, follow=True).content.decode()
    assert Parameter.objects.filter(key="cases.rules.hardship", scope=care.top.code).count() == 2


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
    times_a_year=st.none() | st.integers(0, 12), years_between=st.none() | st.integers(1, 9),
    a_year_at_most_vnd=st.none() | st.integers(1, 10**9), across_levels=st.booleans(), name_en=st.text(),
    clause_en=st.text(),
)  # fmt: skip


@given(LINES)
def test_a_line_written_down_reads_the_same(row: Line) -> None:
    book = read_rulebook({"lines": [as_row(row)]}, programme="x", act="x", since=TODAY, until=None)
    assert book.lines == (row,)
