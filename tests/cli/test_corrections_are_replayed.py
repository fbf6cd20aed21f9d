"""What officers corrected is kept as examples: today's reader is asked which corrections it would no longer need."""

import argparse
import json
from datetime import date
from pathlib import Path

import pytest

from builders import Province
from congdoan.cli import replay
from congdoan.cli.corrections import run
from congdoan.foundation import clock
from congdoan.obligations import proposing
from congdoan.obligations.states import DutyState
from congdoan.registry import actions, queries
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.queries.examples import examples

PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH Y TẾ
Số: 05/KH-CĐYT

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức Tháng Công nhân

1. Công đoàn cơ sở báo cáo kết quả trước ngày 15/6/2021.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""


@pytest.fixture
def corrected(province: Province) -> RegisteredDocument:
    """The subject was completed by the clerk; the reader had read the signer wrong, as an older reader might."""
    with clock.set_to(clock.moment(date(2021, 3, 4))):
        paper = proposing.receive(province.clinic, text=PLAN, by=province.lan)
        for mark in paper.reading["marks"]:
            if mark["field"] == "signer_name":
                mark["value"] = "Vu Thi Sa0"
        paper.save()
        fields = queries.fields_of(paper).with_(subject="Tổ chức Tháng Công nhân năm 2021", signer_name="Vũ Thị Sao")
        return actions.correct_arriving(paper, fields=fields, version=paper.version, by=province.lan)


def exported(folder: Path) -> int:
    return run(argparse.Namespace(what="export", folder=folder, unit=None))


def test_a_corrected_paper_is_written_with_its_gold_and_a_warning(
    corrected: RegisteredDocument, province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proposing.receive(province.hospital, text=PLAN, by=province.lan)
    assert exported(tmp_path / "out") == 0

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        ["README", f"{corrected.key}.json", f"{corrected.key}.txt"]
    )
    assert "tên người" in capsys.readouterr().err
    gold = json.loads((tmp_path / "out" / f"{corrected.key}.json").read_text(encoding="utf-8"))
    assert gold["document"]["subject"] == "Tổ chức Tháng Công nhân năm 2021"
    assert {row["field"] for row in gold["corrections"]} == {"subject", "signer_name"}
    assert (tmp_path / "out" / f"{corrected.key}.txt").read_bytes().decode() == PLAN
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


def test_a_folder_that_holds_something_is_left_alone(corrected: RegisteredDocument, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")

    assert exported(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_replay_tells_what_fell_away_what_is_needed_and_what_grew_worse(
    corrected: RegisteredDocument, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(tmp_path / "out")
    rows = {row.field: row for row in replay.replayed(tmp_path / "out" / f"{corrected.key}.txt")}

    assert (rows["signer_name"].was_right, rows["signer_name"].is_right) == (False, True)
    assert (rows["subject"].was_right, rows["subject"].is_right) == (False, False)
    assert all(row.is_right for row in rows.values() if row.was_right)
    assert replay.replay(tmp_path / "out", errors=True) == 0
    assert "1 chỗ sửa nay không còn cần, 1 vẫn cần, 0 nay đọc sai" in capsys.readouterr().out


def test_a_reader_that_grew_worse_is_told_on(corrected: RegisteredDocument, tmp_path: Path) -> None:
    exported(tmp_path / "out")
    text = tmp_path / "out" / f"{corrected.key}.txt"
    text.write_text(PLAN.replace("Số: 05/KH-CĐYT", ""), encoding="utf-8")

    assert replay.replay(tmp_path / "out", errors=False) == 1


def test_only_papers_somebody_corrected_are_examples(province: Province) -> None:
    with clock.set_to(clock.moment(date(2021, 3, 4))):
        paper = proposing.receive(province.clinic, text=PLAN, by=province.lan)
        assert not list(examples())
        actions.correct_arriving(paper, fields=queries.fields_of(paper), version=1, by=province.lan)

    assert not list(examples()), "saved as it was read"


def test_duties_are_replayed_too(province: Province, tmp_path: Path) -> None:
    """Nobody corrected a field of this paper, but its duty was given another day."""
    with clock.set_to(clock.moment(date(2021, 3, 4))):
        paper = proposing.receive(province.clinic, text=PLAN, by=province.lan)
    assert list(examples()) == []
    paper.duties.update(state=DutyState.ACCEPTED, due_on=date(2021, 6, 20))

    exported(tmp_path / "out")
    rows = {row.field: row for row in replay.replayed(tmp_path / "out" / f"{paper.key}.txt")}
    assert (rows["duties/1/is"].was_right, rows["duties/1/is"].is_right) == (True, True)
    day = rows["duties/1/when"]
    assert (day.read, day.written, day.now) == ("2021-06-15", "2021-06-20", "2021-06-15")

    paper.duties.update(state=DutyState.REJECTED)
    exported(tmp_path / "dropped")
    rows = {row.field: row for row in replay.replayed(tmp_path / "dropped" / f"{paper.key}.txt")}
    assert (rows["duties/1/is"].was_right, rows["duties/1/is"].is_right) == (False, False)
    assert "duties/1/when" not in rows
