"""The doctor names what is wrong and how to mend it."""

import shutil
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.db import connection

from congdoan.cli import migrate
from congdoan.cli.doctor import data, machine
from congdoan.cli.doctor.finding import Finding, State
from congdoan.cli.frame import CannotRun
from congdoan.installation import database, instance, postgres
from congdoan.installation.settings import REPOSITORY, BadSetting, installation, read


def states(findings: list[Finding]) -> list[State]:
    return [finding.state for finding in findings]


def test_a_package_that_is_missing_or_differs_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(
        "django==0.1 \\\n    --hash=sha256:00\nnot-installed==1.0 \\\nwinonly==1 ; sys_platform == 'win32' \\\n"
    )
    [finding] = machine.packages(lock)
    assert finding.state is State.WRONG
    assert "django" in finding.what
    assert "not-installed" in finding.what
    assert "winonly" not in finding.what
    assert finding.mend == "python3 run.py setup"


def test_what_is_installed_here_is_what_is_locked() -> None:
    assert states(list(machine.packages())) == [State.GOOD]


def test_missing_front_end_files_are_noticed(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(REPOSITORY / name, tmp_path)
    assert states(list(machine.front_end(tmp_path))) == [State.WRONG]


def test_a_machine_without_ocr_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    found = list(machine.helpers())
    assert states(found) == [State.HANDY] * 3
    assert "tesseract-ocr-vie" in found[0].mend


@pytest.mark.parametrize(("megabytes", "state"), [(100, State.WRONG), (1000, State.HANDY), (5000, State.GOOD)], ids=str)
def test_disk_space(megabytes: int, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 0, megabytes * 1024 * 1024))
    assert states(list(data.disk(tmp_path / "not" / "yet"))) == [state]


def test_a_full_disk_is_told_as_such_and_not_as_a_missing_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = "FATAL: could not write to file: No space left on device"
    with pytest.raises(postgres.NoRoom, match="đã hết chỗ") as refusal:
        postgres.Cluster(tmp_path)._refuse_full_disk(full)
    monkeypatch.setattr(database, "ready", Mock(side_effect=refusal.value))

    [finding] = data.database(installation())
    assert finding.state is State.WRONG
    assert "Dọn bớt đĩa" in finding.mend
    assert "run.py setup" not in finding.mend


def test_a_signing_key_that_others_can_read(tmp_path: Path) -> None:
    key = tmp_path / "secret-key"
    key.write_text("x" * 60)
    key.chmod(0o644)
    assert states(list(data.key(tmp_path))) == [State.WRONG]
    key.chmod(0o600)
    assert list(data.key(tmp_path)) == []


def test_a_taken_port_and_the_next_one_offered(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        [finding] = data.serving(tmp_path, port)
    assert finding.state is State.WRONG
    assert str(port + 1) in finding.mend
    assert states(list(data.serving(tmp_path, port))) == [State.GOOD]


def test_a_second_command_on_the_same_data_is_named_by_its_address(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from congdoan.installation import instance\n"
        "with instance.only_one(Path(sys.argv[1]), 'http://127.0.0.1:9/'): print('serving', flush=True); input()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], env={"PYTHONPATH": str(REPOSITORY / "src")}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert other.stdout
    assert other.stdout.readline() == "serving\n"
    [finding] = data.serving(tmp_path, 9)
    assert "http://127.0.0.1:9/" in finding.what
    assert str(other.pid) in finding.mend
    with pytest.raises(instance.AlreadyServing), instance.only_one(tmp_path, "http://127.0.0.1:10/"):
        pass
    other.kill()
    other.communicate()
    with instance.only_one(tmp_path, "http://127.0.0.1:10/"):
        assert instance.running(tmp_path) is not None
    assert instance.running(tmp_path) is None


def test_a_bad_setting_is_refused_by_name() -> None:
    for name, value in {
        "CONGDOAN_HTTPS": "maybe",
        "DATABASE_URL": "mysql://x/y",
        "CONGDOAN_SECRET_KEY": "short",
        "CONGDOAN_DATA": __file__,
    }.items():
        with pytest.raises(BadSetting, match=name) as refused:
            read({name: value})
        assert refused.value.name == name


def test_a_secret_never_shows_in_a_refusal() -> None:
    with pytest.raises(BadSetting) as refused:
        read({"DATABASE_URL": "mysql://lan:mat-khau@x/y"})
    assert "mat-khau" not in str(refused.value)


def test_a_half_done_migration_and_a_newer_database(fresh_database: str) -> None:
    assert states(list(data.schema())) == [State.GOOD]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    [behind] = data.schema()
    assert behind.state is State.WRONG
    assert behind.mend == "python3 run.py migrate"
    assert "sessions.0001_initial" in behind.what
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('journal', '9999_later', now())")
    [ahead] = data.schema()
    assert "journal.9999_later" in ahead.what


def test_a_step_the_database_refuses_is_told_in_words(fresh_database: str) -> None:
    """A backup restored in part: the table is there, the line that says so is not."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    with pytest.raises(CannotRun) as refused:
        migrate.apply()
    for words in ("sessions.0001_initial", "django_session", "already exists", "khôi phục trọn vẹn", "run.py doctor"):
        assert words in str(refused.value)


def test_a_table_that_is_gone_and_a_later_program_stop_the_site_in_words(fresh_database: str) -> None:
    assert migrate.apply() == 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_session")

    [finding] = data.schema()
    assert finding.state is State.WRONG
    assert "django_session" in finding.what
    with pytest.raises(CannotRun, match="django_session"):
        migrate.apply()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('journal', '9999_later', now())")
    with pytest.raises(CannotRun, match=r"journal\.9999_later"):
        migrate.apply()


def test_an_outside_server_that_is_old_or_silent_is_refused_before_anything_else(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
    ours = {name: connection.settings_dict[name] for name in found}
    monkeypatch.setattr(database, "connection", lambda _settings: ours)
    database.refuse_unfit()
    with pytest.raises(postgres.CannotStart, match=r"PostgreSQL \d+ ở DATABASE_URL quá cũ, cần từ 99"):
        database.refuse_unfit(oldest=99)
    ours["HOST"], ours["PORT"] = "127.0.0.1", "9"
    with pytest.raises(postgres.CannotStart, match="Không vào được cơ sở dữ liệu ở DATABASE_URL"):
        database.refuse_unfit()


@pytest.mark.django_db
def test_an_old_server() -> None:
    assert next(data.server(outside=True)).state is State.GOOD
    [finding] = data.server(outside=True, oldest=99)
    assert finding.state is State.WRONG
    assert "99" in finding.what


def test_every_finding_speaks_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "congdoan.site.command", "doctor", "--lang", "en", "--port", "1"],
        env={"PYTHONPATH": str(REPOSITORY / "src"), "PATH": "/usr/bin:/bin", "CONGDOAN_HTTPS": "perhaps"},
        capture_output=True, text=True, check=False, cwd=REPOSITORY,
    )  # fmt: skip
    assert answer.returncode == 1
    assert "CONGDOAN_HTTPS='perhaps' cannot be used" in answer.stdout
    assert "Remove or correct the environment variable CONGDOAN_HTTPS." in answer.stdout
