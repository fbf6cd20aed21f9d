"""Who may drop files in and follow them, and why not."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.intake.models import Batch, BatchFile


def visible_to(user: User) -> QuerySet[Batch]:
    """Batches of the units whose books the user keeps."""
    return Batch.objects.filter(unit__in=accounts.ids_in_reach(user, Task.REGISTER))


def batch(user: User, key: str) -> Batch:
    """The batch, for following and deciding. Raises NotFound when there is none or it is not theirs to see."""
    found = visible_to(user).filter(key=tidy_key(key)).select_related("unit").first()
    if found is None:
        raise NotFound(_("Không có lượt tiếp nhận mã %(key)s trong phạm vi của bạn.") % {"key": key})
    return found


def file_for_deciding(user: User, key: str, number: int) -> BatchFile:
    """A file of a batch the user may decide about."""
    found = batch(user, key).files.filter(number=number).select_related("batch__unit", "file").first()
    if found is None:
        raise NotFound(_("Lượt tiếp nhận này không có tệp thứ %(number)d.") % {"number": number})
    return found
