"""An officer types a name the way her keyboard likes; the house finds and sorts it all the same."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from congdoan.foundation.text import canonical, fold, initials, nfc, person_sort_key, sort_key

VIETNAMESE = st.text(alphabet="aàảãáạăằâầbcdđeèêềghiìklmnoòôồơờpqrstuùưừvxyỳ AĐƠ12-", max_size=30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("hoà", "hòa"), ("Hoà Bình", "Hòa Bình"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("UỶ BAN", "ỦY BAN"),
        ("tòan", "toàn"), ("qúy", "quý"), ("quý", "quý"), ("gìa", "già"), ("gì", "gì"), ("giếng", "giếng"),
        ("cuả", "của"), ("người", "người"), ("ngoài", "ngoài"), ("khuỷu", "khuỷu"), ("mía", "mía"), ("của", "của"),
        ("café", "café"), ("Đắk Lắk", "Đắk Lắk"), ("covid-19", "covid-19"),
    ],
)  # fmt: skip
def test_one_place_for_the_tone(written: str, expected: str) -> None:
    assert canonical(written) == expected


def test_folding_forgets_accents_case_and_spacing() -> None:
    assert fold("  Liên\u00a0đoàn   LAO ĐỘNG tỉnh Đắk Lắk ") == "lien doan lao dong tinh dak lak"
    assert fold(unicodedata.normalize("NFD", "Thừa Thiên Huế")) == fold("THỪA THIÊN HUẾ")


def test_initials_are_what_a_clerk_types() -> None:
    assert initials("Liên đoàn Lao động tỉnh Điện Biên") == "ldldtdb"
    assert initials("Tổ 12 – Công đoàn cơ sở") == "t12cdcs"


def test_invisible_marks_go() -> None:
    assert nfc("\ufeffCông\u200b đoàn\u00ad") == "Công đoàn"


def test_dictionary_order() -> None:
    ordered = ["ba", "ba cá", "bà", "bả", "bã", "bá", "bạ", "bác", "băng", "bân", "ca", "da", "đa", "ôi", "ơi", "ưa"]
    assert sorted(set(ordered), key=sort_key) == ordered
    assert sorted(["Tổ 10", "Tổ 2", "tổ 1"], key=sort_key) == ["tổ 1", "Tổ 2", "Tổ 10"]


def test_people_are_sorted_by_given_name() -> None:
    people = ["Nguyễn Thị Đào", "Trần Văn Dũng", "Lê An", "Bùi Văn An", "Đỗ Ân"]
    assert sorted(people, key=person_sort_key) == ["Bùi Văn An", "Lê An", "Đỗ Ân", "Trần Văn Dũng", "Nguyễn Thị Đào"]


@given(VIETNAMESE)
def test_looser_forms_swallow_stricter_ones(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert canonical(canonical(text)) == canonical(text)
    assert fold(fold(text)) == fold(text) == fold(canonical(text)) == fold(unicodedata.normalize("NFD", text))
    assert sort_key(text).isascii()
    assert sort_key(text) == sort_key(unicodedata.normalize("NFD", text)) == sort_key(canonical(text))


@example("𝓐")
@given(st.text(max_size=40))
def test_any_text_passes(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    canonical(text), initials(text), person_sort_key(text)
