"""Asking that a person be forgotten; carrying it out, by somebody else; ending it otherwise; what falls due later."""

from datetime import date, timedelta

from django.db import transaction

from congdoan.accounts.models import User
from congdoan.accounts.notices import notify, notify_unit
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.forgetting import queries, rooms
from congdoan.forgetting.models import Basis, ForgetRequest, RequestState
from congdoan.foundation import audit, clock, files
from congdoan.foundation.actor import Actor, command
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.foundation.forgetting import Obstacle
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds import forgetting as funds
from congdoan.organisation.models import Person
from congdoan.organisation.queries import parameter_at

ANSWER_WITHIN = "forgetting.answer_within_days"


class StandsInTheWay(Refused):
    """Something still needs the person's name. `obstacles` says what, room by room."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        told = "; ".join(f"{each.description} ({each.count})" for each in obstacles)
        super().__init__(_("Chưa xóa được, còn vướng: %(what)s.") % {"what": told})
        self.obstacles = obstacles


@transaction.atomic
def ask(
    person: Person, *, basis: str, reason: str, on: date, by: Actor, letter: Citation | None = None
) -> ForgetRequest:
    """Ask that the person be forgotten; they asked for it, or their time ended, on `on`. Another carries it out.

    Asked twice is one request. Raises Refused without a reason, for a day to come, for somebody forgotten already or
    nobody's member.
    """
    why = _given(reason)
    if on > clock.today():
        raise Refused(_("Ngày %(day)s ở sau hôm nay.") % {"day": f"{on:%d/%m/%Y}"}, field="on")
    locked = _person(person)
    if locked.forgotten_on:
        raise Refused(_("Thông tin của người này đã được xóa."))
    if standing := ForgetRequest.objects.waiting().filter(person=locked).first():
        return standing
    unit = queries.unit_of(locked)
    if unit is None:
        raise Refused(_("Người này chưa từng là đoàn viên hay được hỗ trợ ở đơn vị nào; không có gì để xóa."))
    days = int(parameter_at(ANSWER_WITHIN, unit, on).value)
    made = ForgetRequest.objects.create(
        person=locked,
        unit=unit,
        basis=Basis(basis),
        reason=why,
        asked_on=on,
        answer_by=on + timedelta(days=days),
        asked_at=clock.now(),
        asked_by=by.key,
        asked_by_name=by.name,
        **(letter.columns() if letter else {}),
    )
    _note(made, "asked", _("Đề nghị xóa thông tin cá nhân của một người (%(basis)s)."), by)
    text = _("Có đề nghị xóa thông tin cá nhân %(key)s chờ người thứ hai thực hiện.") % {"key": made.key}
    notify_unit(unit, kind="forgetting.asked", text=text, link=made.source, task=Task.FORGET)
    return made


@transaction.atomic
def carry_out(request: ForgetRequest, *, by: Actor, version: int | None = None) -> ForgetRequest:
    """Forget the person in every room, at once and for good. What the books must keep is sealed until its day.

    Raises StandsInTheWay while a room still needs the name, NotAllowed for whoever asked and for the person, Changed
    when somebody settled or changed the request since `version`.
    """
    person = _person(request.person)
    locked = _waiting(request, version)
    own = accounts_of(by.key)
    if locked.asked_by in own:
        raise NotAllowed(_("Người đề nghị không được tự thực hiện; cần người thứ hai."))
    if User.objects.filter(person=person, key__in=own).exists():
        raise NotAllowed(_("Không tự thực hiện việc xóa thông tin về chính mình; cần người khác."))
    today = clock.today()
    if obstacles := rooms.in_the_way(person, today):
        raise StandsInTheWay(obstacles)
    until = max((each.until for each in rooms.kept(person, today) if each.until), default=None)
    name = person.name
    rooms.forget(person, today, by)
    locked.reason = ""
    locked.books_until = until
    locked.mentions = queries.mentions(name)
    _settle(locked, RequestState.KEPT if until else RequestState.DONE, by=by)
    ForgetRequest.objects.filter(person=person).update(reason="", settled_because="")
    _note(locked, "done", _("Xóa thông tin cá nhân của một người (%(basis)s)."), by)
    _tell_asker(locked, _("Đã thực hiện đề nghị xóa thông tin cá nhân %(key)s."))
    return locked


@transaction.atomic
def refuse(request: ForgetRequest, *, reason: str, by: Actor, version: int | None = None) -> ForgetRequest:
    """It is not done, with the reason the person is to be told. Raises NotAllowed for whoever asked."""
    why = _given(reason)
    locked = _waiting(request, version)
    if locked.asked_by in accounts_of(by.key):
        raise NotAllowed(_("Người đề nghị không tự từ chối đề nghị của mình; hãy rút lại."))
    locked.settled_because = why
    _settle(locked, RequestState.REFUSED, by=by)
    _note(locked, "refused", _("Không thực hiện đề nghị xóa thông tin cá nhân của một người."), by)
    _tell_asker(locked, _("Đề nghị xóa thông tin cá nhân %(key)s không được thực hiện; mở để xem lý do."))
    return locked


@transaction.atomic
def withdraw(request: ForgetRequest, *, reason: str, by: Actor, version: int | None = None) -> ForgetRequest:
    """Whoever asked takes it back: the person changed their mind, or it was a mistake."""
    why = _given(reason)
    locked = _waiting(request, version)
    if by.key != locked.asked_by:
        raise NotAllowed(_("Chỉ người đã đề nghị mới rút lại được."))
    locked.settled_because = why
    _settle(locked, RequestState.WITHDRAWN, by=by)
    _note(locked, "withdrawn", _("Rút đề nghị xóa thông tin cá nhân của một người."), by)
    return locked


@transaction.atomic
def finish_due(on: date) -> int:
    """Take the names the books need not keep any more on the day, and what still lies on the disk of destroyed files.

    Answers how much was done. Safe to repeat; the worker does it again and again.
    """
    worker = command("forgetting")
    done = funds.forget_due(on, worker) + files.finish_destroying()
    for request in ForgetRequest.objects.due_on(on).select_for_update(skip_locked=True):
        request.state = RequestState.DONE
        request.save(update_fields=["state"])
        _note(request, "finished", _("Hết hạn lưu giữ: xóa nốt tên một người trên chứng từ (%(basis)s)."), worker)
        done += 1
    return done


def _person(person: Person) -> Person:
    """The row locked: people are locked before cases and money."""
    return Person.objects.select_for_update().get(pk=person.pk)


def _waiting(request: ForgetRequest, version: int | None) -> ForgetRequest:
    locked = ForgetRequest.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=request.pk)
    if locked.state != RequestState.ASKED or (version is not None and locked.version != version):
        theirs = {str(_("Tình trạng")): str(locked.get_state_display())}
        raise Changed(_("Đề nghị này vừa được người khác xử lý."), theirs=theirs)
    return locked


def _settle(request: ForgetRequest, state: str, *, by: Actor) -> None:
    request.state, request.settled_at = state, clock.now()
    request.settled_by, request.settled_by_name = by.key, by.name
    request.version += 1
    request.save()


def _given(reason: str) -> str:
    tidy = nfc(reason).strip()
    if not tidy:
        raise Refused(_("Hãy ghi lý do."), field="reason")
    return tidy


def _tell_asker(request: ForgetRequest, text: str) -> None:
    asker = User.objects.filter(key=request.asked_by)
    notify(asker, kind="forgetting.settled", text=text % {"key": request.key}, link=request.source)


def _note(request: ForgetRequest, what: str, sentence: str, by: Actor) -> None:
    said = {"basis": Basis(request.basis).label}
    audit.record(f"forgetting.request.{what}", request.source, sentence % said, by=by)
