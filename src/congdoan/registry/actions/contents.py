"""Laying what was entered of a paper into its rows. Called within the verbs' transactions, never on its own."""

from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.files import store
from congdoan.foundation.text import fold, nfc
from congdoan.organisation import queries as organisation
from congdoan.registry.fields import COLUMNS, BaseFields, PaperFields
from congdoan.registry.models import (
    Basis,
    Clause,
    DocumentFile,
    DocumentType,
    Recipient,
    RegisteredDocument,
)
from congdoan.registry.queries.papers import known_paper
from congdoan.registry.rules.symbols import OFFICIAL_LETTER, normalise, read_symbol

MAX_SUBJECT = 600


def fill(document: RegisteredDocument, fields: PaperFields) -> None:
    """Put the fields into the columns of the row (unsaved), with the symbol read and normalised."""
    for name in COLUMNS:
        value = getattr(fields, name)
        setattr(document, name, nfc(value).strip() if isinstance(value, str) else value)
    document.text = fields.text.replace("\0", " ")  # to the letter: every span of the reading counts its places
    document.type = document_type(fields.type)
    if fields.reading:
        document.reading = fields.reading
    _set_symbol(document, fields)
    document.folded = fold(
        " ".join(
            [
                document.symbol,
                document.symbol_raw,
                document.subject,
                document.type.name if document.type else "",
                document.issuer.name if document.issuer else document.issuer_text,
                document.signer_name,
                document.text,
            ]
        )
    )


def lay(document: RegisteredDocument, fields: PaperFields) -> None:
    """Replace the grounds, recipients and clauses of the saved row by those of the fields."""
    document.bases.all().delete()
    Basis.objects.bulk_create([_basis(document, place, base) for place, base in enumerate(fields.bases, 1)])
    document.recipients.all().delete()
    Recipient.objects.bulk_create(
        [
            Recipient(
                document=document,
                ordinal=place,
                kind=row.kind,
                name=row.name[:250],
                purpose=row.purpose,
                group=row.group,
                body=row.body,
            )
            for place, row in enumerate(fields.recipients, 1)
        ]
    )
    lay_clauses(document, fields)


def lay_clauses(document: RegisteredDocument, fields: PaperFields) -> None:
    """Bring the clauses in step with the fields; a row, and the duties that hang on it, keeps its place."""
    standing = list(document.clauses.all())
    for place, clause in enumerate(fields.clauses, 1):
        row = standing[place - 1] if place <= len(standing) else Clause(document=document)
        row.ordinal, row.label, row.path = place, clause.label[:40], clause.path[:120]
        row.heading, row.text = clause.heading[:400], clause.text
        row.start, row.end = clause.start, clause.end
        row.save()
    for row in standing[len(fields.clauses) :]:
        row.delete()


def lay_citations(document: RegisteredDocument) -> None:
    """Papers that cite this one and could not find it when they were entered now do, where its keeper can see both."""
    if not document.symbol or not document.issued_on:
        return
    waiting = Basis.objects.filter(cited__isnull=True, symbol=document.symbol, dated=document.issued_on)
    waiting.filter(document__keeper=document.keeper).update(cited=document)


def attach(document: RegisteredDocument, files: "tuple[tuple[str, bytes], ...]", *, role: str, by: Actor) -> None:
    """Keep each (name, bytes) as a file of the paper; the same bytes under the same paper only once."""
    for name, data in files:
        kept = store(data, name=name, by=by)
        if not document.document_files.filter(file__digest=kept.digest).exists():
            DocumentFile.objects.create(document=document, file=kept, role=role)


def document_type(code: str) -> DocumentType | None:
    """The type with that code; None for an empty one. Raises Refused for an unknown one."""
    if not code:
        return None
    found = DocumentType.objects.filter(code=code).first()
    if found is None:
        raise Refused(_("Không có loại văn bản “%(code)s”.") % {"code": code}, field="type")
    return found


def hold(document: RegisteredDocument, version: int | None, changes: PaperFields | None = None) -> RegisteredDocument:
    """The row as it stands, locked. Raises Changed with what is stored and what was typed when `version` is older."""
    locked = (
        RegisteredDocument.objects.select_for_update(of=("self",))
        .select_related("type", "issuer", "keeper")
        .get(pk=document.pk)
    )
    if version is not None and version != locked.version:
        raise Changed(
            _("Người khác vừa lưu văn bản này. Hãy so hai bản dưới đây rồi lưu lại."),
            theirs=differences(locked, changes) if changes else {},
        )
    return locked


def differences(stored: RegisteredDocument, typed: PaperFields) -> dict[str, str]:
    """What is stored, by field, where it differs from what was typed."""
    theirs = {}
    for name in COLUMNS:
        value, mine = getattr(stored, name), getattr(typed, name)
        if (value or "") != (mine or ""):
            theirs[name] = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
    if (stored.type_id or "") != typed.type:
        theirs["type"] = str(stored.type or "")
    if typed.symbol and typed.symbol != stored.symbol_raw:
        theirs["symbol"] = stored.symbol_raw
    return theirs


def _set_symbol(document: RegisteredDocument, fields: PaperFields) -> None:
    """The symbol as printed and as it is found again: accents put right by the issuer's own letters."""
    types = set(DocumentType.objects.values_list("code", flat=True))
    organ = ""
    if fields.issuer:
        named = organisation.name_on(fields.issuer, fields.issued_on) if fields.issued_on else None
        organ = (named or fields.issuer).symbol
    document.symbol_raw = nfc(fields.symbol).strip()
    document.symbol = normalise(fields.symbol, types=types, organ=organ)
    parts = read_symbol(fields.symbol, types=types, organ=organ)
    document.number, document.suffix = (parts.number, parts.suffix) if parts else (None, "")
    if document.type is None and parts:
        document.type = document_type(parts.type if parts.type in types else "" if parts.type else OFFICIAL_LETTER)


def _basis(document: RegisteredDocument, place: int, base: BaseFields) -> Basis:
    symbol = normalise(base.symbol, types=set(DocumentType.objects.values_list("code", flat=True)))
    return Basis(
        document=document,
        ordinal=place,
        cited=base.cited or known_paper(symbol, base.dated, seen_by=document.keeper),
        symbol=symbol[:80],
        dated=base.dated,
        issuer_text=base.issuer_text[:250],
        subject=base.subject[:600],
        is_nested=base.is_nested,
    )
