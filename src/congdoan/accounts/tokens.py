"""Keys for programs: made, shown once, used, revoked. A program has exactly the rights of the user it works for."""

import hashlib
import secrets
from datetime import date

from django.db import transaction

from congdoan.accounts.models import ApiToken, User
from congdoan.accounts.notices import notify
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.keys import tidy_key
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc

PREFIX = "cd_"
"""Lets a scanner of leaked secrets recognise one of ours."""


@transaction.atomic
def issue_token(user: User, *, name: str, until: date, by: Actor) -> tuple[ApiToken, str]:
    """Make a key for a program of the user's, good up to and including `until`; answers with it and its secret.

    The secret (256 bits, so a plain digest hides it) cannot be read again. Whoever makes it for another can act as that
    user, who is therefore told. Raises Refused without a name, for a closed account, or when the day is past.
    """
    tidy = nfc(name).strip()
    if not tidy:
        raise Refused(_("Hãy đặt tên cho khóa: chương trình nào dùng nó."), field="name")
    if not user.is_active:
        raise Refused(_("Tài khoản đã đóng nên không cấp khóa được."))
    if until < clock.today():
        raise Refused(_("Khóa phải còn hạn; hãy chọn một ngày sắp tới."), field="until")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=tidy[:80],
        digest=_digest(secret),
        hint=secret[:8],
        created_at=clock.now(),
        created_by=by.name,
        expires_on=until,
    )
    _note("issued", token, _("Cấp khóa truy cập “%(name)s” cho %(user)s."), by=by)
    if by.key != user.key:
        said = {"by": by.name, "name": token.name}
        text = _(
            "%(by)s vừa cấp khóa “%(name)s” để một chương trình làm việc thay bạn; không phải bạn nhờ thì hãy báo lại."
        )
        notify([user], kind="accounts.token", text=text % said)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor) -> ApiToken:
    """Close the door to whoever holds the key, at once. Revoking twice changes nothing."""
    locked = ApiToken.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    if locked.revoked_at is None:
        locked.revoked_at, locked.revoked_by = clock.now(), by.name
        locked.save(update_fields=["revoked_at", "revoked_by"])
        _note("revoked", locked, _("Thu hồi khóa truy cập “%(name)s” của %(user)s."), by=by)
    return locked


def revoke_all(user: User, *, by: Actor) -> None:
    """Every key of the user's: the password was reset because somebody may know it."""
    for token in user.api_tokens.filter(revoked_at__isnull=True):
        revoke_token(token, by=by)


def token_by_key(key: str) -> ApiToken:
    """The key's row by its public id. Raises NotFound."""
    found = ApiToken.objects.filter(key=tidy_key(key)).first()
    if found is None:
        raise NotFound(_("Không có khóa truy cập mang mã “%(key)s”.") % {"key": key})
    return found


def holder_of(secret: str) -> User | None:
    """Whom a program that shows this secret works for today; None for an unknown, revoked or expired one.

    One query, and one write on the first use of a day.
    """
    today = clock.today()
    token = ApiToken.objects.select_related("user").filter(digest=_digest(secret), revoked_at__isnull=True).first()
    if token is None or token.expires_on < today or not token.user.is_active:
        return None
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token.user


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def _note(what: str, token: ApiToken, sentence: str, *, by: Actor) -> None:
    said = sentence % {"name": token.name, "user": token.user.name}
    audit.record(f"accounts.token.{what}", f"account:{token.user.key}", said, by=by)
