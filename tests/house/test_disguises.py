"""Ways for a lower room to know an upper one that an import checker does not see.

Each is looked for in the code itself, and each finder is shown a made-up offender, so that it cannot fall asleep.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from house.house_plan import PACKAGE, code_of, floors, may_not_know, place, rooms

LOADERS = {"get_model", "import_string", "import_module", "get_app_config", "find_spec"}
SIGNALS = re.compile(r"django\.(db\.models|core|db\.backends)\.signals")


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if room_of_model(model) in floors()]


def room_of_model(model: type[Model]) -> str:
    module = model.__module__.split(".")
    return module[1] if module[0] == "congdoan" else ""


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string of the code that is no docstring, with its line."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.lineno, node.value


def test_relations_point_down() -> None:
    """Foreign keys, many-to-many tables, and generic keys, which can point anywhere and are not used."""
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation
        and isinstance(field.related_model, type)
        and room_of_model(field.related_model) in may_not_know(room_of_model(model))
    ]
    assert upward == []
    assert [model for model in our_models() if model._meta.private_fields] == []


def paths_up(source: str, room: str) -> Iterator[tuple[int, str]]:
    """Strings that name an upper room: a dotted path, a model label, a template tag library, a job's name."""
    above = may_not_know(room)
    dotted = re.compile(r"^congdoan\.(\w+)(\.|$)")
    labelled = re.compile(r"^(\w+)\.[A-Z]\w+$")
    if not above or not re.search(rf"""["'](?:congdoan\.)?(?:{"|".join(above)})\b""", source):
        return
    for line, text in strings(ast.parse(source)):
        for pattern in (dotted, labelled):
            found = pattern.match(text)
            if found and found[1] in above:
                yield line, text


@pytest.mark.parametrize("room", rooms())
def test_no_string_names_a_room_above(room: str) -> None:
    found = [f"{place(path, line)} {text}" for path in code_of(room) for line, text in paths_up(path.read_text(), room)]
    assert found == []


def test_the_finder_of_strings_is_awake() -> None:
    source = (
        '"""congdoan.reports.x"""\nget_model("reports.Report")\nload("congdoan.web.shell")\nload("congdoan.journal")'
    )
    assert [line for line, _text in paths_up(source, "obligations")] == [2, 3]


def names_from_above(room: str) -> set[str]:
    """Names by which models that `room` may know answer for the relations of rooms above it.

    A name that something in `room` or below also carries by right is left out: the finder cannot tell them apart.
    """
    above = may_not_know(room)
    known = [model for model in our_models() if room_of_model(model) not in above]
    from_above, by_right = set(), set()
    for model in known:
        for relation in model._meta.related_objects:
            names = {relation.get_accessor_name(), relation.name} - {None}
            (from_above if room_of_model(relation.related_model) in above else by_right).update(names)
        by_right.update(field.name for field in model._meta.get_fields() if not field.auto_created)
    read = own_names("documents") if "documents" not in above else set()  # a Reading has duties too, and no relation
    return from_above - by_right - own_names(room) - read


@cache
def own_names(room: str) -> set[str]:
    """What a room defines: functions, dataclass fields, assigned attributes, arguments, imports' names."""
    names = set()
    for path in code_of(room):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                names.add(node.attr)
    return names


def reaches_up(source: str, names: set[str]) -> Iterator[tuple[int, str]]:
    """Attributes, keyword lookups and `a__b` strings that go through one of `names`."""
    if not any(name in source for name in names):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield node.lineno, node.attr
        elif isinstance(node, ast.keyword) and node.arg and "__" in node.arg and set(node.arg.split("__")) & names:
            yield node.value.lineno, node.arg
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"-?\w+__\w+", node.value)
            and set(node.value.lstrip("-").split("__")) & names
        ):
            yield node.lineno, node.value


@pytest.mark.parametrize("room", [room for room in rooms() if room not in ("documents", "installation")])
def test_no_lookup_climbs_a_relation_backwards(room: str) -> None:
    names = names_from_above(room)
    found = [
        f"{place(path, line)} {name}" for path in code_of(room) for line, name in reaches_up(path.read_text(), names)
    ]
    assert found == []


