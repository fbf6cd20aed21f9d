"""Everything a program sees and does is what its user sees and does on the screens."""

import json
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from act_stories import AUGUST
from api_august import TODAY, August
from api_stories import Program, program_of
from builders import SETUP
from cli_stories import Type
from congdoan.accounts.models import Role
from congdoan.activities.models import Act
from congdoan.api.thread import _node as node_told
from congdoan.desk.thread.building import Node
from congdoan.desk.thread.reading import Done
from congdoan.foundation import clock
from congdoan.indicators.queries import figure, indicator_by_code
from congdoan.journal.models import Entry
from congdoan.organisation.actions import add_person, appoint, rename
from congdoan.organisation.models import Unit
from congdoan.registry.models import RegisteredDocument


def test_the_figure_is_the_screens_and_the_command_lines(august: August, minh: Program, typed: Type) -> None:
    told = minh.get("/figures", unit="PL-YT", indicator="propaganda_attendances", period="2021-08").json
    _code, out, _err = typed("figure", "PL-YT", "propaganda_attendances", "2021-08", "--json")
    live = figure(august.province.sector, indicator_by_code("propaganda_attendances"), AUGUST)
    assert told["value"] == live.value == 86
    assert told == json.loads(out)
    browser = Client()
    browser.force_login(minh.user)
    screen = browser.get("/chi-tieu/con-so/PL-YT/propaganda_attendances/", {"ky": "2021-08"})
    assert ">86<" in screen.content.decode().replace(" ", "").replace("\n", "") or "86 lượt" in screen.content.decode()


def test_the_trail_leads_to_the_act(august: August, minh: Program) -> None:
    asked = {"unit": "PL-YT", "indicator": "propaganda_attendances", "period": "2021"}
    trail = minh.get("/figures/trail", **asked).json
    assert (trail["count"], trail["quantity"], trail["next"]) == (1, 86, None)
    act = minh.get(f"/acts/{trail['items'][0]['act']}").json
    assert act["counts"] == {"propaganda_sittings": 1, "propaganda_attendances": 86}
    assert act["answers"] == [{"obligation": august.obligation.key, "completes": False}]


def test_the_board_shows_zero_and_missing_apart(august: August, minh: Program) -> None:
    board = minh.get("/figures/board", unit="PL-YT", period="2021-08", indicator="propaganda_attendances").json
    states = {row["organisation"]["code"]: row["cells"][0]["state"] for row in board["rows"]}
    assert states == {"PL-YT-BV": "counted", "PL-YT-NS": "missing"}
    assert board["total"]["cells"][0]["value"] == 86


def test_an_obligation_from_taking_on_to_verified(august: August, minh: Program) -> None:
    clinic = august.obligation.duty.obligations.get(bearer=august.province.clinic)
    sao = program_of("Sao", Role.OFFICER, august.province.clinic)
    assert clinic.key in [row["key"] for row in sao.get("/obligations", is_open=True).json["items"]]
    taken = sao.post(f"/obligations/{clinic.key}/acknowledge")
    assert (taken.status, taken.json["state"]) == (200, "acknowledged")
    assert sao.post(f"/obligations/{clinic.key}/begin", None, If_Match=taken.version).json["state"] == "in_progress"
    stale = sao.post(f"/obligations/{clinic.key}/finish", {"on": "2021-08-19", "note": "xong"}, If_Match=taken.version)
    assert (stale.status, stale.json["code"]) == (409, "changed")
    assert stale.json["theirs"]["Trạng thái"] == "Đang làm"
    assert stale.json["yours"] == {"on": "2021-08-19", "note": "xong"}
    assert sao.post(f"/obligations/{clinic.key}/finish", {"on": "2021-08-19"}).json["state"] == "done"
    own = sao.post(f"/obligations/{clinic.key}/verify")
    assert (own.status, own.json["code"]) == (403, "not_allowed")
    verified = minh.post(f"/obligations/{clinic.key}/verify").json
    assert verified["state"] == "verified"
    assert [event["kind"] for event in verified["events"]] == ["laid", "acknowledged", "begun", "done", "verified"]


