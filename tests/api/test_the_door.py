"""Who is let in, in whose name, in which language; and what is told to whoever is not."""

from datetime import date, timedelta

import pytest
from django.test import Client

from api_august import TODAY, August
from api_stories import Answer, Program, key_of, program_of
from builders import SETUP, user
from cli_stories import Type
from congdoan.accounts.actions import deactivate, grant_role, reset_password
from congdoan.accounts.models import ApiToken, Role
from congdoan.accounts.tokens import holder_of, issue_token, revoke_token
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import AuditEntry


def asked(client: Client, path: str = "/api/v1/me", **headers: str) -> Answer:
    return Answer(client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()}))


def test_without_a_key_or_session_nobody_is_let_in(august: August) -> None:
    nobody = asked(Client())
    assert (nobody.status, nobody.json["code"]) == (401, "unknown_caller")
    assert asked(Client(), Authorization="Bearer cd_wrong").status == 401
    assert Client().post("/api/v1/acts", {}, content_type="application/json").status_code == 401


def test_a_key_is_kept_only_as_a_digest_and_noted(august: August) -> None:
    lan = user("Lan", Role.CHAIR, august.province.hospital)
    token, secret = issue_token(lan, name="Máy chấm công", until=TODAY, by=SETUP)
    assert secret.startswith(token.hint)
    assert secret not in str(vars(ApiToken.objects.get()))
    assert holder_of(secret) == lan
    assert ApiToken.objects.get().last_used_on == TODAY
    assert "Máy chấm công" in AuditEntry.objects.get(action="accounts.token.issued").sentence


def test_a_key_ends_with_its_day_its_account_its_password_or_by_hand(august: August) -> None:
    lan = user("Lan", Role.CHAIR, august.province.hospital)
    token, secret = issue_token(lan, name="a", until=TODAY, by=SETUP)
    with clock.set_to(TODAY + timedelta(days=1)):
        assert holder_of(secret) is None
    revoke_token(token, by=SETUP)
    assert holder_of(secret) is None
    second = key_of(lan)
    reset_password(lan, by=SETUP)
    assert holder_of(second) is None
    third = key_of(lan)
    deactivate(lan, reason="nghỉ", by=SETUP)
    assert holder_of(third) is None
    with pytest.raises(Refused):
        issue_token(lan, name="b", until=TODAY, by=SETUP)


def test_keys_on_the_command_line(august: August, typed: Type) -> None:
    user("Lan", Role.CHAIR, august.province.hospital)
    code, out, _err = typed("token", "new", "lan", "Máy chấm công", "--days", "30")
    secret = out.splitlines()[-1]
    assert code == 0
    assert asked(Client(), Authorization=f"Bearer {secret}").json["username"] == "lan"
    key = ApiToken.objects.get().key
    assert key in typed("token", "list", "lan")[1]
    assert typed("token", "revoke", key)[0] == 0
    assert asked(Client(), Authorization=f"Bearer {secret}").status == 401
    assert typed("token", "new", "nobody", "x")[0] == 1


def test_a_session_needs_its_form_token_to_change_anything(august: August) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user("Lan", Role.CHAIR, august.province.hospital))
    me = asked(browser)
    path = f"/api/v1/obligations/{august.obligation.key}/finish"
    body = {"on": str(TODAY)}
    without = Answer(browser.post(path, body, content_type="application/json"))
    assert (without.status, without.json["code"]) == (403, "no_form_token")
    headers = {"X-CSRFToken": me.json["form_token"]}
    assert browser.post(path, body, content_type="application/json", headers=headers).status_code == 200


def test_a_program_gets_no_form_token_and_needs_none(lan: Program, august: August) -> None:
    assert lan.get("/me").json["form_token"] is None
    lan.client = Client(enforce_csrf_checks=True)
    assert lan.post(f"/obligations/{august.obligation.key}/finish", {"on": str(TODAY)}).status == 200


def test_a_one_time_password_is_changed_first(lan: Program, august: August) -> None:
    lan.user.must_change_password = True
    lan.user.save()
    assert (lan.get("/me").status, lan.get("/me").json["code"]) == (403, "not_allowed")


def test_one_acts_for_the_unit_one_names(august: August) -> None:
    both = program_of("Nga", Role.CHAIR, august.province.sector)
    grant_role(both.user, Role.OFFICER, unit=august.province.top, since=date(2020, 1, 1), by=SETUP)
    key = {"Authorization": f"Bearer {both.secret}"}
    assert asked(Client(), **key).json["unit"]["code"] in {"PL", "PL-YT"}
    for code in ("PL", "PL-YT"):
        assert asked(Client(), **key, Congdoan_Unit=code).json["unit"]["code"] == code
    stranger = asked(Client(), **key, Congdoan_Unit="ST")
    assert (stranger.status, stranger.json["code"]) == (403, "not_allowed")


def test_messages_in_the_language_asked_for(lan: Program, august: August) -> None:
    key = {"Authorization": f"Bearer {lan.secret}"}
    path = "/api/v1/documents/KHONGCO234/files/KHONGCO234"
    paper = f"/api/v1/documents/{august.paper.key}/files/KHONGCO234"
    assert asked(Client(), path, **key).response.headers["Content-Language"] == "vi"
    assert asked(Client(), paper, **key).json["message"] == "Văn bản này không có tệp ấy."
    english = asked(Client(), paper, **key, Accept_Language="en-GB,en;q=0.9,vi;q=0.5")
    assert english.json["message"] == "This paper has no such file."


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/figures?unit=PL-YT-BV&indicator=propaganda_attendances&period=thang-8", 422),
        ("/figures?unit=PL-YT-BV&indicator=propaganda_attendances&period=9999", 422),
        ("/figures?unit=PL-YT-BV", 422),
        ("/documents?q=%00", 422),
        ("/documents?limit=0", 422),
        ("/units/KHONG-CO", 404),
        ("/khong/co", 404),
    ],
)
def test_what_is_wrong_is_told_the_same_way(path: str, status: int, lan: Program, august: August) -> None:
    told = lan.get(path)
    assert told.status == status
    assert set(told.json) <= {"code", "message", "field"}
    assert told.json["message"]


def test_broken_json_and_nul_are_no_fault_of_ours(lan: Program, august: August) -> None:
    for body in (b"{", b'{"lead": "a\\u0000b"}', b"\xff"):
        sent = lan.client.post(
            "/api/v1/acts", body, content_type="application/json", headers={"Authorization": f"Bearer {lan.secret}"}
        )
        assert (sent.status_code, sent.json()["code"]) == (400, "unreadable")


def test_the_description_is_ours_alone(august: August) -> None:
    page = Client().get("/api/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "/api/v1/obligations/{key}/nil-return" in html
    assert "<script" not in html
    assert "style=" not in html
    assert "//" not in html.replace("<!doctype", "").replace("http://testserver", "")
    assert Client().get("/api/v1/openapi.json").json()["openapi"].startswith("3.")
