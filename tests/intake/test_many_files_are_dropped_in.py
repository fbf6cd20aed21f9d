"""A clerk drops a folder of papers in: each is read in its turn, known as one already there, or failed in words."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.intake import actions, queries
from congdoan.intake.models import Batch, BatchFile, FileState
from congdoan.intake.reading import CUT_OFF_AFTER, read_next
from congdoan.obligations import proposing
from congdoan.registry.models import DocumentState, RegisteredDocument

WORDS = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH Y TẾ
Số: {number}/KH-CĐYT

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
{subject}

1. Công đoàn cơ sở báo cáo kết quả về Công đoàn ngành trước ngày 15/6/2021.

{more}

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""
PLAN = WORDS.format(number="05", subject="Tổ chức Tháng Công nhân", more="2. Mỗi đơn vị tổ chức một buổi sinh hoạt.")
OWN = " ".join(f"Nội dung riêng thứ {place} của hội thao." for place in range(2, 14))
OTHER = WORDS.format(number="06", subject="Tổ chức Hội thao ngành năm nay", more=f"2. {OWN}")
NOTE = "Ghi chép cuộc họp giao ban tuần, không có tiêu đề, chỉ có vài dòng chữ và tên người dự họp."


@pytest.fixture
def phong_lai(province: Province) -> Iterator[Province]:
    with clock.set_to(clock.moment(date(2021, 3, 4))):
        yield province


def dropped(province: Province, *files: tuple[str, bytes]) -> Batch:
    batch = actions.drop(province.clinic, files, by=province.lan)
    while read_next():
        pass
    return batch


def states(batch: Batch) -> dict[str, str]:
    return {row.name: row.state for row in batch.files.all()}


def word(text: str) -> bytes:
    paper, held = docx.Document(), BytesIO()
    for line in text.splitlines():
        paper.add_paragraph(line)
    paper.save(held)
    return held.getvalue()


def test_each_file_ends_where_it_belongs(phong_lai: Province) -> None:
    batch = dropped(
        phong_lai,
        ("05.txt", PLAN.encode()),
        ("05 (1).txt", PLAN.encode()),
        ("ghi-chep.txt", NOTE.encode()),
        ("tro-choi.exe", b"MZ"),
        ("rong.pdf", b""),
        ("hong.docx", b"PK\x03\x04 broken"),
    )

    assert states(batch) == {
        "05.txt": FileState.READ,
        "05 (1).txt": FileState.DUPLICATE,
        "ghi-chep.txt": FileState.TO_CORRECT,
        "tro-choi.exe": FileState.FAILED,
        "rong.pdf": FileState.FAILED,
        "hong.docx": FileState.FAILED,
    }
    reasons = {row.name: row.reason for row in batch.files.filter(state=FileState.FAILED)}
    assert all(reasons.values())
    assert "rỗng" in reasons["rong.pdf"]
    first = queries.files_of(batch)[0]
    assert first.name == "ghi-chep.txt", "what is least sure is looked at first"
    done = queries.progress(list(batch.files.all()))
    assert (done.whole, done.finished, done.is_done) == (6, 6, True)


def test_a_paper_is_known_by_its_number_and_by_its_words(phong_lai: Province) -> None:
    """The same paper as Word, and a copy whose number nobody can read."""
    unread = PLAN.replace("Số: 05/KH-CĐYT\n", "").replace("ngày 02 tháng 3", "ngày   tháng 3")
    batch = dropped(phong_lai, ("05.txt", PLAN.encode()), ("05.docx", word(PLAN)), ("mat-so.txt", unread.encode()))

    there = {row.name: (row.state, row.twin_why) for row in batch.files.all()}

    assert there["05.docx"] == (FileState.DUPLICATE, "paper")
    assert there["mat-so.txt"] == (FileState.DUPLICATE, "words")
    assert RegisteredDocument.objects.filter(keeper=phong_lai.clinic).count() == 1


def test_papers_alike_in_form_alone_are_two_papers(phong_lai: Province) -> None:
    batch = dropped(phong_lai, ("05.txt", PLAN.encode()), ("06.txt", OTHER.encode()))

    assert set(states(batch).values()) == {FileState.READ}


def test_a_duplicate_is_taken_all_the_same_when_the_clerk_says_so(phong_lai: Province) -> None:
    batch = dropped(phong_lai, ("05.txt", PLAN.encode()), ("05 (1).txt", PLAN.encode()))
    row = batch.files.get(number=2)

    document = actions.take_anyway(row, by=phong_lai.lan)

    row.refresh_from_db()
    assert (row.state, row.document) == (FileState.READ, document)
    assert document.state == DocumentState.ARRIVING
    with pytest.raises(Refused, match="không thể"):
        actions.take_anyway(row, by=phong_lai.lan)


def test_a_failed_file_is_kept_to_be_typed_in_or_read_again(phong_lai: Province) -> None:
    batch = dropped(phong_lai, ("hong.docx", b"PK\x03\x04 broken"), ("a.exe", b"MZ"))
    row = batch.files.get(number=1)

    actions.try_again(row, by=phong_lai.lan)
    row.refresh_from_db()
    assert row.state == FileState.WAITING
    read_next()
    row.refresh_from_db()
    document = actions.take_anyway(row, by=phong_lai.lan)
    row.refresh_from_db()
    assert row.state == FileState.TO_CORRECT
    assert document.document_files.get().file.name == "hong.docx"
    with pytest.raises(Refused):
        actions.take_anyway(batch.files.get(number=2), by=phong_lai.lan)


def test_a_reading_that_was_cut_off_is_begun_again_and_given_up_at_last(phong_lai: Province) -> None:
    batch = actions.drop(phong_lai.clinic, [("05.txt", PLAN.encode())], by=phong_lai.lan)
    BatchFile.objects.filter(batch=batch).update(state=FileState.READING, started_at=clock.now(), attempts=1)
    assert read_next() == 0, "somebody may still be reading it"

    with clock.set_to(clock.now() + CUT_OFF_AFTER + timedelta(minutes=1)):
        assert read_next() == 1
        assert states(batch) == {"05.txt": FileState.READ}
        BatchFile.objects.filter(batch=batch).update(state=FileState.WAITING, attempts=3, document=None)
        read_next()
    assert states(batch) == {"05.txt": FileState.FAILED}


def test_the_next_paper_of_the_batch_is_the_least_sure_that_still_lies_there(phong_lai: Province) -> None:
    batch = dropped(phong_lai, ("05.txt", PLAN.encode()), ("ghi-chep.txt", NOTE.encode()))
    plan, note = (row.document for row in batch.files.order_by("number"))
    assert plan
    assert note

    assert queries.next_after(plan) == note
    note.state = DocumentState.DISCARDED
    note.save()
    assert queries.next_after(plan) is None
    alone = proposing.receive(phong_lai.hospital, text=PLAN, by=phong_lai.lan)
    assert queries.next_after(alone) is None


def test_too_many_or_no_files_are_refused(phong_lai: Province) -> None:
    with pytest.raises(Refused, match="ít nhất một"):
        actions.drop(phong_lai.clinic, [], by=phong_lai.lan)
    with pytest.raises(Refused, match="đến 60"):
        actions.drop(phong_lai.clinic, [(f"{n}.txt", b"x") for n in range(61)], by=phong_lai.lan)
    assert not Batch.objects.exists()


def test_a_paper_is_known_though_its_letters_lost_their_accents(phong_lai: Province) -> None:
    """08/KH-CDYT of a union whose letters are CĐYT."""
    plain = PLAN.replace("KH-CĐYT", "KH-CDYT").replace("một buổi", "ít nhất một buổi rất vui tại nơi làm việc")
    batch = dropped(phong_lai, ("05.txt", PLAN.encode()), ("05-khong-dau.txt", plain.encode()))

    assert batch.files.get(number=2).twin_why == "paper"
