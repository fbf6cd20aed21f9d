"""Questions to the journal. Totals are exact the moment a fact is saved, also while deltas are being folded."""

from congdoan.journal.queries.entries import pending, position
from congdoan.journal.queries.papers import Said, said
from congdoan.journal.queries.people import Asked, People, distinct_people
from congdoan.journal.queries.series import Step, monthly_flows, standing_stocks
from congdoan.journal.queries.structure import (
    child_flows_by_structure_of,
    child_stocks_by_structure_of,
    flows_by_structure_of,
    stocks_by_structure_of,
)
from congdoan.journal.queries.totals import Total, flows, own_flows, own_stocks, stocks

__all__ = [
    "Asked",
    "People",
    "Said",
    "Step",
    "Total",
    "child_flows_by_structure_of",
    "child_stocks_by_structure_of",
    "distinct_people",
    "flows",
    "flows_by_structure_of",
    "monthly_flows",
    "own_flows",
    "own_stocks",
    "pending",
    "position",
    "said",
    "standing_stocks",
    "stocks",
    "stocks_by_structure_of",
]
