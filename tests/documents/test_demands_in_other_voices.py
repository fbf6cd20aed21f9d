"""Demands as reporters tell them: from slips and letters, in quotations of several sentences, in order, of somebody."""

import re
import tomllib
from pathlib import Path

import pytest

from congdoan.documents import read_text

_TOLD = tomllib.loads((Path(__file__).parent / "variations" / "voices.toml").read_text(encoding="utf-8"))["told"]
_LEAD = (
    "Diễn đàn lắng nghe nữ công nhân nói\n\n"
    "Sáng 8/3, LĐLĐ tỉnh tổ chức diễn đàn đối thoại giữa lãnh đạo tỉnh với 150 nữ công nhân lao động.\n\n"
)
_ANSWER = "\n\nTrả lời các ý kiến, Phó Chủ tịch UBND tỉnh Lê Văn C giao các sở rà soát.\n"


@pytest.mark.parametrize(("told", "demand"), _TOLD)
def test_a_demand_is_heard_however_it_is_told(told: str, demand: str) -> None:
    found = [_words(petition.text.value) for petition in read_text(_LEAD + told + _ANSWER).petitions]
    wanted = _words(demand)
    assert any(len(wanted & words) >= 0.6 * len(wanted) and len(wanted & words) >= 0.3 * len(words) for words in found)


@pytest.mark.parametrize(
    "told",
    [
        "Phó Chủ tịch UBND tỉnh Lê Văn C nói: “Tiền trọ cao thật. Đề nghị các huyện rà soát giá điện ở khu trọ”.",
        "Giám đốc Sở Y tế trả lời câu hỏi của chị Thu: “Thuốc thiếu vì đấu thầu chậm. Mong bà con chia sẻ”.",
        "Ban tổ chức phát 150 phiếu, thu về 86 phiếu.",
    ],
)
def test_what_leaders_say_and_what_is_only_told_is_no_demand(told: str) -> None:
    assert not read_text(_LEAD + told + _ANSWER).petitions


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
