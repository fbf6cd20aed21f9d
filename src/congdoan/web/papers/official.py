"""A paper of the registry as the words to be printed: the same for the screen, .docx and .pdf."""

from congdoan.documents.writing import Centred, Heading, Paper, Paragraph, Recipient, Signature
from congdoan.documents.writing.paper import Block, Level
from congdoan.foundation import clock
from congdoan.organisation import queries as organisation
from congdoan.registry.models import Basis, Clause, DocumentState, DocumentType, RecipientKind, RegisteredDocument
from congdoan.registry.rules.outline import line_of
from congdoan.registry.rules.recipients import CARRY_OUT, COORDINATE, KNOW, REPORT
from congdoan.registry.rules.symbols import OFFICIAL_LETTER, compose, read_symbol

_PURPOSES = {REPORT: "B/c", CARRY_OUT: "để thực hiện", COORDINATE: "để phối hợp", KNOW: "để biết"}
_DECIDING = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}
_ARTICLE = "Điều "
_LEVELS: tuple[Level, Level, Level] = (1, 2, 3)


def official(document: RegisteredDocument) -> Paper:
    """The paper as it is, or will be, printed. A few queries."""
    day = document.issued_on
    named = organisation.name_on(document.keeper, day) if day else None
    issuer = (named or document.keeper).name
    kind = document.type.name if document.type and document.type.code != OFFICIAL_LETTER else ""
    organ = (named or document.keeper).symbol
    symbol = str(compose(0, type_code=document.type_id or OFFICIAL_LETTER, organ=organ)).partition("/")[2]
    rows = list(document.recipients.all())
    types = dict(DocumentType.objects.values_list("code", "name"))
    return Paper(
        issuer=issuer,
        superior=document.superior_text,
        symbol=symbol,
        number=f"{document.number:02d}{document.suffix}" if document.number else None,
        place=document.place or organisation.place_of(document.keeper, on=day or clock.today()),
        on=day,
        kind=kind,
        subject=document.subject.removeprefix("V/v ") if not kind else document.subject,
        addressees=tuple(row.name for row in rows if row.kind == RecipientKind.ADDRESSEE),
        bases=tuple(basis_line(basis, types) for basis in document.bases.all() if not basis.is_nested),
        body=tuple(_blocks(document)),
        recipients=tuple(
            Recipient(row.name, _PURPOSES.get(row.purpose, row.purpose))
            for row in rows
            if row.kind == RecipientKind.COPY
        ),
        archive=document.archive,
        signatures=(_signature(document),) if document.signer_name or document.signer_title else (),
        is_draft=document.state == DocumentState.DRAFT,
        decider=document.signer_authority.removeprefix("TM. ") if document.type_id in _DECIDING else "",
    )


def basis_line(basis: Basis, types: dict[str, str]) -> str:
    """One ground in the words of an official paper: "Căn cứ Kế hoạch số 32/KH-LĐLĐ ngày 30/07/2021 của … về …".

    `types` are the names of kinds of paper by their letters.
    """
    symbol = read_symbol(basis.symbol, types=types)
    kind = types.get(symbol.type or OFFICIAL_LETTER, "") if symbol else ""
    named = f"{kind} số {basis.symbol}" if kind else basis.symbol
    words = f"Căn cứ {named or basis.subject}"
    if basis.dated:
        words += f" ngày {basis.dated:%d/%m/%Y}"
    if basis.issuer_text:
        words += f" của {basis.issuer_text}"
    if basis.symbol and basis.subject:
        about = basis.subject.removeprefix("V/v ").removeprefix("về ")
        words += f" về {about[:1].lower()}{about[1:]}"
    return words


def _blocks(document: RegisteredDocument) -> list[Block]:
    """Under its grounds a decision says that it decides, where it goes on in articles and does not say so itself."""
    clauses = list(document.clauses.all())
    blocks = [block for clause in clauses for block in _block(clause)]
    decides = _DECIDING.get(document.type_id or "", "")
    if not decides or not clauses or not clauses[0].label.startswith(_ARTICLE):
        return blocks
    return [Centred(decides), *blocks]


def _block(clause: Clause) -> list[Block]:
    depth = len(clause.path.split("/")) - 1 if clause.path else 2
    if clause.label.startswith(_ARTICLE) and not clause.heading:
        return [Paragraph(clause.text, lead=line_of(clause.label, "", "").strip())]
    if not clause.heading:
        return [Paragraph(line_of(clause.label, "", clause.text))]
    heading = Heading(_LEVELS[min(depth, 2)], clause.heading, clause.label)
    return [heading, Paragraph(clause.text)] if clause.text else [heading]


def _signature(document: RegisteredDocument) -> Signature:
    authority = tuple(line for line in document.signer_authority.splitlines() if line.strip())
    return Signature(document.signer_title.upper(), document.signer_name, authority)
