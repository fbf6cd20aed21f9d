"""What is published tells nobody's story: small groups are folded together, and nothing comes back by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from congdoan.funds.publicity import Row, folded

LEAST = 5
ROWS = st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 30)), max_size=12).map(
    lambda drawn: [Row(f"p{place}", amount, people) for place, (amount, people) in enumerate(drawn)]
)


@given(ROWS)
def test_no_row_is_about_few_people_and_no_dong_is_lost(rows: list[Row]) -> None:
    shown = folded(rows, least=LEAST)

    assert sum(row.amount_vnd for row in shown) == sum(row.amount_vnd for row in rows)
    assert all(row.people >= LEAST for row in shown if row.code)
    rest = [row for row in shown if not row.code]
    assert len(rest) <= 1
    if rest and len(shown) > 1:
        assert rest[0].people >= LEAST, "what is left after the named rows is no small group either"


def test_one_small_group_takes_the_next_with_it() -> None:
    shown = folded([Row("sickness", 900, 40), Row("study", 500, 8), Row("critical_illness", 300, 1)], least=LEAST)

    assert shown == [Row("sickness", 900, 40), Row("", 800, 9)]


def test_groups_too_small_even_together_say_no_number_of_people() -> None:
    assert folded([Row("critical_illness", 300, 1), Row("study", 200, 2)], least=LEAST) == [Row("", 500, 0)]
