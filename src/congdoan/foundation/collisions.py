"""Two people at one moment: the database lets one in, and the other is told what came first.

A verb looks before it writes; between the look and the write somebody else may write the same. Then a named constraint
holds. Each room says beside its name (`AppConfig.collisions`) what that means for a person; the doors say it in place
of an error. A constraint that no two people can meet at once stands in `never_collide` with the reason.
"""

from django.apps import apps
from django.db.utils import DatabaseError, IntegrityError, OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg.errors import DeadlockDetected, ExclusionViolation, UniqueViolation

from congdoan.foundation.errors import Refused

GENERAL = _("Có người vừa ghi đúng việc này; hãy tải lại trang, xem rồi làm tiếp nếu còn cần.")
MET = _("Có người ghi cùng lúc với bạn nên việc này chưa được ghi; hãy làm lại.")

COLLIDED = (IntegrityError, OperationalError)
"""What the doors catch and ask `refusal_of` about."""


def refusal_of(error: DatabaseError) -> Refused | None:
    """What to tell whoever came second; None for an error that is a fault of ours (a check, a missing row).

    Of two that wait for each other the database sends one away: everything of that one is undone.
    """
    cause = error.__cause__
    if isinstance(cause, DeadlockDetected):
        return Refused(MET)
    if not isinstance(cause, UniqueViolation | ExclusionViolation):
        return None
    name = cause.diag.constraint_name or ""
    found = (words for start, words in sentences().items() if name == start or name.startswith(f"{start}_"))
    return Refused(next(found, GENERAL))


def sentences() -> dict[str, "str | Promise"]:
    """By the name of a constraint; a unique column without a named one goes by `table_column`."""
    return _said_by_rooms("collisions")


def reasons() -> dict[str, "str | Promise"]:
    """Why a constraint is met by nobody, by its name."""
    return _said_by_rooms("never_collide")


def _said_by_rooms(what: str) -> dict[str, "str | Promise"]:
    return {name: words for config in apps.get_app_configs() for name, words in getattr(config, what, {}).items()}
