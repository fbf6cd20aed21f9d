"""From proposal to the Party's admission: counts for every unit below, names in one's own only."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.periods import Period, year
from congdoan.journal.queries import flows
from congdoan.membership import access, actions, rules
from congdoan.membership.models import PartyReferral, Spell, Stage
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import children
from congdoan.web.members.forms import AdvanceForm, PressForm, ReasonForm, ReferForm
from congdoan.web.members.views.doing import do
from congdoan.web.members.views.reconciling import asked_period
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest


def funnel(request: UserRequest) -> HttpResponse:
    """Counts by stage of the unit and those under it in a period; below, by name, one's own unit's referrals."""
    access.may_see_counts(request.user, request.unit).require()
    period, text, wrong = asked_period(request, year(request.as_of.year))
    below = list(children(request.unit, on=request.as_of).order_by("sort_key"))
    counts = _counts([request.unit, *below], period)
    may_names = bool(access.may_see_referrals(request.user, request.unit))
    mine = access.referrals_visible_to(request.user).filter(withdrawn_at__isnull=True)
    here = Spell.objects.filter(unit=request.unit, valid__contains=request.as_of)
    listed = mine.filter(person__in=here.values("person")).select_related("person").prefetch_related("stages")
    return page(
        request,
        "members/party.html",
        stages=[Stage(stage) for stage in rules.MEASURE_OF_STAGE],
        total=counts[request.unit.pk],
        rows=[(unit, counts[unit.pk]) for unit in below],
        period_text=text,
        wrong=wrong,
        may_names=may_names,
        referrals=[(row, _following(row)) for row in listed.order_by("-pk")[:100]] if may_names else [],
        may_keep=bool(access.may_keep(request.user, request.unit)),
    )


def refer(request: UserRequest, key: str) -> HttpResponse:
    person = access.member_for_keeping(request.user, key)
    access.member_for_opening(request.user, key)
    form = ReferForm(request.POST or None, initial={"on": clock.today()})
    return do(
        request,
        form,
        lambda data: actions.refer(person, on=data["on"], by=request.actor),
        title=_("Đề xuất đoàn viên ưu tú"),
        act=_("Đề xuất đoàn viên ưu tú"),
        about=person.name,
        back=reverse("members:party"),
        done=_("Đã đưa vào danh sách giới thiệu."),
    )


def advance(request: UserRequest, key: str) -> HttpResponse:
    referral = access.referral_for_keeping(request.user, key)
    following = rules.next_stage(referral.stage)
    form = AdvanceForm(request.POST or None, initial={"on": clock.today()})

    def verb(data: dict[str, Any]) -> None:
        actions.advance_referral(
            referral, to=following or referral.stage, on=data["on"], decision=form.basis(), by=request.actor
        )

    return do(
        request,
        form,
        verb,
        title=str(following.label if following else referral.get_stage_display()).capitalize(),
        act=_("Ghi"),
        about=referral.person.name,
        back=reverse("members:party"),
        done=_("Đã ghi bước mới."),
    )


def step_back(request: UserRequest, key: str) -> HttpResponse:
    """The last stage was entered by mistake."""
    referral = access.referral_for_keeping(request.user, key)
    return do(
        request,
        PressForm(request.POST or None),
        lambda _data: actions.step_back(referral, by=request.actor),
        title=_("Rút lại bước “%(stage)s”") % {"stage": referral.get_stage_display()},
        act=_("Rút lại"),
        about=referral.person.name,
        back=reverse("members:party"),
        done=_("Đã rút lại bước ghi nhầm."),
    )


def close(request: UserRequest, key: str) -> HttpResponse:
    referral = access.referral_for_keeping(request.user, key)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return do(
        request,
        form,
        lambda data: actions.close_referral(referral, on=data["on"], because=data["reason"], by=request.actor),
        title=_("Không tiếp tục giới thiệu"),
        act=_("Ghi"),
        about=referral.person.name,
        back=reverse("members:party"),
        done=_("Đã khép lại."),
    )


def _following(referral: PartyReferral) -> Stage | None:
    return None if referral.closed_on else rules.next_stage(referral.stage)


def _counts(units: list[Unit], period: Period) -> dict[int, list[int]]:
    """Each unit's counts of the stages, in order. One query."""
    measures = list(rules.MEASURE_OF_STAGE.values())
    found: dict[tuple[int, str], int] = defaultdict(int)
    for row in flows([unit.pk for unit in units], measures, period):
        found[row.node_id, row.measure] += row.quantity
    return {unit.pk: [found[unit.pk, measure] for measure in measures] for unit in units}
