"""Questions about papers, books and recipients."""

from congdoan.registry.queries.papers import (
    Step,
    arrival_of,
    known_paper,
    papers_of,
    same_file,
    same_paper,
    trail,
)
from congdoan.registry.queries.prefilling import fields_of, outline_from
from congdoan.registry.queries.reading import fields_read
from congdoan.registry.queries.recipients import Reached, bodies_of, reached
from congdoan.registry.queries.recognising import Meaning, body_named, meanings, recipients_of
from congdoan.registry.queries.twins import Twin, Why, twin_of, twin_of_file

__all__ = [
    "Meaning",
    "Reached",
    "Step",
    "Twin",
    "Why",
    "arrival_of",
    "bodies_of",
    "body_named",
    "fields_of",
    "fields_read",
    "known_paper",
    "meanings",
    "outline_from",
    "papers_of",
    "reached",
    "recipients_of",
    "same_file",
    "same_paper",
    "trail",
    "twin_of",
    "twin_of_file",
]
