"""Who may read, register, draft and issue a paper, and why not."""

from django.db.models import Q
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.decisions import ALLOWED, Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.organisation.models import Body, Unit
from congdoan.registry.models import IN_FORCE, Delivery, DocumentQuerySet, DocumentState, RegisteredDocument

_ON_THE_DESK = (DocumentState.ARRIVING, DocumentState.DRAFT, DocumentState.DISCARDED)


def visible_to(user: User) -> DocumentQuerySet:
    """Papers in force kept by, or delivered to, a unit the user may read; and what lies on the desks of the units where
    the user registers or issues papers.
    """
    readable = accounts.ids_in_reach(user, Task.READ)
    at_desk = Q(keeper__in=accounts.ids_in_reach(user, Task.REGISTER))
    at_desk |= Q(keeper__in=accounts.ids_in_reach(user, Task.ISSUE))
    reached = Delivery.objects.filter(body__in=readable).values("document")
    return RegisteredDocument.objects.filter(
        Q(state__in=IN_FORCE) & (Q(keeper__in=readable) | Q(pk__in=reached)) | Q(state__in=_ON_THE_DESK) & at_desk
    )


def may_register(user: User, unit: Unit) -> Decision:
    """Someone who keeps the books at this very unit."""
    return accounts.may(user, Task.REGISTER, at=unit)


def may_edit(user: User, document: RegisteredDocument) -> Decision:
    """Someone who keeps the books at the keeper, while the paper still lies on its desk."""
    if document.state not in (DocumentState.DRAFT, DocumentState.ARRIVING):
        return refused(
            _("Văn bản này hiện “%(state)s” nên không sửa được nữa.") % {"state": document.get_state_display()}
        )
    return accounts.may(user, Task.REGISTER, at=document.keeper)


def may_issue(user: User, document: RegisteredDocument) -> Decision:
    """Someone who signs papers out at the unit that drafted it, while it is a draft."""
    if document.state != DocumentState.DRAFT:
        return refused(
            _("Chỉ dự thảo mới ban hành được; văn bản này %(state)s.") % {"state": document.get_state_display()}
        )
    return accounts.may(user, Task.ISSUE, at=document.keeper)


def may_recall(user: User, document: RegisteredDocument) -> Decision:
    """Someone who signs papers out at the unit that issued it."""
    if document.state != DocumentState.ISSUED:
        return refused(_("Chỉ thu hồi được văn bản do đơn vị mình ban hành và còn hiệu lực."))
    return accounts.may(user, Task.ISSUE, at=document.keeper)


def may_acknowledge(user: User, document: RegisteredDocument, unit: Unit) -> Decision:
    """Someone who answers for, or keeps the books of, a unit the paper was delivered to."""
    if not document.deliveries.filter(body=unit).exists():
        return refused(_("Văn bản này không được gửi đến %(unit)s.") % {"unit": unit.name})
    by_book = accounts.may(user, Task.REGISTER, at=unit)
    return ALLOWED if by_book else accounts.may(user, Task.ANSWER, at=unit)


def speaks_for(user: User, body: Body) -> bool:
    """Whether the user opening a paper means that `body` has opened it: one who answers or keeps books there."""
    return bool(accounts.may(user, Task.REGISTER, at=body) or accounts.may(user, Task.ANSWER, at=body))


def document_for_reading(user: User, key: str) -> RegisteredDocument:
    """The paper, if the user may read it. Raises NotFound otherwise, without telling whether it exists."""
    found = visible_to(user).filter(key=key).select_related("keeper", "issuer", "type", "replaces").first()
    if found is None:
        raise NotFound(_("Không có văn bản này, hoặc nó không được gửi đến đơn vị của bạn."))
    return found


def document_for_editing(user: User, key: str) -> RegisteredDocument:
    """A paper on the desk that the user may work on."""
    document = document_for_reading(user, key)
    may_edit(user, document).require()
    return document


def document_for_issuing(user: User, key: str) -> RegisteredDocument:
    """A draft that the user may issue."""
    document = document_for_reading(user, key)
    may_issue(user, document).require()
    return document


def document_for_recalling(user: User, key: str) -> RegisteredDocument:
    """An issued paper that the user may recall."""
    document = document_for_reading(user, key)
    may_recall(user, document).require()
    return document
