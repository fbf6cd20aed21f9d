"""`demo --reset` throws away a demonstration and nothing else."""

from pathlib import Path

import pytest

from builders import Province
from congdoan.cli.frame import CannotRun
from congdoan.demo import actions
from congdoan.demo.world import found
from congdoan.foundation.errors import Refused
from congdoan.installation import database
from congdoan.site import demonstration

pytestmark = pytest.mark.django_db


@pytest.fixture
def thrown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes that the database was thrown away instead of doing it."""
    noted: list[str] = []
    monkeypatch.setattr(database, "make_anew", lambda: noted.append("thrown"))
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    return noted


def called(monkeypatch: pytest.MonkeyPatch, name: str, *, embedded: bool) -> None:
    monkeypatch.setattr(database, "is_embedded", lambda: embedded)
    monkeypatch.setattr(database, "connection", lambda _settings: {"NAME": name})


def tell_the_founding() -> None:
    """As much of the demo as says whose database this is."""
    for name in actions.TOLD:
        found(name)


@pytest.mark.parametrize(("name", "embedded"), [("congdoan", True), ("congdoan_demo", False)])
def test_a_demonstration_may_be_thrown_away(
    name: str, embedded: bool, thrown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called(monkeypatch, name, embedded=embedded)
    tell_the_founding()
    assert actions.is_loaded()
    demonstration._throw_away()
    assert thrown == ["thrown"]


def test_an_outside_database_must_say_demo_in_its_name(thrown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    called(monkeypatch, "congdoan", embedded=False)
    with pytest.raises(CannotRun, match="congdoan"):
        demonstration._throw_away()
    assert thrown == []


def test_real_units_are_never_thrown_away(
    province: Province, thrown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called(monkeypatch, "demo", embedded=True)
    with pytest.raises(CannotRun, match="đơn vị thật"):
        demonstration._throw_away()
    assert thrown == []


def test_nor_are_those_that_joined_a_demonstration(thrown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    called(monkeypatch, "demo", embedded=True)
    tell_the_founding()
    Province()
    with pytest.raises(CannotRun):
        demonstration._throw_away()
    assert thrown == []


def test_what_an_earlier_version_loaded_asks_to_be_loaded_anew(
    thrown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called(monkeypatch, "demo", embedded=True)
    found(actions.TOLD[0])
    with pytest.raises(CannotRun, match="--reset"):
        demonstration.load()
    demonstration._throw_away()
    assert thrown == ["thrown"]


def test_a_real_province_of_the_same_code_is_no_demonstration(province: Province) -> None:
    province.unit("Liên đoàn Lao động tỉnh Lâm Đồng", "province", code="LD")
    province.unit("Liên đoàn Lao động tỉnh Lai Châu", "province", code="LC")
    assert not actions.is_loaded()
    assert actions.holds_real_work()
    with pytest.raises(Refused, match="trống"):
        actions.load()


def test_who_may_sign_in_is_told_also_on_the_second_run(capsys: pytest.CaptureFixture[str]) -> None:
    tell_the_founding()
    demonstration.load()
    demonstration._introduce("http://127.0.0.1:8000/")
    said = capsys.readouterr().out
    assert "đã được nạp từ trước" in said
    for login in actions.logins():
        assert login.username in said
    assert actions.WELCOME in said
    assert "http://127.0.0.1:8000/" in said


def test_the_database_is_made_anew_empty(tmp_path: Path, fresh_database: str) -> None:
    """Against the real server: what was there is gone, the name stays."""
    import psycopg
    from django.db import connection

    values = {key.lower(): value for key, value in connection.settings_dict.items() if key in ("HOST", "PORT", "USER")}
    with pytest.MonkeyPatch.context() as patch:
        names = {"NAME": fresh_database, **{key.upper(): value for key, value in values.items()}}
        patch.setattr(database, "connection", lambda _settings: names)
        connection.close()
        database.make_anew()
    with psycopg.connect(dbname=fresh_database, **values) as session:
        tables = session.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0,)
