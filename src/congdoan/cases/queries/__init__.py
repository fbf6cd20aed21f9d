"""Questions about cases: rulings, doubles, who was never reached, how long it took, what the funds paid."""

from congdoan.cases.queries.finding import cases_saying, decider
from congdoan.cases.queries.paying import (
    Money,
    money_of,
    open_vnd,
    paid_for_round,
    paid_under,
    reservations_by_source,
    reservations_of,
)
from congdoan.cases.queries.reaching import (
    TimeToHelp,
    Unreached,
    doubles,
    doubles_before_asking,
    doubles_for,
    never_reached,
    time_to_help,
    to_visit,
)
from congdoan.cases.queries.ruling import (
    as_kept,
    exceeds,
    facts_of,
    limits,
    majority,
    majority_as_kept,
    rulebooks,
    ruling_for,
    ruling_on,
    rulings_for,
)

__all__ = [
    "Money",
    "TimeToHelp",
    "Unreached",
    "as_kept",
    "cases_saying",
    "decider",
    "doubles",
    "doubles_before_asking",
    "doubles_for",
    "exceeds",
    "facts_of",
    "limits",
    "majority",
    "majority_as_kept",
    "money_of",
    "never_reached",
    "open_vnd",
    "paid_for_round",
    "paid_under",
    "reservations_by_source",
    "reservations_of",
    "rulebooks",
    "ruling_for",
    "ruling_on",
    "rulings_for",
    "time_to_help",
    "to_visit",
]
