"""From rows to the values of `shapes`, narrowed to what the caller may see."""

from congdoan.accounts.access import ids_in_reach, may
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.api.documents.shapes import (
    BaseOut,
    ClauseOut,
    DeliveryOut,
    FileOut,
    Paper,
    PaperRow,
    RecipientOut,
)
from congdoan.api.shapes import named, named_or_none
from congdoan.registry import access
from congdoan.registry.models import Delivery, DocumentFile, RegisteredDocument


def row(document: RegisteredDocument) -> PaperRow:
    return PaperRow(
        key=document.key,
        symbol=document.symbol,
        type=document.type_id,
        subject=document.subject,
        issued_on=document.issued_on,
        issuer=named_or_none(document.issuer),
        issuer_text=document.issuer_text,
        keeper=named(document.keeper),
        state=document.state,
        version=document.version,
    )


def paper(document: RegisteredDocument, user: User) -> Paper:
    """The whole paper. Eight queries."""
    seen = access.visible_to(user)
    replaced = seen.filter(replaced_by=document).first()
    return Paper(
        **row(document).model_dump(),
        place=document.place,
        text=document.text,
        signer_name=document.signer_name,
        signer_title=document.signer_title,
        signer_authority=document.signer_authority,
        archive=document.archive,
        period_start=document.period_start,
        period_end=document.period_end,
        replaces=replaced.key if replaced else None,
        recalled_on=document.recalled_on,
        recall_reason=document.recall_reason,
        clauses=[
            ClauseOut(label=each.label, path=each.path, heading=each.heading, text=each.text)
            for each in document.clauses.all()
        ],
        bases=_bases(document, user),
        recipients=[
            RecipientOut(kind=each.kind, name=each.name, purpose=each.purpose, body=named_or_none(each.body))
            for each in document.recipients.select_related("body")
        ],
        deliveries=[_delivery(each) for each in _deliveries(document, user)],
        files=[_file(each) for each in document.document_files.select_related("file")],
    )


def _bases(document: RegisteredDocument, user: User) -> list[BaseOut]:
    rows = list(document.bases.select_related("cited"))
    seen = set(access.visible_to(user).filter(pk__in=[each.cited_id for each in rows]).values_list("pk", flat=True))
    return [
        BaseOut(
            symbol=each.symbol,
            dated=each.dated,
            issuer_text=each.issuer_text,
            subject=each.subject,
            is_nested=each.is_nested,
            document=each.cited.key if each.cited and each.cited_id in seen else None,
        )
        for each in rows
    ]


def _deliveries(document: RegisteredDocument, user: User) -> list[Delivery]:
    rows = document.deliveries.select_related("body").order_by("body__sort_key", "pk")
    if not may(user, Task.READ, at=document.keeper):
        rows = rows.filter(body__in=ids_in_reach(user, Task.READ))
    return list(rows)


def _delivery(each: Delivery) -> DeliveryOut:
    return DeliveryOut(
        body=named(each.body),
        delivered_at=each.delivered_at,
        opened_at=each.opened_at,
        acknowledged_at=each.acknowledged_at,
    )


def _file(each: DocumentFile) -> FileOut:
    return FileOut(
        key=each.file.key,
        name=each.file.name,
        content_type=each.file.content_type,
        size_bytes=each.file.size_bytes,
        role=each.role,
    )
