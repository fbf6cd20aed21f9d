"""A program sees where help stands and asks for more; neither it, the search nor a command tells of an illness."""

import argparse
import json
from collections.abc import Iterator

import pytest

from api_stories import program_of
from builders import user
from care_stories import GROUND, TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases import actions
from congdoan.cases.models import SupportCase
from congdoan.cli import cases as command
from congdoan.desk.queries import search
from congdoan.foundation import clock
from membership_stories import join, mai, people_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may_20() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


def test_cases_are_told_masked_asked_for_and_found_by_what_is_public(capsys: pytest.CaptureFixture[str]) -> None:
    care = Care()
    case = care.ask("critical_illness", story="Ung thư giai đoạn 2")
    case = actions.survey(case, on=TODAY, found="Đang điều trị", by=care.binh)
    actions.propose(case, amount_vnd=5_000_000, on=TODAY, by=care.binh, exception=GROUND)
    decision = care.decide(case)

    chair = program_of("Minh", Role.CHAIR, care.top)
    listed, one = chair.get("/cases", unit="PL", below="true"), chair.get(f"/cases/{case.key}")
    for answer in (listed, one):
        said = json.dumps(answer.json, ensure_ascii=False)
        assert (answer.status, "L. T. H." in said) == (200, True), said
        assert not [words for words in ("Hoa", "hiểm nghèo", "critical", "Ung thư") if words in said]
    assert (one.json["amount_vnd"], one.json["paid_vnd"], one.json["decision"]) == (
        5_000_000, 0, decision.document.symbol,
    )  # fmt: skip
    assert program_of("Hoa", Role.CHAIR, care.elsewhere).get(f"/cases/{case.key}").status == 404
    assert program_of("Bình", Role.CASHIER, care.top).get("/cases").json["items"] == []

    [lan] = people_of(join(care.hospital, mai(), on=TODAY, by=care.lan))
    asked = {"unit": "PL-YT-BV", "programme": "bereavement", "person": lan.key, "need_on": "2024-05-18"}
    officer = program_of("Hà", Role.OFFICER, care.hospital)
    first, again = (officer.post("/cases", {**asked, "client_token": "phone-0001"}) for _time in range(2))
    assert (first.status, first.json["key"]) == (201, again.json["key"]), first.json
    assert SupportCase.objects.get(key=first.json["key"]).person == lan
    assert chair.post("/cases", asked).status == 403, "who decides does not ask in the hospital's name"

    minh, stranger = user("Minh Chủ tịch", Role.CHAIR, care.top), user("Xa", Role.CHAIR, care.elsewhere)
    for words in (case.key, decision.document.symbol, "ho tro doan vien"):
        assert case in search(words, minh).cases, words
        assert case not in search(words, stranger).cases
    for words in ("hiem ngheo", "critical", "ung thu", "Lo Thi Hoa"):
        assert search(words, minh).cases == (), words

    assert command.run(argparse.Namespace(verb="list", unit="PL", open=False, json=True)) == 0
    printed = capsys.readouterr().out
    assert case.key in printed
    assert not [words for words in ("Hoa", "hiểm nghèo", "critical") if words in printed]
