"""Where two people may write the same at one moment, the second is told in words what the first one did."""

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.models import UniqueConstraint

from congdoan.foundation.collisions import reasons, sentences


def constraints() -> dict[str, str]:
    """Every named constraint that holds rows apart, with its room."""
    return {
        constraint.name: model._meta.app_label
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint | ExclusionConstraint)
    }


def columns() -> set[str]:
    return {
        f"{model._meta.db_table}_{field.column}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.unique
    }


def test_every_constraint_has_a_sentence_or_a_reason() -> None:
    known = {**sentences(), **reasons()}
    assert {name: room for name, room in constraints().items() if name not in known} == {}
    assert sentences().keys() & reasons().keys() == set()


def test_no_sentence_is_left_for_a_constraint_that_is_gone() -> None:
    assert (sentences().keys() | reasons().keys()) - constraints().keys() - columns() == set()


def test_a_room_speaks_of_its_own_alone_and_in_whole_sentences() -> None:
    for config in apps.get_app_configs():
        for name, words in getattr(config, "collisions", {}).items():
            assert constraints().get(name, config.label) == config.label, name
            assert str(words).endswith("."), name
