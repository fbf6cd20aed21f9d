"""Findings as plain values: the command line and the API answer with the very same ones."""

from typing import Any

from congdoan.indicators.plain import plain_value
from congdoan.narratives.queries import Finding, period_of


def plain_finding(row: Finding) -> dict[str, Any]:
    """`said` and `known` are in the indicator's unit of count; `known` null: the records say nothing, `why` tells."""
    claim, quoted, period = row.claim, row.judged.quoted, period_of(row.claim)
    return {
        "number": claim.number,
        "quote": claim.quote,
        "start": claim.start,
        "said": plain_value(claim.said),
        "second": plain_value(claim.second),
        "shape": str(claim.shape),
        "bound": str(claim.bound),
        "verdict": "set_aside" if row.is_set_aside else row.verdict.code,
        "known": plain_value(row.known) if quoted else None,
        "difference": plain_value(quoted.difference) if quoted else None,
        "why": str(row.judged.why),
        "indicator": claim.indicator_id,
        "organisation": {"code": claim.unit.code, "name": claim.unit.name} if claim.unit else None,
        "period": period.code if period else None,
        "decision": str(claim.decision),
        "noted": row.noted is not None,
    }
