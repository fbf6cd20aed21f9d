"""Who may see and move an obligation, and why not."""

from django.db.models import Q
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.decisions import Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.obligations.models import Duty, Obligation, ObligationSet
from congdoan.organisation.models import Unit
from congdoan.registry import access as registry
from congdoan.registry.models import DocumentState, RegisteredDocument


def visible_to(user: User) -> ObligationSet:
    """What is owed by, handed over to, or given by a unit the user may read."""
    reach = accounts.ids_in_reach(user, Task.READ)
    return Obligation.objects.filter(
        Q(bearer__in=reach) | Q(heir__in=reach) | Q(duty__given_by__in=reach) | Q(duty__giver_heir__in=reach)
    )


def obligation(user: User, key: str) -> Obligation:
    """The obligation, for reading. Raises NotFound when there is none, or none for this user."""
    found = visible_to(user).with_names().filter(key=key).first()
    if found is None:
        raise NotFound(_("Không có nhiệm vụ mã %(key)s trong phạm vi của bạn.") % {"key": key})
    return found


def obligation_for_answering(user: User, key: str) -> Obligation:
    found = obligation(user, key)
    may_answer(user, found).require()
    return found


def obligation_for_judging(user: User, key: str) -> Obligation:
    found = obligation(user, key)
    may_judge(user, found).require()
    return found


def obligation_for_extending(user: User, key: str) -> Obligation:
    found = obligation(user, key)
    may_extend(user, found).require()
    return found


def obligation_for_reminding(user: User, key: str) -> Obligation:
    found = obligation(user, key)
    may_remind(user, found).require()
    return found


def duty_for_dating(user: User, key: str) -> Duty:
    """The duty whose due day the user may set, whose recurrence they may end, which they may tie to one above. Raises
    NotFound when no obligation from it is theirs to see.
    """
    seen = visible_to(user).filter(duty__key=key).values("duty")
    found = Duty.objects.filter(pk__in=seen).select_related("given_by", "document").first()
    if found is None:
        raise NotFound(_("Không có nhiệm vụ mã %(key)s trong phạm vi của bạn.") % {"key": key})
    may_set_due(user, found).require()
    return found


def duty_for_deciding(user: User, key: str) -> Duty:
    """A duty of a paper in sight, to be accepted, changed, split or dropped. Raises NotFound, or NotAllowed and why."""
    found = Duty.objects.select_related("document__keeper").filter(key=key, document__isnull=False).first()
    if found is None or found.document is None:
        raise NotFound(_("Không có việc này."))
    paper_for_deciding(user, found.document.key)
    return found


def paper_for_deciding(user: User, key: str) -> RegisteredDocument:
    """A paper in sight whose duties the user may decide about. Raises NotFound, or NotAllowed and why."""
    document = registry.document_for_reading(user, key)
    may_decide(user, document).require()
    return document


def may_decide(user: User, document: RegisteredDocument) -> Decision:
    """Someone who keeps the books at the keeper: while the paper lies on the desk, and once it is in the incoming book
    too. What an own paper asks is settled when it is issued.
    """
    if document.state == DocumentState.REGISTERED:
        return accounts.may(user, Task.REGISTER, at=document.keeper)
    return registry.may_edit(user, document)


def may_answer(user: User, obligation: Obligation) -> Decision:
    """An officer of the unit that owes it; for a body without accounts here, an officer of the unit that gave it."""
    answering = Unit.objects.filter(pk=obligation.holder_id).first() or giving_unit(obligation.duty)
    if answering is None:
        return refused(_("%(body)s ở ngoài hệ thống.") % {"body": obligation.holder.name})
    if answering.ended_on and answering.pk == obligation.holder_id:
        return refused(
            _("%(unit)s đã kết thúc hoạt động; việc này cần được chuyển cho đơn vị kế thừa.") % {"unit": answering.name}
        )
    return accounts.may(user, Task.ANSWER, at=answering)


def may_judge(user: User, obligation: Obligation) -> Decision:
    """An officer of the unit that gave it; nobody confirms what their own unit owes."""
    giver = giving_unit(obligation.duty)
    if giver is None:
        return refused(_("Bên giao ở ngoài hệ thống nên không xác nhận được ở đây; hãy gửi kết quả bằng văn bản."))
    if giver.pk == obligation.holder_id:
        return refused(_("Đơn vị không tự xác nhận nhiệm vụ của mình."))
    return accounts.may(user, Task.VERIFY, at=giver)


def may_remind(user: User, obligation: Obligation) -> Decision:
    """An officer of the unit that gave it."""
    return may_judge(user, obligation)


def may_extend(user: User, obligation: Obligation) -> Decision:
    """An officer of the unit that gave it; for what came from outside, one of the unit that keeps the paper."""
    return may_set_due(user, obligation.duty)


def may_set_due(user: User, duty: Duty) -> Decision:
    """As for extending: the giver, or the keeper of a paper from outside, citing where the day comes from."""
    giver = giving_unit(duty)
    if giver is None:
        return refused(_("Bên giao ở ngoài hệ thống và không đơn vị nào giữ văn bản này."))
    return accounts.may(user, Task.VERIFY, at=giver)


def giving_unit(duty: Duty) -> Unit | None:
    """The unit that speaks for the giver here: the giver or its heir; for an outside giver, the keeper of the paper."""
    own = Unit.objects.filter(pk=duty.giver_heir_id or duty.given_by_id).first()
    if own or duty.document is None:
        return own
    return duty.document.keeper
