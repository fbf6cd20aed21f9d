"""The door: calm to an officer who mistypes, slow to whoever guesses."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connections
from django.test import Client

from congdoan.accounts import patience
from congdoan.accounts.models import SignInTries, User
from congdoan.installation.settings import installation
from congdoan.web.shell import knocking

PASSWORD = "mat-khau-thu-nghiem"


def sign_in(client: Client, name: str, password: str, onward: str = "") -> tuple[int, str]:
    answer = client.post("/dang-nhap/", {"username": name, "password": password, "next": onward})
    return answer.status_code, answer.get("Location") or answer.content.decode()


def test_one_signs_in_and_goes_where_one_was_going(lan: User) -> None:
    assert sign_in(Client(), lan.username, PASSWORD, "/van-ban/") == (302, "/van-ban/")
    assert sign_in(Client(), lan.username, PASSWORD, "https://elsewhere.example/") == (302, "/")


def test_a_wrong_name_and_a_wrong_password_sound_the_same(lan: User) -> None:
    words = "Tên đăng nhập hoặc mật khẩu chưa đúng"
    for name in (lan.username, "khong.ai"):
        status, text = sign_in(Client(), name, "sai")
        assert status == 422
        assert words in text


def test_a_closed_account_does_not_open(lan: User) -> None:
    lan.is_active = False
    lan.save()
    assert sign_in(Client(), lan.username, PASSWORD)[0] == 422


def test_after_five_failures_even_the_right_password_waits(lan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, lan.username, "sai")
    assert "Hãy đợi 5 giây" in sign_in(client, lan.username, PASSWORD)[1]
    almost, over = (lambda now=patience.time.time, after=after: now() + after for after in (4.7, 6))
    monkeypatch.setattr(patience.time, "time", almost)
    assert "Hãy đợi 1 giây" in sign_in(client, lan.username, PASSWORD)[1], "not even in the last half second"
    monkeypatch.setattr(patience.time, "time", over)
    assert sign_in(client, lan.username, PASSWORD)[0] == 302


def test_a_stranger_s_guesses_do_not_lock_out_the_officer(lan: User) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(8):
        sign_in(stranger, lan.username, "sai")
    assert sign_in(stranger, lan.username, PASSWORD)[0] == 422
    assert sign_in(Client(), lan.username, PASSWORD)[0] == 302


def test_a_crowd_of_strangers_does_not_lock_her_out_of_her_own_browser(lan: User) -> None:
    own, new = Client(), Client()
    assert sign_in(own, lan.username, PASSWORD)[0] == 302
    own.post("/dang-xuat/")
    for number in range(patience.NAME_FROM_EVERYWHERE.free):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), lan.username, "sai")

    assert "Hãy đợi" in sign_in(new, lan.username, PASSWORD)[1]
    assert sign_in(own, lan.username, PASSWORD)[0] == 302
    assert lan.username not in own.cookies[knocking.COOKIE].value


def test_many_names_from_one_address_wait_as_one_name_does(lan: User) -> None:
    """Known names or not, it sounds the same: the answer does not say which names there are."""
    sprayer = Client(REMOTE_ADDR="203.0.113.9")
    for number in range(patience.ADDRESS.free):
        assert "chưa đúng" in sign_in(sprayer, f"nguoi.{number}", "sai")[1]

    for name in (lan.username, "khong.ai"):
        assert "Hãy đợi 5 giây" in sign_in(sprayer, name, PASSWORD)[1]
    assert sign_in(Client(REMOTE_ADDR="203.0.113.10"), lan.username, PASSWORD)[0] == 302


def test_tries_are_forgotten_one_by_one(lan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(7):
        patience.try_once(patience.Knock(lan.username, "203.0.113.9"))
    real = patience.time.time
    assert patience.try_once(patience.Knock(lan.username, "203.0.113.9")) > 0
    monkeypatch.setattr(patience.time, "time", lambda: real() + 4 * 180)
    for _ in range(4):
        assert patience.try_once(patience.Knock(lan.username, "203.0.113.9")) == 0
    assert patience.try_once(patience.Knock(lan.username, "203.0.113.9")) > 0
    assert not patience.forget_old_tries()
    monkeypatch.setattr(patience.time, "time", lambda: real() + 3 * 24 * 3600)
    assert patience.forget_old_tries() == SignInTries.objects.count() + 3


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_a_forged_header_neither_helps_nor_harms(
    lan: User, monkeypatch: pytest.MonkeyPatch, behind_proxy: bool
) -> None:
    """What the guesser writes into X-Forwarded-For is not believed; what our own proxy adds at its end is."""
    here = replace(installation(), behind_https=behind_proxy)
    monkeypatch.setattr(knocking, "installation", lambda: here)

    def knock_from(address: str, forged: str) -> Client:
        if behind_proxy:
            return Client(REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": f"{forged}, {address}"})
        return Client(REMOTE_ADDR=address, headers={"X-Forwarded-For": forged})

    for number in range(patience.NAME_FROM_HERE.free):
        sign_in(knock_from("203.0.113.9", f"192.0.2.{number}"), lan.username, "sai")
    assert "Hãy đợi" in sign_in(knock_from("203.0.113.9", "192.0.2.99"), lan.username, PASSWORD)[1]
    assert sign_in(knock_from("192.0.2.1", "203.0.113.9"), lan.username, PASSWORD)[0] == 302


def test_a_hundred_tries_at_one_moment_are_no_single_one(fresh_database: str) -> None:
    def knock(_number: int) -> int:
        try:
            return patience.try_once(patience.Knock("lan", "203.0.113.9"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crowd:
        waits = list(crowd.map(knock, range(24)))
    assert waits.count(0) == patience.NAME_FROM_HERE.free


def test_a_password_set_by_another_must_be_changed_first(lan: User) -> None:
    lan.must_change_password = True
    lan.save()
    client = Client()
    assert sign_in(client, lan.username, PASSWORD) == (302, "/doi-mat-khau/")
    assert client.get("/tim-don-vi/").get("Location") == "/doi-mat-khau/", "nothing else opens before"
    new = {"old_password": PASSWORD, "new_password1": "mot-cau-rat-dai-2024", "new_password2": "mot-cau-rat-dai-2024"}
    assert client.post("/doi-mat-khau/", new).status_code == 302
    assert client.get("/").status_code != 403
    assert sign_in(Client(), lan.username, "mot-cau-rat-dai-2024")[0] == 302


def test_one_signs_out_by_pressing_not_by_following_a_link(lan: User) -> None:
    client = Client()
    sign_in(client, lan.username, PASSWORD)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert client.get("/")["Location"].startswith("/dang-nhap/")


def test_the_language_one_chose_waits_at_the_next_door(lan: User) -> None:
    client = Client()
    sign_in(client, lan.username, PASSWORD)
    client.post("/ngon-ngu/", {"language": "en", "next": "/doi-mat-khau/"})
    elsewhere = Client()
    sign_in(elsewhere, lan.username, PASSWORD)
    assert "Change password" in elsewhere.get("/doi-mat-khau/").content.decode()


def test_what_was_shown_stays_in_no_browser_and_no_proxy(lan: User) -> None:
    client = Client()
    sign_in(client, lan.username, PASSWORD)

    for address in ("/doan-vien/", "/cham-lo/", "/quy/", "/khong-co-trang-nay/"):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"], f"{address}: {answer.status_code}"


def test_a_page_that_refuses_leads_back_only_to_a_page_of_ours(lan: User) -> None:
    client = Client()
    sign_in(client, lan.username, PASSWORD)

    elsewhere = client.get("/quy/phieu/KHONGCO/", headers={"Referer": "https://elsewhere.example/bay"})
    assert elsewhere.status_code == 404
    assert "elsewhere.example" not in elsewhere.content.decode()
    ours = client.get("/quy/phieu/KHONGCO/", headers={"Referer": "http://testserver/quy/"})
    assert 'href="http://testserver/quy/"' in ours.content.decode()
