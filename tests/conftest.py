"""The ground every test stands on: a real PostgreSQL, a migrated database of its own, nothing kept between tests."""

import fcntl
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

import databases
from congdoan.cli.translations import catalogues
from congdoan.foundation import files
from congdoan.installation import keyring
from congdoan.installation.settings import REPOSITORY, installation

_copies = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> databases.Server:
    """The PostgreSQL that all tests of this run share."""
    return databases.start()


@pytest.fixture(scope="session")
def template(server: databases.Server, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a migrated database that nobody is connected to, made once per state of the migrations."""
    name = f"test_template_{databases.fingerprint()}"
    installation().data.mkdir(parents=True, exist_ok=True)
    with (installation().data / "test-template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server.drop_left_over(keep=name)
        if not server.exists(name):
            unfinished = f"{name}_unfinished"
            server.drop(unfinished)
            server.create(unfinished)
            with django_db_blocker.unblock(), _connected_to(server, unfinished):
                call_command("migrate", verbosity=0, interactive=False)
            server.rename(unfinished, to=name)
    return name


@pytest.fixture(scope="session")
def django_db_setup(server: databases.Server, template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """This process's own database; pytest-django rolls back each test in it."""
    name = f"test_run_{os.getpid()}"
    server.drop(name)
    server.create(name, template=template)
    with django_db_blocker.unblock(), _connected_to(server, name):
        yield
    server.drop(name)


@pytest.fixture
def fresh_database(
    server: databases.Server, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database of this test alone, for what must really commit: threads that race, a server of pages, a crash.

    Yields its name. Use it instead of `django_db(transaction=True)`, which would flush tables that refuse it.
    """
    name = f"test_run_{os.getpid()}_{next(_copies)}"
    server.create(name, template=template)
    try:
        with django_db_blocker.unblock(), _connected_to(server, name):
            yield name
    finally:
        server.drop(name)


class _connected_to:
    """Django's connection, in every thread opened meanwhile, goes to another database of the test server."""

    def __init__(self, server: databases.Server, name: str) -> None:
        self.values = {**server.values, "NAME": name}

    def __enter__(self) -> None:
        connection.close()
        self.before = {key: connections.settings["default"][key] for key in self.values}
        connections.settings["default"].update(self.values)

    def __exit__(self, *error: object) -> None:
        connections.close_all()
        connections.settings["default"].update(self.before)


settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a busy machine is slow; that is no fault of what is tested


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues that were edited since; workers find them ready."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_stale(REPOSITORY / "src" / "congdoan")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the browser journeys that this machine could not make."""
    skipped = [report.nodeid for report in terminalreporter.getreports("skipped") if "tests/browser/" in report.nodeid]
    if skipped:
        terminalreporter.section("browser journeys skipped: no Chromium here (apt-get install chromium)")
        for name in sorted(skipped):
            terminalreporter.line(name.removeprefix("tests/browser/"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse the two ways of asking for a flushed database."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        asked = "transactional_db" in getattr(item, "fixturenames", ())
        if asked or (mark and mark.kwargs.get("transaction")):
            raise pytest.UsageError(f"{item.nodeid}: tables here refuse a flush; ask for `fresh_database`.")


@pytest.fixture(scope="session", autouse=True)
def papers_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Stored files of tests lie in a folder that goes with the run. They are kept by content, so stories share it."""
    kept = tmp_path_factory.mktemp("papers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "folder", lambda: kept)
        yield kept


@pytest.fixture(scope="session", autouse=True)
def sealing_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests seal with keys of their own, in a file that goes with the run."""
    kept = tmp_path_factory.mktemp("keys") / "sealing-keys.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyring, "path_of", lambda _settings: kept)
        patch.delenv(keyring.KEYS, raising=False)
        keyring.keyring.cache_clear()
        yield kept


@pytest.fixture
def province(db: None) -> Any:
    """The small province of the stories (see builders)."""
    from builders import Province

    return Province()
