"""The minutes of handing over a house: what was built, who paid for it, the key in the hand. Signed on paper."""

from collections.abc import Sequence

from congdoan.cases.models import Giver, HouseProject, LandPaper
from congdoan.documents.writing import Column, Paper, Paragraph, Signer, Signers, Table
from congdoan.foundation.figures import amount_in_words, format_number, format_vnd
from congdoan.foundation.text import masked
from congdoan.organisation import queries as organisation

_DOTS = "." * 36


def house_paper(house: HouseProject, purses: Sequence[tuple[str, int]], *, open_names: bool) -> Paper:
    """The minutes, of the day of the hand-over where it was noted, else left to be dated by hand.

    `purses`: who gave and how much, as the house's own page counts it. Without `open_names` the household stands in
    initials and where the house stands is left to be written in.
    """
    lead = house.lead
    name = lead.person.name if open_names else masked(lead.person.name)
    above = organisation.parent(lead.unit, on=lead.handed_on or lead.asked_on)
    return Paper(
        issuer=lead.unit.name,
        superior=above.name if above else "",
        symbol=f"BB-{lead.unit.symbol}" if lead.unit.symbol else "BB",
        number=None,
        place=organisation.place_of(lead.unit, on=lead.handed_on or lead.asked_on),
        on=lead.handed_on,
        kind="Biên bản",
        subject="bàn giao nhà “Mái ấm Công đoàn”",
        body=(
            Paragraph(_who_gives(house), lead="Bên giao:"),
            Paragraph(f"Hộ {name}, {lead.for_unit.name}; {house.household} người ở.", lead="Bên nhận:"),
            Paragraph(_DOTS, lead="Đại diện bên giao:"),
            Paragraph(_DOTS, lead="Chứng kiến (chính quyền, cơ quan):"),
            *(Paragraph(line) for line in _built(house, open_names)),
            _paid(purses),
            *_in_words(purses),
            Paragraph(
                "Hai bên đã xem nhà, thống nhất nhà làm xong, bên nhận nhận nhà để ở và giữ gìn. Biên bản lập thành "
                "bốn bản, mỗi bên giữ hai bản."
            ),
            Signers(
                (
                    Signer("Bên nhận", name if open_names else ""),
                    Signer("Chính quyền, cơ quan"),
                    Signer("Bên giao", hint="Ký, họ tên, đóng dấu"),
                )
            ),
        ),
    )


def _who_gives(house: HouseProject) -> str:
    others = house.cases.exclude(pk=house.lead_id).given().select_related("unit").order_by("pk")
    names = [house.lead.unit.name, *dict.fromkeys(case.unit.name for case in others)]
    return "; ".join(names) + "."


def _built(house: HouseProject, open_names: bool) -> list[str]:
    where = (house.place.open() if open_names else "") or _DOTS
    area = f", diện tích {format_number(house.area_m2)} m²" if house.area_m2 else ""
    kind = "xây mới" if house.is_new else "sửa chữa"
    said = [f"Nhà {kind}{area}, tại {where}; giấy tờ đất: {LandPaper(house.land_paper).label}."]
    if house.started_on and house.finished_on:
        said.append(f"Khởi công ngày {house.started_on:%d/%m/%Y}, hoàn thành ngày {house.finished_on:%d/%m/%Y}.")
    decision = house.lead.decision
    if decision is not None:
        symbol = decision.document.symbol
        said.append(f"Theo Quyết định số {symbol} ngày {decision.on:%d/%m/%Y} của {house.lead.unit.name}.")
    return [*said, f"Dự toán {format_vnd(house.planned_cost_vnd)}; các nguồn đã góp:"]


def _paid(purses: Sequence[tuple[str, int]]) -> Table:
    rows = tuple((str(place), name, format_number(given)) for place, (name, given) in enumerate(purses, start=1))
    return Table(
        columns=(Column("STT", align="center"), Column("Nguồn"), Column("Số tiền", align="right")),
        rows=rows,
        total=("", "Cộng", format_number(sum(given for _name, given in purses))),
        unit="Đơn vị tính: đồng",
    )


def _in_words(purses: Sequence[tuple[str, int]]) -> tuple[Paragraph, ...]:
    given = sum(amount for _name, amount in purses)
    return (Paragraph(f"Bằng chữ: {amount_in_words(given)}."),) if given else ()


def giver_name(giver: str, name: str, *, is_in_circle: bool, is_open: bool) -> str:
    """What somebody else's purse is called. A name may say whose house it is: the family's is read once the case is
    opened, others' by the circle that decides.
    """
    label = str(Giver(giver).label)
    may_read = is_open if giver == Giver.FAMILY else is_in_circle
    return name if name and may_read else label
