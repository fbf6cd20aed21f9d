"""Money as plain values: whole đồng, always."""

from datetime import date

from ninja import Schema

from congdoan.api.shapes import Named


class FundOut(Schema):
    """A purse of one unit. Streams are never added up with each other."""

    key: str
    name: str
    unit: Named
    stream: str
    cash_vnd: int
    bank_vnd: int
    balance_vnd: int
    reserved_vnd: int
    free_vnd: int
    restricted_to: list[str]


class BookLineOut(Schema):
    """One movement. `payee` stands in initials: who was helped is not told to programs."""

    on: date
    kind: str
    voucher: str | None
    heading: str
    payee: str
    in_vnd: int
    out_vnd: int
    standing_vnd: int


class BookOut(Schema):
    """The cash or the bank book of a fund over a period."""

    fund: FundOut
    account: str
    period: str
    opening_vnd: int
    in_vnd: int
    out_vnd: int
    closing_vnd: int
    lines: list[BookLineOut]
