"""The public statement as the paper that is pinned up and the sheet that is sent on: the words and sums of the screen.

Streams stand apart and are never added. Vietnamese whoever takes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from congdoan.documents.writing import (
    Column,
    Heading,
    OfficialTable,
    Paper,
    Paragraph,
    SheetColumn,
    Signer,
    Signers,
    Table,
)
from congdoan.documents.writing.paper import Block
from congdoan.foundation import clock
from congdoan.foundation.figures import format_number
from congdoan.foundation.periods import Period
from congdoan.funds.models import Origin, Purpose, Stream
from congdoan.funds.publicity import TOGETHER
from congdoan.funds.queries.publishing import PublicStream
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit

TITLE = "Công khai tài chính công đoàn"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is published: `detailed` by heading or totals alone, `named` with the donors who agreed to it.

    `least` is how many people a heading must have reached to stand alone.
    """

    unit: Unit
    period: Period
    streams: Sequence[PublicStream]
    detailed: bool
    named: bool
    least: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `place` its number in the list, `people` 0 where they are none or not told."""

    place: str
    label: str
    people: int
    amount_vnd: int


def statement_paper(told: Statement) -> Paper:
    """To be printed, signed and pinned up."""
    on = clock.today()
    above = organisation.parent(told.unit, on=on)
    return Paper(
        issuer=told.unit.name,
        superior=above.name if above else "",
        symbol="CKTC",
        number=None,
        place=organisation.place_of(told.unit, on=on),
        on=on,
        kind=TITLE,
        subject=f"Kỳ {_days(told.period)}",
        body=(
            *_body(told),
            Signers(
                (
                    Signer("Người lập"),
                    Signer("Phụ trách kế toán"),
                    Signer("Thủ trưởng đơn vị", hint="Ký, họ tên, đóng dấu"),
                )
            ),
        ),
    )


def statement_table(told: Statement) -> OfficialTable:
    """The same as one sheet."""
    names = _names()
    above = organisation.parent(told.unit, on=clock.today())
    return OfficialTable(
        issuer=told.unit.name,
        superior=above.name if above else "",
        title=TITLE,
        period=f"Kỳ {_days(told.period)}",
        columns=(
            SheetColumn("Dòng tiền"),
            SheetColumn("Mục"),
            SheetColumn("Nội dung"),
            SheetColumn("Số người", "count"),
            SheetColumn("Số tiền (đồng)", "money"),
        ),
        rows=tuple(
            (_stream(one), line.place, line.label, line.people or "", line.amount_vnd)
            for one in told.streams
            for line in _lines(one, names, detailed=told.detailed)
        ),
        notes=(
            _note(told.least),
            *(f"{_stream(one)}: {thanks}" for one in told.streams if (thanks := _thanks(told, one))),
        ),
        name="Công khai",
    )


def _body(told: Statement) -> Iterator[Block]:
    names = _names()
    for place, one in enumerate(told.streams, start=1):
        yield Heading(2, _stream(one), str(place))
        yield Table(
            columns=(
                Column("Mục", align="center"),
                Column("Nội dung"),
                Column("Số người", align="right"),
                Column("Số tiền", align="right"),
            ),
            rows=tuple(
                (
                    line.place,
                    line.label,
                    format_number(line.people) if line.people else "",
                    format_number(line.amount_vnd),
                )
                for line in _lines(one, names, detailed=told.detailed)
            ),
            unit="Đơn vị tính: đồng",
        )
        if thanks := _thanks(told, one):
            yield Paragraph(thanks)
    if not told.streams:
        yield Paragraph("Trong kỳ không có thu, chi và số dư.")
    yield Paragraph(_note(told.least))


def _lines(one: PublicStream, names: dict[str, str], *, detailed: bool) -> Iterator[Line]:
    yield Line("A", "Số dư đầu kỳ", 0, one.opening_vnd)
    yield Line("B", "Tổng thu", 0, one.in_vnd)
    if detailed:
        for place, (code, amount) in enumerate(one.taken_in, start=1):
            yield Line(str(place), names[code], 0, amount)
    yield Line("C", "Tổng chi", 0, one.out_vnd)
    if detailed:
        for place, row in enumerate(one.spent, start=1):
            label = names.get(row.code, "Các mục khác, gộp lại vì ít người")
            yield Line(str(place), label, row.people_told, row.amount_vnd)
    yield Line("D", "Số dư cuối kỳ (A + B - C)", 0, one.closing_vnd)


def _names() -> dict[str, str]:
    rows = [*Origin.objects.values_list("code", "name"), *Purpose.objects.values_list("code", "name")]
    return {**dict(rows), TOGETHER: "Thăm hỏi, trợ cấp đoàn viên"}


def _stream(one: PublicStream) -> str:
    label = str(Stream(one.stream).label)
    return label[:1].upper() + label[1:]


def _thanks(told: Statement, one: PublicStream) -> str:
    if not told.named or not one.donors:
        return ""
    others = f" và {one.unnamed} người ủng hộ không nêu tên" if one.unnamed else ""
    return f"Trân trọng cảm ơn: {'; '.join(one.donors)}{others}."


def _note(least: int) -> str:
    return (
        f"Không nêu tên ai được giúp; mục có ít hơn {least} người được gộp lại để không ai đoán ra. Tiền thăm hỏi, trợ "
        "cấp chỉ tách theo mục khi năm đã hết. Các dòng tiền không cộng vào nhau."
    )


def _days(period: Period) -> str:
    return f"{period.start:%d/%m/%Y} – {period.end:%d/%m/%Y}"