def test_a_giver_extends_reminds_and_sends_back(august: August, lan: Program, minh: Program) -> None:
    key = august.obligation.key
    moved = minh.post(f"/obligations/{key}/extend", {"to": "2021-09-10", "reason": "Giãn cách xã hội"})
    assert moved.json["due_on"] == "2021-09-10"
    assert minh.post("/obligations/remind", {"obligations": [key], "text": "Gửi sớm"}).json["sent"] == [key]
    assert minh.post("/obligations/remind", {"obligations": [key], "text": "Gửi sớm"}).json["already"] == [key]
    assert lan.post(f"/obligations/{key}/finish", {"on": str(TODAY)}).status == 200
    back = minh.post(f"/obligations/{key}/return", {"reason": "Thiếu danh sách"})
    assert (back.json["state"], back.json["reminders"][0]["text"]) == ("returned", "Gửi sớm")
    nil = lan.post(f"/obligations/{key}/nil-return")
    assert (nil.status, nil.json["nil_returns"][0]["is_withdrawn"]) == (200, False)


def test_an_act_sent_twice_over_a_bad_line_is_one_act(august: August, lan: Program) -> None:
    photo = lan.send("/acts/files", file=SimpleUploadedFile("danh-sach.pdf", b"%PDF-1.4 x")).json["handle"]
    sent = {
        "lead": "PL-YT-BV", "kind": "propaganda", "happened_on": "2021-08-18", "title": "Tuyên truyền khoa Nhi",
        "counts": {"propaganda_sittings": 1, "propaganda_attendances": 40}, "partners": ["PL-YT-NS"],
        "answers": [{"obligation": august.obligation.key, "completes": True}], "files": [photo],
        "client_token": "phone-0001",
    }  # fmt: skip
    first, second = lan.post("/acts", sent), lan.post("/acts", sent)
    assert (first.status, second.status) == (201, 201)
    assert first.json["key"] == second.json["key"]
    assert Act.objects.filter(lead=august.province.hospital).count() == 2
    assert lan.get("/figures", unit="PL-YT-BV", indicator="propaganda_attendances", period="2021").json["value"] == 126
    assert lan.get(f"/obligations/{august.obligation.key}").json["state"] == "done"
    assert [file["can_open"] for file in first.json["files"]] == [True]


def test_correcting_needs_the_version_seen_and_shows_both_values(august: August, lan: Program) -> None:
    path = f"/acts/{august.act.key}"
    seen = lan.get(path)
    blind = lan.post(f"{path}/correct", {"reason": "Đếm lại", "counts": {"propaganda_attendances": 90}})
    assert (blind.status, blind.json["code"]) == (428, "version_missing")
    counts = {"propaganda_sittings": 1, "propaganda_attendances": 90}
    assert lan.post(f"{path}/correct", {"reason": "Đếm lại", "counts": counts}, If_Match=seen.version).status == 200
    late = lan.post(f"{path}/correct", {"reason": "Khác", "place": "Hội trường", "version": 1})
    assert late.status == 409
    assert late.json["theirs"]["Lượt người nghe tuyên truyền"] == "90"
    assert late.json["yours"]["place"] == "Hội trường"
    told = lan.get(path).json
    assert told["corrections"][0]["before"]["counts"]["propaganda_attendances"] == 86
    assert lan.post(f"{path}/withdraw", {"reason": "Ghi nhầm"}).json["state"] == "withdrawn"
    assert sum(Entry.objects.filter(source=august.act.source).values_list("quantity", flat=True)) == 0


def test_a_paper_with_names_is_opened_only_by_who_may_read_names(august: August, lan: Program) -> None:
    clerk = program_of("Tí", Role.CLERK, august.province.hospital)
    path = f"/acts/{august.act.key}/files/{august.file}"
    assert b"".join(lan.get(path).response.streaming_content) == b"Danh sach"  # type: ignore[attr-defined]
    assert clerk.get(path).status == 403
    [file] = clerk.get(f"/acts/{august.act.key}").json["files"]
    assert (file["name"], file["can_open"]) == ("", False)
    assert clerk.get(f"/acts/{august.act.key}").json["recorded_by"] is None


