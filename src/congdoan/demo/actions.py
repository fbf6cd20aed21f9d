"""Loading the demo: three provinces told through public verbs, the clock set to the days on which things
happened.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from congdoan.demo import dien_bien, lai_chau, lam_dong
from congdoan.demo.world import DATA, PASSWORD, SETUP, Login
from congdoan.foundation.errors import Refused
from congdoan.foundation.keys import drawn_from
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.reference import read_toml
from congdoan.journal.actions import fold_pending
from congdoan.organisation.models import Placement, Unit
from congdoan.organisation.queries import units_by_code

PROVINCES = ("LD", "LC", "DB")
TOLD = ("lam_dong", "lai_chau", "dien_bien")
WELCOME = f"Mật khẩu chung của bản dùng thử: {PASSWORD}"


def founded() -> set[str]:
    """Codes of the demo's provinces that the demo founded here. A real province may bear the same code."""
    subjects = {f"unit:{code}": code for code in PROVINCES}
    return {subjects[subject] for subject in _told_founded().filter(subject__in=subjects)}


def _told_founded() -> QuerySet[AuditEntry, str]:
    """What the audit trail calls the units that the demo founded here."""
    told = AuditEntry.objects.filter(actor_key=SETUP.key, action="organisation.unit.established")
    return told.values_list("subject", flat=True)


def is_loaded() -> bool:
    """Whether all of the demo's provinces stand here; fewer were loaded by an earlier version."""
    return founded() == set(PROVINCES)


def holds_real_work() -> bool:
    """Whether units stand here that are not under one of the demo's provinces: then nothing may be thrown away."""
    tops = Placement.objects.filter(parent__isnull=True).values_list("unit__code", flat=True)
    return bool({f"unit:{code}" for code in tops} - set(_told_founded()))


def logins() -> list[Login]:
    """The accounts to try, as `load` answered with them. One query."""
    rows = [row for name in TOLD for row in read_toml(DATA / f"{name}.toml")["login"]]
    units = units_by_code(row["unit"] for row in rows)
    return [Login(row["username"], row["name"], str(units[row["unit"]]), row["does"]) for row in rows]


def load() -> list[Login]:
    """Tell all three provinces, all or nothing, and answer with the accounts to try. About a minute.

    Every load gives the same addresses, so that a picture or a letter can name them.

    Raises Refused in an installation that already has units: the demo never mixes with real work.
    """
    if Unit.objects.exists():
        raise Refused("Hệ thống này đã có đơn vị; bản dùng thử chỉ nạp vào cơ sở dữ liệu trống.")
    with transaction.atomic(), override("vi"), drawn_from("congdoan"):
        logins = [*lam_dong.tell().logins, *lai_chau.tell().logins, *dien_bien.tell().logins]
    while fold_pending():
        pass
    return logins
