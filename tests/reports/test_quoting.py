"""A sentence may hedge a figure, but what it says must stay true."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congdoan.foundation.errors import Refused
from congdoan.reports.rules import Slot, Words, next_state, pieces, quoted, slots


@pytest.mark.parametrize(
    ("value", "wording", "said"),
    [
        (404, "", "404"),
        (1929, "", "1.929"),
        (512_000_000, "over", "trên 510 triệu"),
        (19_800_000_000, "nearly", "gần 20 tỷ"),
        (38_500_000, "about", "khoảng 39 triệu"),
        (97, "over", "trên 97"),
    ],
)
def test_a_figure_is_quoted_as_officers_write_it(value: int, wording: str, said: str) -> None:
    assert quoted(value, wording=wording, is_money=value > 10_000) == said


def test_a_share_keeps_its_decimal_comma() -> None:
    assert quoted(Decimal("93.33")) == "93,33"
    assert quoted(Decimal("87.50")) == "87,5"


def test_an_unknown_wording_is_refused() -> None:
    with pytest.raises(Refused, match="cách viết"):
        quoted(5, wording="almost")


@given(st.integers(min_value=0, max_value=10**15))
def test_over_never_says_more_and_nearly_never_less(value: int) -> None:
    said_over = _number(quoted(value, wording="over"))
    said_nearly = _number(quoted(value, wording="nearly"))
    assert said_over <= value <= said_nearly


def _number(said: str) -> int:
    return int(said.split()[-1].replace(".", ""))


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="áđ ệ.,x\n", max_size=9), st.sampled_from(["{{a}}", "{{ b_2 }}", "{{C}}", "{{", "}}"])
        )
    )
)
def test_text_taken_apart_and_put_together_is_the_same_sentence(parts: list[str]) -> None:
    text = "".join(parts)
    again = "".join(part.text if isinstance(part, Words) else f"{{{{{part.name}}}}}" for part in pieces(text))
    assert again == text.replace("{{ b_2 }}", "{{b_2}}")
    assert {part.name for part in pieces(text) if isinstance(part, Slot)} == set(slots(text))


def test_a_signed_report_takes_no_further_step() -> None:
    assert next_state("accepted", "sign") == "signed"
    for verb in ("send", "take_back", "send_back", "accept", "reopen", "sign"):
        with pytest.raises(Refused, match="đã ký"):
            next_state("signed", verb)
