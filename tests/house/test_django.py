"""What Django itself can tell about the code before anything runs."""

import io

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.urls import get_resolver


def test_django_finds_nothing_wrong() -> None:
    assert run_checks() == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_no_two_pages_share_a_name() -> None:
    """A second page of the same name would be reached by nobody's link."""
    names: dict[str, set[str]] = {}
    for name, patterns in get_resolver().reverse_dict.lists():
        if isinstance(name, str):
            names.setdefault(name, set()).update(pattern[1] for pattern in patterns)
    assert {name: paths for name, paths in names.items() if len(paths) > 1} == {}
