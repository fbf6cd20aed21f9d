"""The words of the papers a case needs: the decision, its list, the minutes. The decision names nobody and no illness:
it is read by whoever may read the unit's papers; names stand in the list, which stays with the case.
"""

from collections.abc import Sequence
from datetime import date

from congdoan.cases.models import Decision, Proposal, Relation, Round, SupportCase
from congdoan.documents.writing import Column, Paper, Paragraph, Signature, Table
from congdoan.foundation.figures import amount_in_words, format_number, format_vnd
from congdoan.foundation.text import masked
from congdoan.goods.actions import counted_words
from congdoan.goods.models import GoodsLot
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Office, Unit
from congdoan.registry.fields import BaseFields, ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import RecipientKind

DECISION = "QĐ"


def decision_fields(
    unit: Unit, cases: Sequence[SupportCase], *, on: date, signer: Office, gift_round: Round | None = None
) -> PaperFields:
    """The decision as the registry takes it in."""
    total = sum(case.approved_vnd or 0 for case in cases)
    what = _what(cases, gift_round)
    each = f" Mỗi suất: {gift_in_words(gift_round)}." if gift_round else ""
    clauses = (
        ClauseFields(
            text=f"Hỗ trợ {what}{_sum(total)} (có danh sách kèm theo, lưu tại hồ sơ hỗ trợ).{each}", label="Điều 1"
        ),
        ClauseFields(text=_source(cases, total), label="Điều 2"),
        ClauseFields(
            text="Văn phòng, Ban Chính sách, bộ phận Tài chính và người được hỗ trợ chịu trách nhiệm thi hành Quyết "
            "định này.",
            label="Điều 3",
        ),
    )
    return PaperFields(
        subject=f"Về việc hỗ trợ {what}",
        type=DECISION,
        superior_text=_above(unit, on),
        text="\n".join(f"{clause.label}. {clause.text}" for clause in clauses),
        signer_name=signer.person.name,
        signer_title=signer.title,
        signer_authority=signer.signs_as,
        archive="VT, hồ sơ hỗ trợ",
        bases=_bases(unit, cases),
        recipients=(RecipientFields("Như Điều 3", RecipientKind.COPY),),
        clauses=clauses,
    )


def list_paper(decision: Decision, cases: Sequence[SupportCase], *, open_names: bool) -> Paper:
    """The list that belongs to a decision: initials unless `open_names`, with unit, sum and the clause for each."""
    document = decision.document
    rows = tuple(
        (
            str(place),
            case.person.name if open_names else masked(case.person.name),
            case.for_unit.name,
            case.approved_goods,
            format_number(case.approved_vnd or 0),
            _ground(case) if open_names else case.programme.public_name,
        )
        for place, case in enumerate(cases, start=1)
    )
    table = Table(
        columns=(
            Column("STT", align="center"),
            Column("Họ và tên"),
            Column("Đơn vị"),
            Column("Hiện vật"),
            Column("Số tiền", align="right"),
            Column("Căn cứ" if open_names else "Nội dung"),
        ),
        rows=rows,
        total=("", "Cộng", "", "", format_number(decision.total_vnd), ""),
        unit="Đơn vị tính: đồng",
        note="" if open_names else "Họ tên viết tắt; bản đầy đủ lưu tại hồ sơ hỗ trợ.",
    )
    body = (Paragraph(f"Bằng chữ: {amount_in_words(decision.total_vnd)}."),) if decision.total_vnd else ()
    return Paper(
        issuer=document.issuer_text,
        superior=document.superior_text,
        symbol=document.symbol.partition("/")[2],
        number=f"{document.number:02d}{document.suffix}" if document.number else None,
        place=document.place,
        on=document.issued_on,
        kind="Danh sách",
        subject=f"kèm theo Quyết định số {document.symbol}",
        body=(table, *body),
        signatures=(_signature(document.signer_title, document.signer_name, document.signer_authority),),
    )


def minutes_paper(proposal: Proposal, *, open_names: bool) -> Paper:
    """The minutes of the meeting that considered one case, to be signed by hand."""
    case = proposal.case
    name = case.person.name if open_names else masked(case.person.name)
    votes = f"{proposal.votes_for}/{proposal.present}" if proposal.present else "…/…"
    said = [
        f"Ngày {proposal.on:%d/%m/%Y}, {case.unit.name} họp xét đề nghị hỗ trợ mã {case.key}.",
        f"Người được đề nghị: {name}, {case.for_unit.name}.",
        f"Mức đề nghị: {format_vnd(proposal.amount_vnd)}"
        + (f"; hiện vật: {proposal.goods}." if proposal.goods else "."),
        f"Kết quả biểu quyết: {votes} đồng ý.",
    ]
    if open_names:
        said.insert(3, f"Căn cứ: {proposal.ruling.get('clause', '')}.")
        if proposal.exception:
            said.insert(4, f"Căn cứ riêng: {proposal.exception.open()}.")
    return Paper(
        issuer=case.unit.name,
        superior=_above(case.unit, proposal.on),
        symbol=f"BB-{case.unit.symbol}" if case.unit.symbol else "BB",
        number=None,
        place=organisation.place_of(case.unit, on=proposal.on),
        on=proposal.on,
        kind="Biên bản",
        subject="họp xét hỗ trợ đoàn viên, người lao động",
        body=tuple(Paragraph(line) for line in said),
        signatures=(_signature("Chủ trì", "", ""), _signature("Người ghi biên bản", proposal.by_name, "")),
    )


