"""Who may read and check narratives, and why not."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.decisions import Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.narratives.models import Claim, ClaimQuerySet, Narrative
from congdoan.organisation.models import Unit


def visible_to(user: User) -> QuerySet[Narrative]:
    """Narratives of the units the user holds a reading role at: a text being checked is its own house's business.

    Where something of it was noted in the journal, whoever may read the unit from above may read it too.
    """
    own = accounts.standing(user).units_for(Task.READ)
    below = accounts.ids_in_reach(user, Task.READ)
    noted = Q(unit__in=below, noted_at__isnull=False)
    return Narrative.objects.filter(Q(unit__in=own) | noted)


def narrative(user: User, key: str) -> Narrative:
    """The narrative, for reading. Raises NotFound when there is none or it is not theirs to see."""
    found = visible_to(user).filter(key=tidy_key(key)).select_related("unit", "file").first()
    if found is None:
        raise NotFound(_("Không có văn bản đối chiếu mã %(key)s trong phạm vi của bạn.") % {"key": key})
    return found


def may_check(user: User, unit: Unit) -> Decision:
    """Whoever writes reports for the unit: chair and officers."""
    return accounts.may(user, Task.WRITE_REPORT, at=unit)


def may_change(user: User, narrative: Narrative) -> Decision:
    """Whoever writes reports for its unit, until it is put away."""
    if narrative.discarded_at:
        return refused(_("Văn bản đối chiếu này đã cất đi; lấy lại rồi mới sửa."))
    return may_check(user, narrative.unit)


def narrative_for_changing(user: User, key: str) -> Narrative:
    found = narrative(user, key)
    may_change(user, found).require()
    return found


def claim_for_deciding(user: User, key: str, number: int) -> Claim:
    """A claim of a narrative the user may change."""
    return _claim(narrative_for_changing(user, key).claims.standing(), number)


def claim_taken_back(user: User, key: str, number: int) -> Claim:
    """A mark of a narrative the user may change, although it was taken back."""
    return _claim(narrative_for_changing(user, key).claims.all(), number)


def _claim(among: ClaimQuerySet, number: int) -> Claim:
    claim = among.filter(number=number).select_related("indicator", "unit", "narrative__unit").first()
    if claim is None:
        raise NotFound(_("Văn bản này không có con số thứ %(number)d.") % {"number": number})
    return claim


def may_note(user: User, claim: Claim) -> Decision:
    """Whoever may change the narrative, about its unit and those below it."""
    unit = claim.unit
    if unit is None:
        return refused(_("Hãy gắn con số với chỉ tiêu, đơn vị và kỳ trước."))
    if not accounts.units_in_reach(user, Task.READ).filter(pk=unit.pk).exists():
        return refused(_("%(unit)s ở ngoài phạm vi của bạn.") % {"unit": unit.name})
    return may_change(user, claim.narrative)