def test_the_finder_of_lookups_is_awake() -> None:
    assert {"given_duties", "acts"} <= names_from_above("organisation")
    source = "unit.reports.all()\nUnit.objects.filter(reports__year=1)\nqs.order_by('-reports__year')\nunit.name"
    assert [line for line, _name in sorted(reaches_up(source, {"reports"}))] == [1, 2, 3]


def tables_above(room: str) -> dict[str, str]:
    """The tables that raw SQL in `room` may not name, with their owner."""
    above = may_not_know(room)
    return {model._meta.db_table: room_of_model(model) for model in our_models() if room_of_model(model) in above}


def sql_above(source: str, tables: dict[str, str]) -> Iterator[tuple[int, str]]:
    if not tables:
        return
    name = re.compile(r"\b(" + "|".join(map(re.escape, tables)) + r")\b")
    if not name.search(source):
        return
    for line, text in strings(ast.parse(source)):
        for found in name.finditer(text):
            yield line, found[1]


@pytest.mark.parametrize("room", rooms())
def test_no_sql_names_a_table_from_above(room: str) -> None:
    """In code and in migrations: a trigger is code too."""
    tables = tables_above(room)
    paths = code_of(room, migrations=True)
    found = [f"{place(path, line)} {name}" for path in paths for line, name in sql_above(path.read_text(), tables)]
    assert found == []


def test_the_finder_of_tables_is_awake() -> None:
    tables = tables_above("organisation")
    assert "journal_entry" in tables
    assert list(sql_above('x = "SELECT 1 FROM journal_entry e"', tables)) == [(1, "journal_entry")]


def listens(source: str) -> Iterator[int]:
    """Lines that receive a signal. A room may fill its own reference tables after its own migration, no more."""
    if not re.search("signals|receiver|post_migrate", source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and SIGNALS.match(node.module or ""):
            if {name.name for name in node.names} != {"post_migrate"}:
                yield node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("post_migrate.connect", "receiver")):
            senders = [keyword.value for keyword in node.keywords if keyword.arg == "sender"]
            if [ast.unparse(sender) for sender in senders] != ["self"]:
                yield node.lineno


def test_nobody_listens_to_signals_of_others() -> None:
    """What follows from a change is called by its verb, where it can be read."""
    found = [place(path, line) for path in PACKAGE.rglob("*.py") for line in listens(path.read_text())]
    assert found == []


def test_the_finder_of_listeners_is_awake() -> None:
    source = (
        "from django.db.models.signals import post_save\npost_migrate.connect(f)\npost_migrate.connect(f, sender=self)"
    )
    assert list(listens(source)) == [1, 2]


def test_only_doors_have_templates() -> None:
    doors = ("web", "api", "cli", "site")
    assert [path for path in PACKAGE.rglob("templates") if path.relative_to(PACKAGE).parts[0] not in doors] == []


def test_migrations_depend_downward() -> None:
    graph = MigrationLoader(None).graph
    upward = [
        f"{child} → {parent}"
        for (app, name), node in graph.node_map.items()
        for parent in (step.key for step in node.parents)
        for child in [f"{app}.{name}"]
        if app in floors() and parent[0] in may_not_know(app)
    ]
    assert upward == []


def test_migrations_import_nothing_of_ours() -> None:
    """They will run against code not yet written. Only the maker of public keys is named, as a column's default."""
    ours = re.compile(r"^(?:from|import) (congdoan\S*)", re.MULTILINE)
    imported = {name for path in PACKAGE.rglob("migrations/*.py") for name in ours.findall(path.read_text())}
    assert imported <= {"congdoan.foundation.keys"}


def test_no_room_was_begun_twice() -> None:
    """A second initial migration means that two rooms once pointed at each other."""
    assert [path for path in PACKAGE.rglob("migrations/*_initial.py") if path.name != "0001_initial.py"] == []


def test_the_plan_and_the_folder_agree() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= set(floors())
    assert Path(PACKAGE, "foundation").exists()
