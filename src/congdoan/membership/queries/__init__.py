"""Questions about members: who is one where on which day, whom a search means, whether stock and flow agree."""

from congdoan.membership.queries.finding import (
    find_members,
    holder_of_citizen_id,
    match,
    member_on,
    members_among,
    members_of,
)
from congdoan.membership.queries.reconciling import Gap, Reconciliation, gaps, reconciliation, reconciliations
from congdoan.membership.queries.standing import dues_base_on, is_exempt

__all__ = [
    "Gap",
    "Reconciliation",
    "dues_base_on",
    "find_members",
    "gaps",
    "holder_of_citizen_id",
    "is_exempt",
    "match",
    "member_on",
    "members_among",
    "members_of",
    "reconciliation",
    "reconciliations",
]
