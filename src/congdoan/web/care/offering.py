"""Which steps one reader may take with a case now: the table of steps, narrowed by who may."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from congdoan.accounts.models import User
from congdoan.cases import access
from congdoan.cases.models import Family, SupportCase
from congdoan.cases.rules import OPEN, may_step
from congdoan.foundation.decisions import Decision
from congdoan.web.shell.request import UserRequest

May = Callable[[User, SupportCase], Decision]


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a button: its slug in the address, its word, its icon, the step of the table it is."""

    slug: str
    label: object
    icon: str
    step: str
    may: May
    is_main: bool = False


OFFERS = (
    Offer("bo-sung", _("Bổ sung hồ sơ"), "plus", "survey", access.may_amend),
    Offer("khao-sat", _("Ghi khảo sát"), "eye", "survey", access.may_examine, True),
    Offer("trinh-duyet", _("Trình duyệt"), "up", "propose", access.may_examine, True),
    Offer("chuyen-cap-tren", _("Chuyển lên cấp trên"), "send", "forward", access.may_examine),
    Offer("duyet", _("Duyệt"), "seal", "approve", access.may_approve, True),
    Offer("tra-lai", _("Trả lại để bổ sung"), "undo", "send_back", access.may_approve),
    Offer("khong-duyet", _("Không duyệt"), "close", "refuse", access.may_approve),
    Offer("phieu-chi", _("Lập phiếu chi"), "money", "hand_over", access.may_pay, True),
    Offer("trao", _("Ghi đã trao"), "check", "hand_over", access.may_hand_over, True),
    Offer("tham-lai", _("Ghi thăm lại"), "heart", "follow_up", access.may_hand_over, True),
    Offer("huy", _("Hủy hồ sơ"), "trash", "cancel", access.may_amend),
    Offer("rut", _("Rút ghi nhận đã trao"), "undo", "take_back", access.may_examine),
    Offer("mo-lai", _("Mở lại"), "swap", "reopen", access.may_amend),
)


def offered(request: UserRequest, case: SupportCase) -> list[Offer]:
    """The buttons, the main one first. A gift of a round is worked on in the round's own page."""
    if case.round_id:
        return [offer for offer in OFFERS if offer.slug == "tham-lai" and _open_to(offer, request.user, case)]
    found = [offer for offer in OFFERS if _open_to(offer, request.user, case)]
    return sorted(found, key=lambda offer: not offer.is_main)


def offer_for(request: UserRequest, case: SupportCase, slug: str) -> Offer | None:
    return next((offer for offer in offered(request, case) if offer.slug == slug), None)


def may_plan_house(request: UserRequest, case: SupportCase) -> bool:
    """A case for a house that has no file yet, for those who examine it."""
    if case.programme.family != Family.HOUSING or case.house_id is not None or case.state not in OPEN:
        return False
    return bool(access.may_examine(request.user, case))


def _open_to(offer: Offer, user: User, case: SupportCase) -> bool:
    if not may_step(offer.step, case.state):
        return False
    if offer.slug == "phieu-chi" and not case.approved_vnd:
        return False
    if offer.slug == "trinh-duyet":
        waits = case.programme.needs_survey and case.state != "examined"
        if waits or (case.programme.family == Family.HOUSING and case.house_id is None):
            return False
    return bool(offer.may(user, case))
