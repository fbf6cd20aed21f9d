"""Two real directives arrive; the officer sees each field beside the words it came from, and who is asked for what."""

from datetime import date

from congdoan.documents import Duty, Reading, read, read_text, to_json
from documents.corpus import needs_corpus, stored


def _values(reading: Reading) -> dict[str, object]:
    header = reading.header
    fields = (header.type, header.number, header.place, header.date, header.issuer, header.superior)
    return {"fields": [field and field.value for field in fields], "subject": header.subject and header.subject.value}


@needs_corpus
def test_the_campaign_plan_of_a_sector_union() -> None:
    reading = read_text(stored("seeds", "003"))
    assert _values(reading)["fields"] == [
        "KH", "08/KH-CDYT", "Lâm Đồng", date(2021, 8, 3), "Công đoàn ngành Y tế tỉnh Lâm Đồng", None,
    ]  # fmt: skip
    assert [base.number.value for base in reading.bases if base.number] == ["32/KH-LĐLĐ"]
    assert [recipient.name.value for recipient in reading.recipients][-1] == "Các CĐCS trực thuộc"
    assert reading.period.peak_end is not None
    assert reading.period.peak_end.value == date(2021, 8, 31)
    assert [section.path for section in reading.sections][-3:] == [("IV",), ("IV", "1"), ("IV", "2")]


@needs_corpus
def test_the_plan_asks_the_sector_union_and_the_grassroots_unions() -> None:
    duties = read_text(stored("seeds", "003")).duties
    sector = [duty for duty in duties if _asks(duty, "Công đoàn ngành")]
    grassroots = [duty for duty in duties if _asks(duty, "Công đoàn cơ sở")]
    assert [duty.proof.value if duty.proof else None for duty in sector] == [
        "kế hoạch", None, "báo cáo", "tờ trình đề nghị khen thưởng",
    ]  # fmt: skip
    assert {duty.due_rule.value for duty in sector[1:] if duty.due_rule} == {"Kết thúc đợt thi đua"}
    assert [duty.act.value.split()[0] for duty in grassroots] == ["Phát", "Vận", "tích", "Phối"]
    report = duties[-1]
    assert (report.act.value, report.missing) == ("báo cáo theo quy định", ("due",))


@needs_corpus
def test_the_target_of_all_safety_teams_is_noticed_but_nobody_is_made_up() -> None:
    (duty,) = [duty for duty in read_text(stored("seeds", "003")).duties if duty.target]
    assert duty.target is not None
    assert (duty.measure, duty.target.value, duty.missing) == ("coverage_rate", 100, ("executor", "due", "proof"))


@needs_corpus
def test_the_letter_asks_its_addressees_for_three_things_without_a_date() -> None:
    reading = read_text(stored("seeds", "004"))
    assert _values(reading)["fields"] == [
        "CV", "282/LĐLĐ", "Lai Châu", date(2024, 6, 18), "Liên đoàn Lao động tỉnh Lai Châu", None,
    ]  # fmt: skip
    assert [duty.clause for duty in reading.duties] == [("1",), ("2",), ("3",)]
    for duty in reading.duties:
        assert tuple(executor.value for executor in duty.executors) == (
            "Liên đoàn Lao động các huyện, thành phố",
            "Công đoàn ngành, Công đoàn Viên chức tỉnh",
        )
        assert (duty.due_on, duty.due_rule, duty.missing) == (None, None, ("due", "proof"))


LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG THAO   Độc lập - Tự do - Hạnh phúc
Số: 14/LĐLĐ   Sông Thao, ngày 05 tháng 3 năm 2024
V/v báo cáo nhanh số liệu
đoàn viên quý I

Kính gửi: Các công đoàn cơ sở trực thuộc.

Thực hiện Công văn số 77/LĐLĐ-ToC ngày 01/3/2024 của LĐLĐ tỉnh về rà soát đoàn viên, đề nghị các đơn vị:

1. Lập danh sách đoàn viên mới, gửi về LĐLĐ huyện trước ngày 15/3.

2. Ngày 25 hằng tháng báo cáo biến động.

Nơi nhận:   TM. BAN THƯỜNG VỤ
- Như trên;   CHỦ TỊCH
- LĐLĐ tỉnh (b/c);
- Lưu: VT.

   Trần Thị Bích Lài
"""


def test_a_letter_in_two_collapsed_columns() -> None:
    reading = read_text(LETTER)
    header = reading.header
    assert _values(reading) == {
        "fields": [
            "CV", "14/LĐLĐ", "Sông Thao", date(2024, 3, 5),
            "Liên đoàn Lao động huyện Sông Thao", "Liên đoàn Lao động tỉnh An Lạc",
        ],
        "subject": "báo cáo nhanh số liệu đoàn viên quý I",
    }  # fmt: skip
    assert header.date is not None
    assert header.date.span.of(LETTER) == "ngày 05 tháng 3 năm 2024"
    dated, recurring = reading.deadlines
    assert dated.date is not None
    assert dated.date.value == date(2024, 3, 15)
    assert recurring.rule is not None
    assert recurring.rule.value == "Ngày 25 hằng tháng"
    assert [(entry.name.value, entry.purpose and entry.purpose.value) for entry in reading.recipients] == [
        ("Như trên", None), ("LĐLĐ tỉnh", "báo cáo"),
    ]  # fmt: skip
    assert reading.signatory is not None
    assert reading.signatory.name is not None
    assert reading.signatory.name.value == "Trần Thị Bích Lài"


def test_a_draft_without_number_or_day_has_neither() -> None:
    draft = LETTER.replace("Số: 14/LĐLĐ", "Số:      /LĐLĐ").replace("ngày 05 tháng 3", "ngày     tháng 3")
    header = read_text(draft).header
    assert (header.number, header.date) == (None, None)
    assert header.place is not None


def test_chat_and_news_have_no_fields() -> None:
    assert to_json(read("Chiều nay họp lúc 3 giờ nhé các chị".encode()))["kind"] == "narrative"
    empty = read_text("")
    assert (empty.kind, empty.duties, empty.header.number) == ("narrative", (), None)


def _asks(duty: Duty, name: str) -> bool:
    return any(executor.value == name for executor in duty.executors)
