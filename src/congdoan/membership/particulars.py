"""What is told about a person who becomes a member, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Particulars:
    """Somebody new. `private` holds sealed fields by code (`citizen_id`, `phone` …, see `rules.FIELDS`)."""

    name: str
    sex: str = ""
    birth_on: date | None = None
    birth_year: int | None = None
    other_name: str = ""
    job_title: str = ""
    workplace: str = ""
    qualification: str = ""
    contract: str = ""
    hired_on: date | None = None
    joined_on: date | None = None
    joined_by: str = ""
    private: Mapping[str, str] = field(default_factory=dict)
    card_number: str = ""
