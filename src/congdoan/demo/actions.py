"""Loading the demo: two provinces told through public verbs, with the clock set to the days on which things
happened.
"""

from django.db import transaction
from django.utils.translation import override

from congdoan.demo import lai_chau, lam_dong
from congdoan.demo.world import PASSWORD, Login
from congdoan.foundation.errors import Refused
from congdoan.journal.actions import fold_pending
from congdoan.organisation.models import Unit

WELCOME = f"Mật khẩu chung của bản dùng thử: {PASSWORD}"


def is_loaded() -> bool:
    return Unit.objects.filter(code="LD").exists()


def load() -> list[Login]:
    """Tell both provinces, all or nothing, and answer with the accounts to try. About half a minute.

    Raises Refused in an installation that already has units: the demo never mixes with real work.
    """
    if Unit.objects.exists():
        raise Refused("Hệ thống này đã có đơn vị; bản dùng thử chỉ nạp vào cơ sở dữ liệu trống.")
    with transaction.atomic(), override("vi"):
        logins = [*lam_dong.tell().logins, *lai_chau.tell().logins]
    while fold_pending():
        pass
    return logins
