"""The words of "Nơi nhận" and whom they mean, seen from the one who wrote them."""

from datetime import date

import pytest

from builders import SETUP, Province
from congdoan.organisation.actions import register_body
from congdoan.registry.queries import body_named, meanings, recipients_of
from congdoan.registry.rules.recipients import Line, read_line

DAY = date(2021, 3, 4)


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("- VP Tỉnh ủy Phong Lai (B/c);", Line("VP Tỉnh ủy Phong Lai", "báo cáo")),
        ("- Các CĐCS trực thuộc (để thực hiện);", Line("Các CĐCS trực thuộc", "thực hiện")),
        ("- Sở Y tế để phối hợp;", Line("Sở Y tế", "phối hợp")),
        ("- Như kính gửi;", Line("Như kính gửi")),
        ("- Lưu: VT, Ban CSPL.", Line("VT, Ban CSPL", is_archive=True)),
        ("- Lưu CĐ ngành.", Line("CĐ ngành", is_archive=True)),
        ("- Bệnh viện (cơ sở 2);", Line("Bệnh viện (cơ sở 2)")),
        ("", Line("")),
    ],
)
def test_a_line_is_taken_apart(printed: str, line: Line) -> None:
    assert read_line(printed) == line


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Các CĐCS trực thuộc", "grassroots_children"),
        ("các công đoàn cơ sở trực thuộc", "grassroots_children"),
        ("LĐLĐ các huyện, thành phố", "district_children"),
        ("Liên đoàn Lao động các huyện, thị xã, thành phố", "district_children"),
        ("Các cấp công đoàn", "all_below"),
        ("Các đơn vị trực thuộc", "children"),
        ("LĐLĐ các huyện", "district_children"),
        ("Các LĐLĐ huyện, thị xã", "district_children"),
        ("Công đoàn cơ sở", "grassroots_below"),
        ("Mỗi CĐCS", "grassroots_below"),
        ("100% CĐCS", "grassroots_below"),
        ("Các cấp công đoàn trong tỉnh", "all_below"),
    ],
)
def test_groups_are_known_by_their_words(province: Province, words: str, group: str) -> None:
    assert [meaning.group.code for meaning in meanings(words, seen_from=province.top, on=DAY)] == [group]


def test_two_groups_in_one_line_become_two_recipients(province: Province) -> None:
    rows = recipients_of(
        "- Công đoàn ngành, Công đoàn Viên chức tỉnh.", kind="addressee", seen_from=province.top, on=DAY
    )
    assert [(row.name, row.group.code) for row in rows] == [
        ("Công đoàn ngành", "sector_children"),
        ("Công đoàn Viên chức tỉnh", "officials_children"),
    ]


def test_nobody_of_a_line_is_dropped(province: Province) -> None:
    said = "LĐLĐ các huyện, thị xã, thành phố, Công đoàn ngành và CĐCS trực thuộc"
    assert _codes(said, province) == ["district_children", "sector_children", "grassroots_children"]
    assert _codes("LĐLĐ các huyện, Công đoàn Sao Hỏa", province) == []


def test_unions_above_the_grassroots_are_all_between_it_and_the_province(province: Province) -> None:
    between = ["sector_children", "officials_children", "district_children"]
    assert _codes("Các công đoàn cấp trên trực tiếp cơ sở", province) == between
    assert _codes("Công đoàn cấp trên trực tiếp cơ sở, CĐCS trực thuộc", province) == [*between, "grassroots_children"]


def _codes(words: str, province: Province) -> list[str]:
    return [meaning.group.code for meaning in meanings(words, seen_from=province.top, on=DAY) if meaning.group]


def test_the_province_is_whichever_stands_above_the_writer(province: Province) -> None:
    top = province.top.body_ptr
    assert body_named("LĐLĐ tỉnh", near=province.hospital, on=DAY) == top
    assert body_named("Công đoàn ngành", near=province.hospital, on=DAY) == province.sector.body_ptr
    assert body_named("Ban Thường vụ Liên đoàn Lao động tỉnh Phong Lai", near=province.sector, on=DAY) == top
    assert body_named("LĐLĐ tỉnh Sông Trà", near=province.hospital, on=DAY) == province.elsewhere.body_ptr


def test_a_province_names_its_own_unions_in_short(province: Province) -> None:
    [meaning] = meanings("Công đoàn ngành Y tế", seen_from=province.top, on=DAY)
    assert meaning.body == province.sector.body_ptr
    assert meanings("Công đoàn ngành Y", seen_from=province.elsewhere, on=DAY) == []
    province.unit("Công đoàn ngành Y tế tỉnh Phong Lai khu vực 2", "sector", under=province.top)
    assert meanings("Công đoàn ngành Y tế", seen_from=province.top, on=DAY) == []


def test_a_city_of_elsewhere_is_not_taken_for_the_districts_of_here(province: Province) -> None:
    assert meanings("LĐLĐ thành phố Hà Nội", seen_from=province.top, on=DAY) == []


def test_two_bodies_of_one_name_are_left_to_the_officer(province: Province) -> None:
    for code in ("A", "B"):
        register_body(code, name="Sở Y tế", since=date(2015, 1, 1), by=SETUP)
    assert body_named("Sở Y tế", near=province.sector, on=DAY) is None


def test_an_outside_body_is_known_by_its_short_form(province: Province) -> None:
    office = register_body("VPTU", name="Văn phòng Tỉnh ủy Phong Lai", since=date(2015, 1, 1), by=SETUP)
    rows = recipients_of("VP Tỉnh ủy Phong Lai (B/c)", kind="copy", seen_from=province.top, on=DAY)
    assert [(row.body, row.purpose) for row in rows] == [(office, "báo cáo")]
    assert body_named("VP Tỉnh ủy Phong Lai", near=province.top, on=date(2014, 1, 1)) is None


def test_an_unknown_line_stays_as_it_is_printed(province: Province) -> None:
    rows = recipients_of("Báo Lao động", kind="copy", seen_from=province.top, on=DAY)
    assert [(row.name, row.group, row.body) for row in rows] == [("Báo Lao động", None, None)]