def test_a_paper_is_entered_once(august: August, minh: Program) -> None:
    sent = {
        "unit": "PL-YT", "received_on": "2021-08-19", "subject": "V/v tăng cường phòng dịch", "symbol": "41/LĐLĐ",
        "issuer_text": "Liên đoàn Lao động tỉnh Sông Trà", "issued_on": "2021-08-17", "type": "CV",
        "clauses": [{"label": "1", "path": "1", "text": "Báo cáo hằng tuần."}],
    }  # fmt: skip
    first = minh.post("/documents", sent)
    assert (first.status, first.json["arrival_number"]) == (201, 1)
    assert first.json["document"]["clauses"][0]["text"] == "Báo cáo hằng tuần."
    again = minh.post("/documents", sent)
    assert (again.status, again.json["code"]) == (422, "refused")
    assert "41/LĐLĐ" in again.json["message"]
    assert [row["symbol"] for row in minh.get("/documents", q="tang cuong phong dich").json["items"]] == ["41/LĐLĐ"]


def test_a_paper_is_read_opened_by_nobody_and_acknowledged(august: August, lan: Program) -> None:
    paper = lan.get(f"/documents/{august.paper.key}").json
    assert [clause["path"] for clause in paper["clauses"]] == ["1"]
    [mine] = paper["deliveries"]
    assert (mine["body"]["code"], mine["opened_at"]) == ("PL-YT-BV", None)
    confirmed = lan.post(f"/documents/{august.paper.key}/acknowledge").json
    assert confirmed["deliveries"][0]["acknowledged_at"]


def test_a_file_is_read_and_not_kept(august: August, lan: Program, letter: SimpleUploadedFile) -> None:
    before = RegisteredDocument.objects.count()
    told = lan.send("/documents/read", file=letter)
    assert told.status == 200
    assert told.json["document"]["number"] == "12/KH-LĐLĐ"
    assert told.json["document"]["date"] == "2021-08-03"
    assert RegisteredDocument.objects.count() == before
    nothing = lan.send("/documents/read", file=SimpleUploadedFile("x.pdf", b"%PDF-1.4 broken"))
    assert (nothing.status, nothing.json["code"]) == (422, "unreadable_document")


def test_the_thread_as_json(august: August, minh: Program) -> None:
    thread = minh.get(f"/documents/{august.paper.key}/thread").json
    assert thread["chain"] == [august.paper.key]
    assert thread["on"] == str(TODAY)
    assert thread["count"] == {"done": 0, "doing": 0, "late": 0, "waiting": 0, "unopened": 0}


def test_an_act_at_a_leaf_of_the_thread_says_which_and_what() -> None:
    done = Done("AB12CD34EF", "Tuyên truyền khoa Nội", TODAY, 1, ((86, "person_time"),))
    leaf = node_told(Node("act", "a-AB12CD34EF", done=done))
    assert (leaf.act, leaf.title, leaf.children) == ("AB12CD34EF", "Tuyên truyền khoa Nội", [])


def test_a_report_is_returned_mended_and_accepted(august: August, lan: Program, minh: Program) -> None:
    path = f"/reports/{august.report.key}"
    seen = minh.get(path)
    [figure_told] = seen.json["figures"]
    assert (figure_told["value"], figure_told["drift"], figure_told["is_frozen"]) == (86, 0, True)
    assert "86 lượt người" in " ".join(block["text"] for block in seen.json["blocks"])
    pinned = minh.post(f"{path}/remarks", {"text": "Đối chiếu lại", "figure": "propaganda_attendances"})
    assert (pinned.status, pinned.json["remarks"][0]["figure"]) == (201, "propaganda_attendances")
    assert minh.post(f"{path}/accept", None, If_Match=seen.version).status == 422
    back = minh.post(f"{path}/return", {"version": seen.json["version"]})
    assert back.json["state"] == "returned"
    assert lan.post(f"{path}/send", None, If_Match=back.version).status == 422  # the remark is unanswered
    stale = lan.post(f"{path}/send", None, If_Match=seen.version)
    assert stale.status == 409


