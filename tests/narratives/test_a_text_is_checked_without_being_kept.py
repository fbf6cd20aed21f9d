"""A program and the command line check a text and leave nothing behind."""

import argparse
import json
from pathlib import Path

import pytest
from django.test import Client

from builders import Province, user
from congdoan.accounts.models import Role
from congdoan.cli.claims import run
from congdoan.foundation import periods
from congdoan.narratives.checking import check
from congdoan.narratives.models import Narrative

TEXT = "Tháng 8/2021 toàn ngành có 5.800 lượt người nghe tuyên truyền, phát gần 300 tờ rơi."


def test_the_command_line_tells_each_figure_and_fails_on_a_contradiction(
    august: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "bai.txt"
    paper.write_text(TEXT, encoding="utf-8")
    options = {"file": paper, "unit": august.sector.code, "period": "2021-08"}

    assert run(argparse.Namespace(**options, json=False)) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("≠ 5.800 lượt người · 5.702 lượt người")
    assert said[1].startswith("= gần 300 tờ rơi · 280 tờ")
    run(argparse.Namespace(**options, json=True))
    assert [row["verdict"] for row in json.loads(capsys.readouterr().out)] == ["contradicted", "bound"]
    assert run(argparse.Namespace(**{**options, "file": tmp_path / "khong-co.txt"}, json=False)) == 1
    assert not Narrative.objects.exists()


def test_a_program_checks_keeps_and_reads_a_text(august: Province) -> None:
    client = Client()
    client.force_login(user("Hoàng", Role.OFFICER, august.sector))
    token = client.get("/api/v1/me").json()["form_token"]
    body = {"unit": august.sector.code, "text": TEXT, "period": "2021-08"}
    headers = {"X-CSRFToken": token}

    found = client.post("/api/v1/narratives/check", body, content_type="application/json", headers=headers)
    assert [(row["verdict"], row["known"]) for row in found.json()] == [("contradicted", 5702), ("bound", 280)]
    assert not Narrative.objects.exists()
    kept = client.post("/api/v1/narratives", body, content_type="application/json", headers=headers)
    assert kept.status_code == 201
    key = kept.json()["key"]
    assert client.get(f"/api/v1/narratives/{key}").json()["findings"] == kept.json()["findings"]
    assert [row["key"] for row in client.get("/api/v1/narratives").json()["items"]] == [key]

    stranger = Client()
    stranger.force_login(user("Hoa", Role.OFFICER, august.elsewhere))
    assert stranger.get(f"/api/v1/narratives/{key}").status_code == 404
    assert stranger.get("/api/v1/narratives").json()["items"] == []


def test_a_check_says_the_same_as_a_kept_text(august: Province) -> None:
    found = check(TEXT, unit=august.sector, on=periods.month(9, 2021).start, reader=None)

    assert [(row.claim.quote, row.verdict.code) for row in found] == [
        ("5.800 lượt người", "contradicted"),
        ("gần 300 tờ rơi", "bound"),
    ]
