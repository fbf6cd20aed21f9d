"""The database and the keys know each other: a database sealed with other keys is not written to with these.

Without this, a lost key file would be replaced by a fresh one in silence, and an identity number entered before would
no longer be recognised. The database holds names of keys only; they tell nothing of the keys.
"""

from django.db import connection
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import SealingKey
from congdoan.installation import keyring
from congdoan.installation.keyring import Keyring

_met: set[tuple[str, str, str]] = set()


def ring() -> Keyring:
    """This copy's keys, after they and the database have met. One query in the life of a process, none after.

    Raises Refused when the database was sealed with keys of which this copy has none, or its blind key is another.
    """
    own = keyring.keyring()
    acquaintance = (_database(), own.current.name, own.blind_name)
    if acquaintance not in _met:
        _meet(own)
        _met.add(acquaintance)
    return own


def missing(own: Keyring) -> list[str]:
    """Names of keys this database was sealed with that the ring does not have."""
    known = SealingKey.objects.order_by("first_used_at").values_list("name", flat=True)
    held = {key.name for key in own.sealing} | {own.blind_name}
    return [name for name in known if name not in held]


def _meet(own: Keyring) -> None:
    lost = missing(own)
    strangers = (
        SealingKey.objects.filter(is_blind=False).exists()
        and not SealingKey.objects.filter(name__in=[key.name for key in own.sealing]).exists()
    )
    if strangers or any(name.startswith("blind-") for name in lost):
        raise Refused(
            _(
                "Khóa niêm phong ở máy này không phải khóa của cơ sở dữ liệu (thiếu %(keys)s). Hãy khôi phục tệp khóa "
                "hoặc biến môi trường từ nơi cất khóa rồi làm lại; chưa có gì bị ghi."
            )
            % {"keys": ", ".join(lost)}
        )
    for name, is_blind in ((own.current.name, False), (own.blind_name, True)):
        SealingKey.objects.get_or_create(name=name, defaults={"is_blind": is_blind, "first_used_at": clock.now()})


def _database() -> str:
    values = connection.settings_dict
    return f"{values.get('HOST')}:{values.get('PORT')}/{values.get('NAME')}"
