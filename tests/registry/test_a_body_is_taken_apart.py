"""What an officer types as the body of a paper: headings, items, paragraphs, in their order and places."""

import pytest

from congdoan.registry.rules.outline import body_of, parts_of

BODY = """I. MỤC ĐÍCH
Nâng cao nhận thức của đoàn viên.

II. NỘI DUNG
1. Tổ chức tập huấn an toàn lao động cho đoàn viên.
a) Đối tượng: toàn thể đoàn viên.
2. Thăm hỏi
III. TỔ CHỨC THỰC HIỆN
- Các đơn vị báo cáo./."""


def test_headings_items_and_paragraphs_know_where_they_hang() -> None:
    assert [(part.path, part.heading, part.text) for part in parts_of(BODY)] == [
        ("I", "MỤC ĐÍCH", ""),
        ("I", "", "Nâng cao nhận thức của đoàn viên."),
        ("II", "NỘI DUNG", ""),
        ("II/1", "", "Tổ chức tập huấn an toàn lao động cho đoàn viên."),
        ("II/1/a", "", "Đối tượng: toàn thể đoàn viên."),
        ("II/2", "Thăm hỏi", ""),
        ("III", "TỔ CHỨC THỰC HIỆN", ""),
        ("III", "", "- Các đơn vị báo cáo./."),
    ]


def test_each_part_points_at_its_place() -> None:
    for part in parts_of(BODY):
        assert (part.heading or part.text) in BODY[part.start : part.end]


@pytest.mark.parametrize("body", [BODY, "", "   \n\n", "Một đoạn.", "2021 là năm thứ ba.", "1.\n2. "])
def test_writing_it_again_and_reading_it_again_gives_the_same_parts(body: str) -> None:
    parts = parts_of(body)
    again = parts_of(body_of(parts))
    assert [(part.path, part.heading, part.text) for part in again] == [
        (part.path, part.heading, part.text) for part in parts
    ]