def slips_paper(gift_round: Round, cases: Sequence[SupportCase], *, open_names: bool) -> Paper:
    """The list to sign at the hand-over: slip number, name (initials unless `open_names`), unit, room for a signature.
    Of children, the child is named, and whose it is.
    """

    def told(name: str) -> str:
        return name if open_names else masked(name)

    to_kin = any(case.relation != Relation.SELF for case in cases)
    names = (Column("Họ và tên con"), Column("Con của")) if to_kin else (Column("Họ và tên"),)
    rows = []
    for case in cases:
        kin = told(case.relative_name.open()) if case.relation != Relation.SELF else ""
        who = (kin, told(case.person.name)) if to_kin else (told(case.person.name),)
        rows.append((f"{case.slip_number:03d}", *who, str(case.for_unit), ""))
    masked_note = "" if open_names else " Họ tên viết tắt; đối chiếu theo số phiếu."
    table = Table(
        columns=(Column("Số phiếu", align="center"), *names, Column("Đơn vị"), Column("Ký nhận", for_hand=True)),
        rows=tuple(rows),
        note=f"Mỗi suất: {gift_in_words(gift_round)}.{masked_note}",
    )
    return Paper(
        issuer=gift_round.unit.name,
        superior=_above(gift_round.unit, gift_round.since),
        symbol="DS",
        number=None,
        place=organisation.place_of(gift_round.unit, on=gift_round.since),
        on=gift_round.since,
        kind="Danh sách ký nhận",
        subject=gift_round.name,
        body=(table,),
        signatures=(_signature("Người trao", "", ""), _signature("Người lập", gift_round.opened_by_name, "")),
    )


def _above(unit: Unit, on: date) -> str:
    """The unit that stands above on that day, as the letterhead names it over the issuer."""
    above = organisation.parent(unit, on=on)
    return above.name if above else ""


def gift_in_words(gift_round: Round) -> str:
    """ "300.000 đ và túi quà Tết (5 kg gạo, 1 chai dầu ăn)". One query."""
    parts = [format_vnd(gift_round.gift_vnd)] if gift_round.gift_vnd else []
    if gift_round.goods:
        inside = parcel_in_words([(item.lot, item.each) for item in gift_round.parcel.select_related("lot")])
        parts.append(gift_round.goods if inside in ("", gift_round.goods) else f"{gift_round.goods} ({inside})")
    return " và ".join(parts)


def parcel_in_words(things: Sequence[tuple[GoodsLot, int]]) -> str:
    """ "5 kg gạo, 1 chai dầu ăn"; nothing for nothing."""
    return ", ".join(counted_words(lot, each) for lot, each in things)


def _what(cases: Sequence[SupportCase], gift_round: Round | None) -> str:
    if gift_round is not None:
        return f"{len(cases):02d} suất quà, {gift_round.name}"
    names = sorted({case.programme.public_name.lower() for case in cases})
    people = len({case.person_id for case in cases})
    return f"{people:02d} người ({', '.join(names)})"


def _sum(total_vnd: int) -> str:
    return f", tổng số tiền {format_vnd(total_vnd)} ({amount_in_words(total_vnd)})" if total_vnd else ""


def _source(cases: Sequence[SupportCase], total_vnd: int) -> str:
    if not total_vnd:
        return "Hỗ trợ bằng hiện vật; bộ phận được giao trao tận tay, có ký nhận."
    goods = " và hiện vật" if any(case.approved_goods for case in cases) else ""
    return f"Kinh phí{goods} từ quỹ của đơn vị đã được giữ chỗ; chi theo chứng từ, có ký nhận."


def _bases(unit: Unit, cases: Sequence[SupportCase]) -> tuple[BaseFields, ...]:
    """The unit's own rules; the act of the ruling only where its name tells of no illness."""
    open_cases = [case for case in cases if not case.programme.is_sensitive]
    rulings = Proposal.objects.filter(case__in=open_cases).order_by().values_list("ruling", flat=True)
    acts = sorted({str(ruling.get("act", "")) for ruling in rulings} - {""})
    own = BaseFields(subject=f"quy chế chi tiêu và quy chế hoạt động của {unit.name}")
    return (own, *(BaseFields(symbol=act) for act in acts))


def _ground(case: SupportCase) -> str:
    proposal = case.proposals.last()
    return str(proposal.ruling.get("clause", "")) if proposal else ""


def _signature(title: str, name: str, authority: str) -> Signature:
    return Signature(title.upper(), name, tuple(line for line in authority.splitlines() if line.strip()))
