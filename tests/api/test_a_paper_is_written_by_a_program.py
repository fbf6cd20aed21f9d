"""A program writes, decides, issues and gives targets with the rights of its user, and meets the same refusals."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from api_august import August
from api_stories import Program, program_of
from congdoan.accounts.models import Role
from congdoan.obligations.models import Obligation, ObligationState
from congdoan.registry.models import RegisteredDocument

BODY = "I. TỔ CHỨC THỰC HIỆN\n1. Mỗi đơn vị tổ chức một buổi tuyên truyền trước ngày 30/8/2021."
DRAFT = {
    "unit": "PL-YT", "type": "KH", "subject": "Tuyên truyền đợt hai", "body": BODY, "signer_name": "Vũ Thị Sao",
    "signer_title": "CHỦ TỊCH", "recipients": [{"name": "Các CĐCS trực thuộc", "group": "grassroots_children"}],
}  # fmt: skip
DUTY = {"what": "Tổ chức một buổi tuyên truyền", "groups": ["grassroots_children"], "due_on": "2021-08-30"}


def test_from_a_draft_to_what_the_units_owe(august: August, minh: Program) -> None:
    draft = minh.post("/documents/drafts", DRAFT)
    assert (draft.status, draft.json["state"]) == (201, "draft")
    assert [clause["label"] for clause in draft.json["clauses"]] == ["I", "1"]
    key = draft.json["key"]
    duty = minh.post(f"/documents/{key}/duties", DUTY).json
    refused = minh.post(f"/documents/{key}/issue", {"on": "2021-08-20"})
    assert (refused.status, "chưa quyết định" in refused.json["message"]) == (422, True)

    assert minh.post(f"/duties/{duty['key']}/accept", {"version": duty["version"]}).json["state"] == "accepted"
    issued = minh.post(f"/documents/{key}/issue", {"on": "2021-08-20"}).json
    assert issued["document"]["symbol"] == "02/KH-CĐYT"
    laid = {row.bearer_id for row in Obligation.objects.filter(key__in=issued["obligations"])}
    assert laid == {august.province.hospital.pk, august.province.clinic.pk}
    assert len(issued["document"]["deliveries"]) == 2
    assert minh.post(f"/documents/{key}/recall", {"on": "2021-08-20", "reason": "Sai phụ lục"}).status == 200
    assert {row.state for row in Obligation.objects.filter(key__in=issued["obligations"])} == {ObligationState.WAIVED}


def test_a_draft_is_saved_from_the_version_that_was_seen(august: August, minh: Program) -> None:
    draft = minh.post("/documents/drafts", DRAFT)
    key = draft.json["key"]
    assert minh.post(f"/documents/{key}/revise", {"subject": "Bản một"}).status == 428
    assert minh.post(f"/documents/{key}/revise", {"subject": "Bản một"}, If_Match=draft.version).status == 200
    late = minh.post(f"/documents/{key}/revise", {"subject": "Bản hai"}, If_Match=draft.version)
    assert (late.status, late.json["code"]) == (409, "changed")
    assert RegisteredDocument.objects.get(key=key).subject == "Bản một"
    stands = minh.get(f"/documents/{key}").json
    assert [row["name"] for row in stands["recipients"]] == ["Các CĐCS trực thuộc"]


def test_on_the_ground_of_another_paper_it_carries_what_is_owed_above(august: August, lan: Program) -> None:
    upper = august.paper
    draft = lan.post("/documents/drafts", {**DRAFT, "unit": "PL-YT-BV", "based_on": [upper.key], "recipients": []}).json
    assert [base["document"] for base in draft["bases"]] == [upper.key]
    unknown = lan.post(f"/documents/{draft['key']}/duties", {**DUTY, "groups": ["khong_co"]})
    assert (unknown.status, unknown.json["field"]) == (422, "groups")
    own = {**DUTY, "groups": [], "bodies": ["PL-YT-BV"], "carries": august.obligation.key}
    added = lan.post(f"/documents/{draft['key']}/duties", own)
    # the obligation was given by another paper's giver, and is the hospital's own: it may be passed down
    assert (added.status, added.json["carries"]) == (201, august.obligation.key)


def test_duties_are_amended_split_and_dropped(august: August, minh: Program) -> None:
    key = minh.post("/documents/drafts", DRAFT).json["key"]
    duty = minh.post(f"/documents/{key}/duties", DUTY).json
    assert minh.post(f"/duties/{duty['key']}/amend", {**DUTY, "what": "Hai buổi"}).status == 428
    amended = minh.post(f"/duties/{duty['key']}/amend", {**DUTY, "what": "Hai buổi", "version": duty["version"]}).json
    assert amended["what"] == "Hai buổi"
    parts = minh.post(f"/duties/{duty['key']}/split", {"parts": ["Buổi một", "Buổi hai"]}).json
    assert [part["what"] for part in parts] == ["Buổi một", "Buổi hai"]
    assert minh.post(f"/duties/{parts[0]['key']}/reject", {"reason": "Thừa"}).json["state"] == "rejected"
    states = [row["state"] for row in minh.get(f"/documents/{key}/duties").json]
    assert sorted(states) == ["proposed", "rejected", "rejected"]


def test_a_file_is_received_read_decided_and_entered(august: August, lan: Program, letter: SimpleUploadedFile) -> None:
    received = lan.send("/documents/received", unit="PL-YT-BV", file=letter)
    assert received.status == 201
    key = received.json["document"]["key"]
    assert received.json["document"]["symbol"] == "12/KH-LĐLĐ"
    entered = lan.post(f"/documents/{key}/register", {"received_on": "2021-08-20"}).json
    assert (entered["arrival_number"], entered["document"]["state"]) == (1, "registered")
    later = lan.post(f"/documents/{key}/duties", {"what": "Cử người dự họp", "bodies": ["PL-YT-BV"]}).json
    taken = lan.post(f"/duties/{later['key']}/accept", {"without_date": True})
    assert (taken.json["laid"], taken.json["state"]) == (1, "accepted")


def test_who_may_not_on_the_screens_may_not_here(
    august: August, hoa: Program, lan: Program, letter: SimpleUploadedFile
) -> None:
    minh = program_of("Minh", Role.CHAIR, august.province.sector)
    clerk = program_of("Thu", Role.CLERK, august.province.sector)
    key = clerk.post("/documents/drafts", DRAFT).json["key"]
    duty = clerk.post(f"/documents/{key}/duties", DUTY).json["key"]
    assert clerk.post(f"/documents/{key}/issue", {"on": "2021-08-20"}).status == 403
    for stranger in (hoa, lan):
        assert stranger.post(f"/documents/{key}/issue", {"on": "2021-08-20"}).status == 404
        assert stranger.post(f"/duties/{duty}/accept", {}).status == 404
        assert stranger.get(f"/documents/{key}/duties").status == 404
    assert hoa.post("/documents/drafts", DRAFT).status == 404
    assert hoa.send("/documents/received", unit="PL-YT-BV", file=letter).status == 404
    assert minh.get(f"/documents/{key}/duties").status == 200


def test_a_target_is_given_changed_registered_and_passed_down(august: August, minh: Program, lan: Program) -> None:
    sent = {"giver": "PL-YT", "receiver": "PL-YT-BV", "indicator": "propaganda_attendances", "period": "2021",
            "value": 200, "basis": {"symbol": "05/QĐ-CĐYT", "dated": "2021-01-15"}}  # fmt: skip
    given = minh.post("/targets", sent)
    assert (given.status, given.json["value"], given.json["basis"]) == (201, 200, "05/QĐ-CĐYT")
    again = minh.post("/targets", sent)
    assert (again.status, again.json["code"]) == (422, "refused")
    key = given.json["key"]
    told = lan.get(f"/targets/{key}").json
    assert (told["reached"], told["percent"]) == (86, 43)
    assert lan.post(f"/targets/{key}/change", {"value": 150}).status == 403

    changed = minh.post(f"/targets/{key}/change", {"value": "150"}).json
    assert (changed["value"], changed["version"]) == (150, 2)
    assert minh.post(f"/targets/{key}/change", {"value": 140}).status == 409
    assert [row["value"] for row in lan.get(f"/targets/{key}/versions").json] == [150, 200]
    low = lan.post(f"/targets/{changed['key']}/register", {"value": 100})
    assert (low.status, low.json["field"]) == (422, "value")
    assert lan.post(f"/targets/{changed['key']}/register", {"value": 180}).json["registered"] == 180
    assert [row["key"] for row in lan.get("/targets", receiver="PL-YT-BV").json["items"]] == [changed["key"]]


def test_a_target_received_is_split_and_the_gap_is_told(august: August, minh: Program, hoa: Program) -> None:
    key = august.target
    split = minh.post(f"/targets/{key}/split", {"shares": {"PL-YT-BV": 300, "PL-YT-NS": 150}}).json
    assert (split["left_over"], [row["value"] for row in split["shares"]]) == (50, [300, 150])
    beyond = minh.post(f"/targets/{key}/split", {"shares": {"PL-GD": 10}})
    assert beyond.status == 422
    assert minh.get(f"/targets/{key}/split").json["left_over"] == 50
    assert hoa.get(f"/targets/{key}").status == 404
    assert hoa.get("/targets").json["items"] == []
    assert date.fromisoformat(split["target"]["period_end"]) == date(2021, 12, 31)
