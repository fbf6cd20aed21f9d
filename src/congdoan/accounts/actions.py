"""Every change of accounts and roles. Nothing is deleted: a role ends, an account is closed."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.db.utils import IntegrityError

from congdoan.accounts.models import Role, RoleHolding, User
from congdoan.accounts.notices import notify, role_holders
from congdoan.accounts.passwords import one_time_password
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task, roles_for
from congdoan.accounts.tokens import revoke_all
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.organisation.models import Person, Unit


@transaction.atomic
def create_account(
    username: str,
    *,
    name: str,
    by: Actor,
    person: Person | None = None,
    email: str = "",
    password: str | None = None,
) -> tuple[User, str]:
    """Open an account and answer with it and its one-time password, which is shown once and stored only hashed.

    A `password` that is given stays until its owner changes it: for a demonstration, whose password everybody knows.
    Raises Refused when the name is taken; user names are compared without regard to case.
    """
    tidy = nfc(username).strip().lower()
    if User.objects.filter(username=tidy).exists():
        raise Refused(
            _("Tên đăng nhập “%(name)s” đã có người dùng; hãy chọn tên khác.") % {"name": tidy}, field="username"
        )
    first = one_time_password() if password is None else password
    user = User.objects.create_user(
        tidy,
        first,
        name=nfc(name).strip(),
        person=person,
        email=email,
        must_change_password=password is None,
        created_at=clock.now(),
    )
    _note("created", user, _("Mở tài khoản %(user)s.") % {"user": user.name}, by=by)
    return user, first


@transaction.atomic
def reset_password(user: User, *, by: Actor) -> str:
    """Set a one-time password and answer with it; whoever was signed in is signed out, programs too.

    Raises Refused for a closed account.
    """
    if not user.is_active:
        raise Refused(_("Tài khoản đã đóng; hãy mở lại trước khi đặt mật khẩu."))
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    revoke_all(user, by=by)
    _note("password_reset", user, _("Đặt lại mật khẩu cho %(user)s.") % {"user": user.name}, by=by)
    return password


@transaction.atomic
def deactivate(user: User, *, reason: str, by: Actor) -> None:
    """Close the door at once. Roles keep their dates, so that what the person did stays readable.

    Raises NotAllowed for one's own account: the last administrator must not shut everyone out.
    """
    if by.key == user.key:
        raise NotAllowed(_("Không tự đóng tài khoản của mình; hãy nhờ quản trị khác."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    _note("closed", user, _("Đóng tài khoản %(user)s: %(why)s.") % {"user": user.name, "why": reason}, by=by)


@transaction.atomic
def reactivate(user: User, *, by: Actor) -> None:
    """Open a closed account again, with the roles that are still in force."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    _note("reopened", user, _("Mở lại tài khoản %(user)s.") % {"user": user.name}, by=by)


