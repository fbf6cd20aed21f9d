"""Every role of another province asks every address for what is in this one, and is told nothing."""

import json
from typing import Any

import pytest

from api_august import August
from api_stories import Answer, program_of
from congdoan.accounts.models import Role
from congdoan.api.service import api

OPERATIONS = [
    (path.removeprefix("/api/v1"), method, operation)
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()
    for method, operation in methods.items()
]
ASKED = {
    "unit": "PL-YT", "receiver": "PL-YT", "given_by": "PL-YT", "at": "PL-YT-BV", "root": "PL", "period": "2021",
    "indicator": "propaganda_attendances", "on": "2021-08-20", "depth": 9, "limit": 200,
}  # fmt: skip
BODIES: dict[str, Any] = {
    "/documents": {"unit": "PL-YT", "received_on": "2021-08-19", "subject": "Thử"},
    "/documents/drafts": {"unit": "PL-YT"},
    "/documents/{key}/register": {"received_on": "2021-08-19"},
    "/documents/{key}/duties": {"what": "Thử"},
    "/duties/{key}/amend": {"what": "Thử", "version": 1},
    "/duties/{key}/split": {"parts": ["Một", "Hai"]},
    "/cases": {"unit": "PL-YT-BV", "programme": "hardship", "person": "ABCDEFGHJK", "need_on": "2021-08-19"},
    "/acts": {"lead": "PL-YT-BV", "kind": "propaganda", "happened_on": "2021-08-19"},
    "/narratives": {"unit": "PL-YT", "text": "Thử"},
    "/narratives/check": {"unit": "PL-YT", "text": "Thử"},
    "/targets": {
        "giver": "PL-YT", "receiver": "PL-YT-BV", "indicator": "propaganda_attendances", "period": "2021", "value": 1,
    },
    "/targets/{key}/change": {"value": 1},
    "/targets/{key}/register": {"value": 1},
    "/targets/{key}/split": {"shares": {"PL-YT-BV": 1}},
}  # fmt: skip
ANYWHERE = {"/me", "/figures/indicators", "/figures/boards", "/acts/kinds", "/documents/read", "/acts/files"}
"""Tells what is the same for everybody, or only the caller's own."""
FILES = {"/documents/received"}
"""Takes a file, not JSON: asked in `test_a_paper_is_written_by_a_program`."""
LISTS = {
    "/cases",
    "/documents",
    "/obligations",
    "/acts",
    "/reports",
    "/units",
    "/targets",
    "/narratives",
    "/reports/requests",
}


def keys_of(path: str, august: August) -> dict[str, str]:
    keys = {
        "documents": august.paper.key, "obligations": august.obligation.key, "acts": august.act.key,
        "reports": august.report.key, "units": "PL-YT", "duties": august.obligation.duty.key, "targets": august.target,
        "narratives": august.narrative,
    }  # fmt: skip
    block = august.report.blocks.order_by("pk")[0].key
    key = keys.get(path.split("/")[1], "")
    return {"key": key, "code": "PL-YT", "file": august.file, "block": block, "remark_key": block}


@pytest.mark.parametrize("role", list(Role))
def test_hoa_from_elsewhere_is_told_nothing(role: Role, august: August) -> None:
    hoa = program_of("Hoa", role, august.province.elsewhere)
    version = {"version": 1, "reason": "Thử", "text": "Thử", "on": "2021-08-19", "to": "2021-12-01"}
    asked_of = 0
    for path, method, operation in OPERATIONS:
        if path in ANYWHERE | FILES:
            continue
        here = path.format(**keys_of(path, august))
        if method == "get":
            known = {each["name"] for each in operation.get("parameters", [])}
            answer = hoa.get(here, **{name: value for name, value in ASKED.items() if name in known})
            bare = hoa.get(here) if path in LISTS else answer
        else:
            named = {"obligations": [august.obligation.key], "request": august.report.request.key}
            told_too = {"signer": august.report.key, "reply": "Thử"}
            send = hoa.put if method == "put" else hoa.post
            answer = bare = send(here, BODIES.get(path, version | named | told_too))
        assert answer.status in {403, 404} or (path in LISTS and method == "get"), (method, path, answer.status)
        for each in (answer, bare):
            assert told(each, august) == [], (method, path)
        asked_of += 1
    assert asked_of == len(OPERATIONS) - len(ANYWHERE | FILES)


def told(answer: Answer, august: August) -> list[str]:
    """The secrets of the province that stand in an answer, besides the names the caller sent."""
    sent = {"PL-YT", august.paper.key, august.obligation.key, august.act.key, august.report.key}
    words = json.dumps(answer.json, ensure_ascii=False)
    said = [secret for secret in august.secrets if secret in words]
    return said if answer.status < 400 else [secret for secret in said if secret not in sent]


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CONFEDERATION, Role.MEMBER}])
def test_who_reads_here_is_told(role: Role, august: August) -> None:
    """The same questions asked by somebody of the province: the crawl above would notice if it were let in."""
    here = program_of("Nga", role, august.province.top)
    for path in ("/documents", "/obligations", "/acts", "/reports", "/units"):
        assert here.get(path).json["items"], path
    assert here.get(f"/acts/{august.act.key}").status == 200
    assert here.get("/figures", unit="PL-YT", indicator="propaganda_attendances", period="2021").json["value"] == 86


@pytest.mark.parametrize("role", [Role.CONFEDERATION, Role.MEMBER])
def test_who_only_sees_totals_opens_nothing(role: Role, august: August) -> None:
    there = program_of("Nga", role, august.province.top)
    for path in ("/documents", "/obligations", "/acts", "/reports"):
        assert there.get(path).json["items"] == [], path
    assert there.get(f"/acts/{august.act.key}").status == 404