def test_a_report_is_opened_written_sent_and_signed(august: August, minh: Program) -> None:
    sao = program_of("Sao", Role.CHAIR, august.province.clinic)
    [asked] = sao.get("/reports/requests").json["items"]
    assert minh.post("/reports", {"request": asked["key"], "unit": "PL-GD"}).status in (403, 422), "it owes none"
    begun = sao.post("/reports", {"request": asked["key"]})
    assert (begun.status, begun.json["state"], begun.json["unit"]["code"]) == (201, "draft", "PL-YT-NS")
    path = f"/reports/{begun.json['key']}"
    blocks = [block for block in begun.json["blocks"] if block["kind"] == "paragraph"]
    for block in blocks:
        sao.put(f"{path}/blocks/{block['key']}", {"text": "Không phát sinh.", "version": block["version"]})
    stale = sao.put(f"{path}/blocks/{blocks[0]['key']}", {"text": "Khác.", "version": 1})
    assert (stale.status, stale.json["theirs"]) == (409, {"text": "Không phát sinh."})

    sent = sao.post(f"{path}/send", {"version": begun.json["version"]}).json
    accepted = minh.post(f"{path}/accept", {"version": sent["version"]}).json
    office = chair_of(august.province.clinic)
    [signer] = sao.get(f"{path}/signers").json
    assert signer["signs_as"] == "TM. BAN CHẤP HÀNH"
    signed = sao.post(f"{path}/sign", {"signer": office, "version": accepted["version"]}).json
    assert (signed["state"], signed["signer_title"]) == ("signed", "Chủ tịch")
    assert sao.get(f"/documents/{signed['document']}").json["symbol"].endswith("/BC-CĐNS")


def chair_of(unit: Unit) -> str:
    """The key of an office that signs for the unit, which now has a symbol for its papers."""
    rename(unit, name=unit.name, on=date(2020, 1, 1), symbol="CĐNS", by=SETUP)
    person = add_person("Đỗ Thị Sao", by=SETUP)
    since = date(2020, 1, 1)
    return appoint(person, body=unit, title="Chủ tịch", signs_as="TM. BAN CHẤP HÀNH", since=since, by=SETUP).key


def test_nobody_sets_a_target_for_a_neighbour(august: August, lan: Program) -> None:
    given = {"giver": "PL-YT-BV", "indicator": "members_visited", "receiver": "PL-YT-NS", "period": "2021", "value": 40}
    answer = lan.post("/targets", given)
    assert (answer.status, "không trực thuộc" in answer.json["message"]) == (403, True)


def test_units_on_a_day_and_by_a_few_letters(august: August, lan: Program) -> None:
    tree = lan.get("/units/tree", root="PL", on="2021-08-20", depth=2).json["units"]
    assert [(row["code"], row["parent"], row["children"]) for row in tree] == [
        ("PL", None, 2), ("PL-GD", "PL", 0), ("PL-YT", "PL", 2), ("PL-YT-BV", "PL-YT", 0), ("PL-YT-NS", "PL-YT", 0),
    ]  # fmt: skip
    assert lan.get("/units/tree", root="PL", on="2014-12-31").json["units"] == []
    assert [row["code"] for row in lan.get("/units", q="benh vien da khoa").json["items"]] == ["PL-YT-BV"]
    assert [each["code"] for each in lan.get("/units/PL-YT-BV").json["above"]] == ["PL", "PL-YT"]


def test_pages_follow_one_another_without_gap_or_repeat(august: August, lan: Program) -> None:
    for number in range(5):
        sent = {"lead": "PL-YT-BV", "kind": "propaganda", "happened_on": "2021-08-10", "title": f"Buổi {number}"}
        assert lan.post("/acts", sent).status == 201
    met: list[str] = []
    after: str | None = ""
    while after is not None:
        page = lan.get("/acts", limit=2, after=after).json
        met += [row["key"] for row in page["items"]]
        after = page["next"]
    whole = [row["key"] for row in lan.get("/acts").json["items"]]
    assert met == whole
    assert len(set(met)) == 6
    assert lan.get("/acts", after="KHONGCO234").json["field"] == "after"


def test_the_clock_is_the_provinces(august: August, lan: Program) -> None:
    assert lan.get("/me").json["today"] == str(TODAY) == str(clock.today())