@transaction.atomic
def tie(user: User, person: Person | None, *, by: Actor) -> User:
    """Say whose account it is; None says that nobody knows. Its holder is told, and so is the person by any account of
    theirs that was known before.

    Where two people must look at something, accounts of one person are one from now on; and a person's account reads
    what is kept about that person. Raises NotAllowed for any account of one's own.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if by.key in accounts_of(locked.key):
        raise NotAllowed(_("Không tự gắn tài khoản của mình với người khác; hãy nhờ quản trị khác."))
    if locked.person_id == (person.pk if person else None):
        return locked
    locked.person = person
    locked.save(update_fields=["person"])
    said = {"user": locked.name, "person": person.name if person else ""}
    words = _("Gắn tài khoản %(user)s với người: %(person)s.") if person else _("Gỡ người khỏi tài khoản %(user)s.")
    _note("tied", locked, words % said, by=by)
    if person:
        told = _("%(by)s vừa ghi tài khoản này là của %(person)s; không đúng thì hãy báo lại.")
        theirs = User.objects.filter(person=person)
        said = {"by": by.name, "person": person.name, "user": locked.username}
        notify([locked], kind="accounts.tied", text=told % said)
        warned = _("%(by)s vừa ghi tài khoản %(user)s cũng là của bạn; không đúng thì hãy báo lại ngay.") % said
        notify(theirs.exclude(pk=locked.pk), kind="accounts.tied", text=warned)
    return locked


@transaction.atomic
def grant_role(user: User, role: str, *, unit: Unit, since: date, by: Actor, until: date | None = None) -> RoleHolding:
    """Let the user act as `role` at `unit` from `since`, up to but not including `until`.

    Raises NotAllowed for oneself; Refused when the role is already held on some of those days, the days run backwards,
    or the unit has ended.
    """
    if by.key in accounts_of(user.key):
        raise NotAllowed(_("Không tự giao vai trò cho mình; hãy nhờ quản trị khác."))
    _refuse_ended(unit, since)
    return _hold(user, role, unit=unit, since=since, until=until, by=by)


@transaction.atomic
def end_role(holding: RoleHolding, *, on: date, by: Actor) -> RoleHolding:
    """Let the role end before `on`, and with it what its holder lent of it. One that would not yet have begun is taken
    back as if never granted.

    Raises Refused when it ended before then: a past end is history.
    """
    holding = _held(holding)
    for lent in _lent(holding, from_day=on):
        end_role(lent, on=on, by=by)
    if holding.valid.upper and holding.valid.upper <= on:
        raise Refused(_("Vai trò này đã kết thúc từ %(day)s.") % {"day": f"{holding.valid.upper:%d/%m/%Y}"}, field="on")
    said = {"user": holding.user.name, "role": Role(holding.role).label, "unit": holding.unit.name}
    if holding.valid.lower >= on:
        _note("role_withdrawn", holding.user, _("Rút vai trò %(role)s tại %(unit)s của %(user)s.") % said, by=by)
        holding.delete()
        return holding
    holding.valid = valid_from(holding.valid.lower, on)
    holding.ended_by = by.name
    holding.save(update_fields=["valid", "ended_by"])
    said["day"] = f"{on:%d/%m/%Y}"
    sentence = _("Kết thúc vai trò %(role)s tại %(unit)s của %(user)s từ %(day)s.") % said
    _note("role_ended", holding.user, sentence, by=by)
    return holding


@transaction.atomic
def delegate(holding: RoleHolding, *, to: User, since: date, until: date, by: Actor) -> RoleHolding:
    """Let `to` act in the holder's stead from `since` up to but not including `until`; both keep the role meanwhile.

    Raises Refused when the days are not within the holder's own, or the role was itself lent; NotAllowed for oneself:
    an administrator arranging it must not come by the role that way.
    """
    if by.key in accounts_of(to.key):
        raise NotAllowed(_("Không tự giao vai trò cho mình; hãy nhờ quản trị khác."))
    holding = _held(holding)
    if holding.stands_in_for_id:
        raise Refused(_("Vai trò được ủy quyền không ủy quyền tiếp được."))
    if to.pk == holding.user_id:
        raise Refused(_("Người được ủy quyền phải là người khác."), field="to")
    if since < holding.valid.lower or (holding.valid.upper and until > holding.valid.upper):
        raise Refused(_("Thời gian ủy quyền phải nằm trong thời gian giữ vai trò."), field="until")
    return _hold(to, holding.role, unit=holding.unit, since=since, until=until, by=by, stands_in_for=holding.user)


def _held(holding: RoleHolding) -> RoleHolding:
    """The holding as it stands, its row locked: nobody lends what another is just ending."""
    return RoleHolding.objects.select_for_update(of=("self",)).select_related("user", "unit").get(pk=holding.pk)


def _lent(holding: RoleHolding, *, from_day: date) -> QuerySet[RoleHolding]:
    """What the holder lent of this role that would still hold on `from_day` or later."""
    if holding.stands_in_for_id:
        return RoleHolding.objects.none()
    lent = RoleHolding.objects.filter(stands_in_for=holding.user_id, role=holding.role, unit=holding.unit_id)
    return lent.filter(valid__overlap=holding.valid, valid__endswith__gt=from_day)


def _hold(
    user: User,
    role: str,
    *,
    unit: Unit,
    since: date,
    until: date | None,
    by: Actor,
    stands_in_for: User | None = None,
) -> RoleHolding:
    if until is not None and until <= since:
        raise Refused(_("Ngày hết vai trò phải sau ngày bắt đầu."), field="until")
    User.objects.select_for_update().get(pk=user.pk)  # two administrators granting at once are served in turn
    days = valid_from(since, until)
    if user.holdings.filter(role=role, unit=unit, valid__overlap=days).exists():
        raise Refused(
            _("%(user)s đã giữ vai trò %(role)s tại %(unit)s trong thời gian này.")
            % {"user": user.name, "role": Role(role).label, "unit": unit.name},
            field="role",
        )
    holding = _create(user, role, unit, days, by, stands_in_for)
    said = {"user": user.name, "role": Role(role).label, "unit": unit.name, "day": f"{since:%d/%m/%Y}"}
    if stands_in_for:
        said["for"] = stands_in_for.name
        sentence = _("%(user)s được ủy quyền %(role)s tại %(unit)s thay %(for)s từ %(day)s.") % said
    else:
        sentence = _("Giao vai trò %(role)s tại %(unit)s cho %(user)s từ %(day)s.") % said
    _note("role_granted", user, sentence, by=by)
    _tell_who_opens(holding, by)
    return holding


def _tell_who_opens(holding: RoleHolding, by: Actor) -> None:
    """A role that opens what is kept closed is given in sight of those who hold one there: an administrator, who opens
    accounts and reads their first passwords out, cannot make one more such pair of eyes unnoticed.
    """
    if holding.role not in roles_for(Task.OPEN_SENSITIVE):
        return
    others = role_holders(holding.unit, task=Task.OPEN_SENSITIVE).exclude(pk=holding.user_id).exclude(key=by.key)
    told = _("%(user)s vừa được %(by)s giao vai trò %(role)s tại %(unit)s; không đúng thì hãy báo lại ngay.")
    said = {"user": holding.user.name, "by": by.name, "role": Role(holding.role).label, "unit": holding.unit.name}
    notify(others, kind="accounts.role_given", text=told % said)


def _create(user: User, role: str, unit: Unit, days: object, by: Actor, stands_in_for: User | None) -> RoleHolding:
    try:
        with transaction.atomic():
            return RoleHolding.objects.create(
                user=user, role=role, unit=unit, valid=days, granted_by=by.name, stands_in_for=stands_in_for
            )
    except IntegrityError as error:
        raise Refused(_("Thời gian giữ vai trò không hợp lệ; hãy xem lại hai ngày.")) from error


def _refuse_ended(unit: Unit, since: date) -> None:
    if unit.ended_on and unit.ended_on <= since:
        raise Refused(
            _("%(unit)s đã kết thúc hoạt động từ %(day)s nên không giao vai trò ở đó được nữa.")
            % {"unit": unit.name, "day": f"{unit.ended_on:%d/%m/%Y}"},
            field="unit",
        )


def _note(what: str, user: User, sentence: str, *, by: Actor) -> None:
    audit.record(f"accounts.account.{what}", f"account:{user.key}", sentence, by=by)
