"""`congdoan token new|list|revoke`: keys with which programs work through the API in a user's place."""

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from congdoan.installation.words import _

if TYPE_CHECKING:
    from congdoan.accounts.models import User


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    new = verbs.add_parser("new", help=_("cấp một khóa; bí mật chỉ hiện một lần"))
    new.add_argument("username", metavar=_("TÊN_ĐĂNG_NHẬP"))
    new.add_argument("name", metavar=_("TÊN_KHÓA"), help=_("chương trình nào dùng khóa này"))
    new.add_argument("--days", type=int, default=365, help=_("số ngày còn hiệu lực, mặc định 365"))
    listing = verbs.add_parser("list", help=_("các khóa của một người"))
    listing.add_argument("username", metavar=_("TÊN_ĐĂNG_NHẬP"))
    revoke = verbs.add_parser("revoke", help=_("thu hồi một khóa"))
    revoke.add_argument("key", metavar=_("MÃ_KHÓA"))


def run(options: argparse.Namespace) -> int:
    from congdoan.accounts import tokens
    from congdoan.foundation import clock
    from congdoan.foundation.actor import command

    by = command("token")
    if options.verb == "revoke":
        token = tokens.revoke_token(tokens.token_by_key(options.key), by=by)
        print(_("Đã thu hồi khóa “%s”.") % token.name)
        return 0
    user = _user(options.username)
    if options.verb == "new":
        until = clock.today() + timedelta(days=options.days)
        token, secret = tokens.issue_token(user, name=options.name, until=until, by=by)
        print(_("Khóa %(key)s, đến hết %(day)s. Bí mật (chỉ hiện lần này):") % {"key": token.key, "day": until})
        print(secret)
        return 0
    for token in user.api_tokens.all():
        state = _("đã thu hồi") if token.revoked_at else f"{token.expires_on}"
        print(f"{token.key}  {token.hint}…  {token.name}  {state}  {token.last_used_on or '–'}")
    return 0


def _user(username: str) -> "User":
    from congdoan.accounts.models import User
    from congdoan.foundation.errors import NotFound

    found = User.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise NotFound(_("Không có tài khoản “%s”.") % username)
    return found
