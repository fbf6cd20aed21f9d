"""The act behind a change, named by what stands on it: symbol, date, issuer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Citation:
    """`32/KH-LĐLĐ`, its date and who issued it. No key to any row: the paper may not be known here."""

    symbol: str
    dated: date | None = None
    issuer: str = ""

    def columns(self) -> dict[str, object]:
        """As the columns of `Cited`."""
        return {"cited_symbol": self.symbol, "cited_date": self.dated, "cited_issuer": self.issuer}

    def __str__(self) -> str:
        day = f" ngày {self.dated:%d/%m/%Y}" if self.dated else ""
        return f"{self.symbol}{day}"
