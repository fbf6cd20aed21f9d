"""Symbols as papers print them, also badly, and the one spelling by which each is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congdoan.registry.rules.symbols import Symbol, compose, normalise, read_symbol

TYPES = {"KH", "NQ", "QĐ", "CTr", "HD", "HĐ", "BC", "TB"}


@pytest.mark.parametrize(
    ("printed", "organ", "kept"),
    [
        ("08/KH-CDYT", "CĐYT", "08/KH-CĐYT"),
        ("8/KH-CĐYT", "CĐYT", "08/KH-CĐYT"),
        ("Số: 57 – NQ / TW", "", "57-NQ/TW"),
        ("53-CTr/TU", "", "53-CTr/TU"),
        ("282/LĐLĐ", "LĐLĐ", "282/LĐLĐ"),
        ("282/LDLD", "LĐLĐ", "282/LĐLĐ"),
        ("61/CĐN-ToC", "CĐN", "61/CĐN-ToC"),
        ("06B/NQ-TLĐ", "TLĐ", "06b/NQ-TLĐ"),
        ("30/2020/NĐ-CP", "", "30/2020/NĐ-CP"),
        ("12/QD-LĐLĐ", "LĐLĐ", "12/QĐ-LĐLĐ"),
        ("không số", "", "không số"),
        ("", "", ""),
    ],
)
def test_a_symbol_is_put_into_one_spelling(printed: str, organ: str, kept: str) -> None:
    assert normalise(printed, types=TYPES, organ=organ) == kept


def test_letters_that_two_types_share_without_accents_are_left_as_printed() -> None:
    assert normalise("5/Hd-LĐLĐ", types=TYPES, organ="LĐLĐ") == "05/Hd-LĐLĐ"


def test_an_unknown_issuer_keeps_its_letters() -> None:
    assert normalise("08/KH-CDYT", types=TYPES) == "08/KH-CDYT"


def test_an_official_letter_carries_no_type() -> None:
    assert str(compose(7, type_code="CV", organ="CĐYT")) == "07/CĐYT"
    assert str(compose(6, suffix="b", type_code="KH", organ="CĐYT")) == "06b/KH-CĐYT"


@given(
    st.builds(
        Symbol,
        number=st.integers(1, 99999),
        organ=st.sampled_from(["CĐYT", "LĐLĐ", "TLĐ"]),
        type=st.sampled_from(["KH", "NQ", ""]),
        suffix=st.sampled_from(["", "b", "c"]),
    )
)
def test_what_is_composed_is_read_back(symbol: Symbol) -> None:
    assert read_symbol(str(symbol), types=TYPES, organ=symbol.organ) == symbol


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert normalise(normalise(text, types=TYPES), types=TYPES) == normalise(text, types=TYPES)
