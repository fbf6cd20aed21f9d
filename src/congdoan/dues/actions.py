"""A unit says by which rules it pays; a month is assessed, collected into the union budget, and its share sent up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from congdoan.dues import queries, rules
from congdoan.dues.models import Assessment, Collection, MemberDue, PayGroup, Scheme, What
from congdoan.dues.rules import Due
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_number, format_vnd
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund, Remittance
from congdoan.funds.rules import LARGEST_VND
from congdoan.membership.queries.finding import members_of
from congdoan.membership.queries.standing import dues_base_on, is_exempt
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Counts:
    """A unit that works with numbers only: how many pay, and the sum of their bases."""

    people: int
    base_vnd: int


@transaction.atomic
def set_scheme(
    unit: Unit, *, group: str, since: date, by: Actor, own_rate: int | None = None, basis: Citation | None = None
) -> Scheme:
    """From `since` the members are of this group; `own_rate` (hundredths of a percent) is a higher rate resolved.

    The scheme before ends that day; later ones are replaced. Raises Refused for an unknown group, or an own rate
    that is no higher than the common one or past what the dated parameter allows.
    """
    if group not in PayGroup.values:
        raise Refused(_("Không có nhóm đóng đoàn phí “%(group)s”.") % {"group": group}, field="group")
    if own_rate is not None:
        _refuse_own_rate(own_rate, unit, since)
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)  # two who set it at once are served in turn
    rows = Scheme.objects.select_for_update().filter(unit=unit)
    rows.filter(valid__startswith__gte=since).delete()
    for earlier in rows.filter(valid__contains=since):
        earlier.valid = valid_from(earlier.valid.lower, since)
        earlier.save(update_fields=["valid"])
    made = Scheme.objects.create(
        unit=unit, group=group, own_rate=own_rate, valid=valid_from(since), **(basis.columns() if basis else {})
    )
    said = {"unit": unit.name, "group": PayGroup(group).label, "day": f"{since:%d/%m/%Y}"}
    audit.record(
        "dues.scheme.set",
        f"unit:{unit.code}",
        _("%(unit)s đóng đoàn phí theo nhóm %(group)s từ %(day)s.") % said,
        by=by,
    )
    return made


@transaction.atomic
def assess_dues(unit: Unit, month: date, *, by: Actor, counts: Counts | None = None) -> Assessment:
    """What the unit's members owe for the month: by name from their files, or by `counts`. Exempt members owe nothing.

    A member without a base is reckoned on the base salary and counted as such. Raises Refused before the unit said its
    group, for a month to come, or once something was collected.
    """
    first, last = _month(unit, month)
    scheme = queries.scheme_on(unit, last)
    if scheme is None:
        raise Refused(_("Hãy chọn nhóm đóng đoàn phí của đơn vị trước."), field="group")
    judged = queries.rates_on(last, unit=unit)
    lines = _by_count(counts, scheme, judged) if counts else _by_name(unit, last, scheme, judged)
    owing = [line for line in lines if not line.is_exempt]
    made = _renew(unit, What.DUES, first)
    made.people = counts.people if counts else len(owing)
    made.exempt = len(lines) - len(owing)
    made.without_base = 0 if counts else sum(line.base_vnd is None for line in owing)
    made.base_vnd = sum(line.base_vnd or 0 for line in owing)
    made.due_vnd = sum(line.due_vnd for line in owing)
    made.surplus_vnd = sum(line.surplus_vnd for line in owing)
    made.kept_percent, made.judged_by, made.is_by_name = judged.dues_kept, judged.judged_by, counts is None
    _save(made, by)
    if counts is None:
        for line in lines:
            line.assessment = made
        MemberDue.objects.bulk_create(lines)
    return made


@transaction.atomic
def assess_contribution(unit: Unit, month: date, *, payroll_vnd: int, by: Actor) -> Assessment:
    """What the unit's employer owes for the month on its insured payroll.

    Raises Refused for a payroll that is no money, a month to come, or once something was collected.
    """
    _refuse_no_count(payroll_vnd, "payroll_vnd")
    first, last = _month(unit, month)
    judged = queries.rates_on(last, unit=unit)
    made = _renew(unit, What.CONTRIBUTION, first)
    made.base_vnd, made.due_vnd = payroll_vnd, rules.employer_due(payroll_vnd, judged.contribution_rate)
    made.kept_percent, made.judged_by = judged.contribution_kept, judged.judged_by
    return _save(made, by)


@transaction.atomic
def collect(
    assessment: Assessment,
    amount_vnd: int,
    *,
    into: Fund,
    on: date,
    by: Actor,
    method: str = "bank",
    client_token: str = "",
) -> Collection:
    """Take a sum in for the month, into the unit's union budget. The share of those above is noted to the đồng.

    By instalments it comes to the same as at once; the same `client_token` twice is one instalment. Raises Refused
    past what is due, or into another fund than the unit's (its heir's) union budget.
    """
    locked = Assessment.objects.select_for_update(of=("self",)).select_related("unit", "heir").get(pk=assessment.pk)
    if into.unit_id != locked.kept_by.pk or into.stream != "budget":
        raise Refused(_("Đoàn phí, kinh phí chỉ thu vào ngân sách công đoàn của chính đơn vị."), field="into")
    before = queries.collected(locked)
    lot = funds.receive(
        into,
        amount_vnd,
        on=on,
        method=method,
        origin=locked.what,
        source=locked.source,
        memo=title(locked),
        client_token=client_token,
        by=by,
    )
    if known := Collection.objects.filter(lot=lot).first():
        return known
    if before + amount_vnd > locked.due_vnd:
        raise Refused(
            _("Tháng này chỉ còn phải thu %(left)s.") % {"left": format_vnd(locked.due_vnd - before)},
            field="amount_vnd",
        )
    upward = _upward(locked, before + amount_vnd) - queries.upward_of(locked)
    return Collection.objects.create(
        assessment=locked, lot=lot, amount_vnd=amount_vnd, kept_vnd=amount_vnd - upward, upward_vnd=upward
    )


@transaction.atomic
def remit_share(unit: Unit, *, what: str, year: int, out_of: Fund, on: date, by: Actor) -> Remittance:
    """Set aside for the unit above all of its share that came in and was not sent yet. It is then paid as any payment.

    Raises Refused when nothing is owed or nobody stands above.
    """
    list(queries.months_kept(unit, what, year=year).select_for_update().order_by("pk").values_list("pk"))
    owed = queries.owed_upward(unit, what, year=year).owed_vnd
    above = organisation.parent(unit, on=on)
    if not owed or above is None or out_of.unit_id != unit.pk:
        raise Refused(_("Không còn khoản nào phải nộp lên cấp trên."))
    about = _("Nộp %(what)s năm %(year)d") % {"what": What(what).label, "year": year}
    return funds.remit(out_of, owed, to=above, about=str(about), on=on, source=queries.source_of(what, year), by=by)


def _refuse_own_rate(own_rate: int, unit: Unit, since: date) -> None:
    """Raise Refused for a rate no higher than the common one, or past what may be resolved on that day."""
    common, most = queries.rates_on(since, unit=unit).rates.rate, queries.highest_own_rate(unit, since)
    if not common < own_rate <= most:
        said = {"most": format_number(Decimal(most) / 100)}
        raise Refused(_("Mức riêng phải cao hơn mức chung và không quá %(most)s %%.") % said, field="own_rate")


def title(assessment: Assessment) -> str:
    """ "Đoàn phí tháng 7/2025"."""
    words = _("%(what)s tháng %(month)s") % {
        "what": What(assessment.what).label,
        "month": f"{assessment.month.month}/{assessment.month.year}",
    }
    return str(words)[:1].upper() + str(words)[1:]


def _upward(assessment: Assessment, collected_vnd: int) -> int:
    """The share of those above once so much is in: of what is owed by rule, never of the surplus."""
    by_rule = assessment.due_vnd - assessment.surplus_vnd
    upward = rules.share(by_rule, kept_percent=assessment.kept_percent).upward_vnd
    return rules.collected_part(assessment.due_vnd, upward, collected_vnd)


def _month(unit: Unit, month: date) -> tuple[date, date]:
    first, last = month.replace(day=1), last_day_of_month(month)
    if first > clock.today():
        raise Refused(_("Tháng này chưa đến."), field="month")
    if first < unit.established_on.replace(day=1) or (unit.ended_on and first >= unit.ended_on):
        raise Refused(_("Đơn vị không hoạt động trong tháng này."), field="month")
    return first, last


def _by_count(counts: Counts, scheme: Scheme, judged: queries.InForce) -> list[MemberDue]:
    """One line for everybody: the cap cannot be judged without names, so each is taken to earn the same."""
    _refuse_no_count(counts.people, "people")
    _refuse_no_count(counts.base_vnd, "base_vnd")
    if not counts.people:
        return []
    each = None if scheme.group == PayGroup.FIXED else counts.base_vnd // counts.people
    one = _due(each, scheme, judged)
    whole = Due(one.by_rule_vnd * counts.people, one.surplus_vnd * counts.people)
    return [MemberDue(base_vnd=counts.base_vnd, due_vnd=whole.total_vnd, surplus_vnd=whole.surplus_vnd)]


def _by_name(unit: Unit, day: date, scheme: Scheme, judged: queries.InForce) -> list[MemberDue]:
    people: list[Person] = list(members_of(unit, day))
    bases, exempt = dues_base_on(people, day), is_exempt(people, day)
    lines = []
    for person in people:
        base = bases.get(person.pk)
        due = Due(0) if person.pk in exempt else _due(base, scheme, judged)
        lines.append(
            MemberDue(
                person=person,
                base_vnd=base,
                due_vnd=due.total_vnd,
                surplus_vnd=due.surplus_vnd,
                is_exempt=person.pk in exempt,
            )
        )
    return lines


def _due(base_vnd: int | None, scheme: Scheme, judged: queries.InForce) -> Due:
    return rules.member_due(base_vnd, scheme.group, judged.rates)  # type: ignore[arg-type]


def _renew(unit: Unit, what: str, first: date) -> Assessment:
    """The month's assessment emptied of what it said, or a new one. Refused once something came in for it."""
    found = Assessment.objects.select_for_update().filter(unit=unit, what=what, month=first).first()
    if found is None:
        return Assessment(unit=unit, what=what, month=first)
    if Collection.objects.filter(assessment=found, lot__taken_back_on__isnull=True).exists():
        raise Refused(_("Tháng này đã thu nên không tính lại được."))
    if found.lines.filter(person__forgotten_on__isnull=False).exists():
        raise Refused(_("Tháng này có người đã được xóa thông tin cá nhân nên không tính lại được."))
    found.lines.all().delete()
    return found


def _save(made: Assessment, by: Actor) -> Assessment:
    made.assessed_at, made.assessed_by, made.assessed_by_name = clock.now(), by.key, by.name
    made.save()
    said = {"what": title(made), "unit": made.unit.name, "amount": format_vnd(made.due_vnd)}
    audit.record("dues.month.assessed", made.source, _("Tính %(what)s của %(unit)s: %(amount)s.") % said, by=by)
    return made


def _refuse_no_count(value: object, field: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_VND:
        raise Refused(_("Hãy ghi số nguyên, không âm."), field=field)
