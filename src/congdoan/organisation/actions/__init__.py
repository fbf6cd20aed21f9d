"""Every change of the organisation. Nothing is overwritten: a name, a level, a placement ends and the next begins."""

from congdoan.organisation.actions.bodies import change_place, register_body, rename
from congdoan.organisation.actions.people import (
    Identity,
    add_people,
    add_person,
    appoint,
    close_committee,
    end_office,
    form_committee,
    remove_people,
)
from congdoan.organisation.actions.units import add_to_line, command_line, establish_unit
from congdoan.organisation.events import cited, record_event

__all__ = [
    "Identity",
    "add_people",
    "add_person",
    "add_to_line",
    "appoint",
    "change_place",
    "cited",
    "close_committee",
    "command_line",
    "end_office",
    "establish_unit",
    "form_committee",
    "record_event",
    "register_body",
    "remove_people",
    "rename",
]
