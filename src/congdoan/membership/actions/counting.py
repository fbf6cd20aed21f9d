"""A unit tells how many it is, and how many came and went, without names."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.journal.actions import Fact, append, reverse, standing_entries
from congdoan.journal.queries import own_stocks
from congdoan.membership import rules
from congdoan.membership.actions import checking
from congdoan.membership.facts import ROOM, STOCK, flows_counted
from congdoan.membership.models import Headcount, Spell
from congdoan.organisation.models import Unit

LARGEST = 5_000_000


@transaction.atomic
def record_headcount(
    unit: Unit,
    period: Period,
    *,
    by: Actor,
    members: int | None = None,
    women: int = 0,
    workers: int | None = None,
    workers_women: int = 0,
    flows: Mapping[str, int] | None = None,
    note: str = "",
) -> Headcount:
    """What the unit is at the period's end, and what happened in it to people whose names are not kept.

    `members` is everybody, those with names too: the rest is what stands without names. `flows` goes by
    `rules.COUNTED_FLOWS`. Where start + in − out is not the end, the difference stays a gap with the unit's name on it.
    Raises Refused for a period that has not ended, numbers that contradict each other, fewer members than have names,
    or where a headcount of that day or a later one stands.
    """
    counts = {code: count for code, count in (flows or {}).items() if count}
    checking.refuse_wrong_day(unit, period.end)
    checking.hold(unit)
    _refuse_contradictions(members, women, workers, workers_women, counts)
    if Headcount.objects.filter(unit=unit, withdrawn_at__isnull=True, period_end__gte=period.end).exists():
        raise Refused(
            _("Đã có số liệu của kỳ này hoặc kỳ sau; muốn sửa thì rút lại số liệu mới nhất rồi ghi lại."),
            field="period",
        )
    record = Headcount.objects.create(
        unit=unit,
        period_start=period.start,
        period_end=period.end,
        members=members,
        women=women,
        workers=workers,
        workers_women=workers_women,
        flows=counts,
        note=note.strip()[:500],
        **checking.signed(by),
    )
    stocks = _stocks(record)
    append([*flows_counted(record), *stocks, *_taken_into_the_record(record, stocks)], room=ROOM, by=by)
    said = {"unit": unit.name, "period": period.code}
    sentence = _("%(unit)s ghi số lượng đoàn viên, lao động kỳ %(period)s.") % said
    audit.record("membership.headcount.recorded", record.source, sentence, by=by)
    return record


@transaction.atomic
def withdraw_headcount(record: Headcount, *, reason: str, by: Actor) -> Headcount:
    """Take back the unit's latest headcount. Raises Refused without a reason, or while a later one stands."""
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút lại."), field="reason")
    record = Headcount.objects.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)
    checking.hold(record.unit)
    if record.withdrawn_at:
        raise Refused(_("Việc này đã được rút lại trước đó."))
    later = Headcount.objects.filter(unit=record.unit, withdrawn_at__isnull=True, period_end__gt=record.period_end)
    if later.exists():
        raise Refused(_("Hãy rút lại số liệu của kỳ sau trước."))
    record.withdrawn_at, record.withdrawn_because = clock.now(), reason.strip()[:300]
    record.save(update_fields=["withdrawn_at", "withdrawn_because"])
    reverse(standing_entries(record.source), by=by)
    sentence = _("%(unit)s rút lại số lượng đã ghi.") % {"unit": record.unit.name}
    audit.record("membership.headcount.withdrawn", record.source, sentence, by=by)
    return record


def _stocks(record: Headcount) -> list[Fact]:
    """How far what stands without names must rise or fall for the whole to be what was counted."""
    unit, on, source = record.unit, record.period_end, record.source
    rows = own_stocks([unit.pk], [STOCK, "workers_count"], on)
    held = {(row.measure, row.facet): row.quantity for row in rows}
    wanted: dict[tuple[str, str], int] = {}
    if record.members is not None:
        nameless = _nameless(record)
        wanted[STOCK, "counted_women"], wanted[STOCK, "counted"] = nameless.women, nameless.others
    if record.workers is not None:
        wanted["workers_count", "women"] = record.workers_women
        wanted["workers_count", ""] = record.workers - record.workers_women
    return [
        Fact(unit, measure, change, on, source, facet=facet)
        for (measure, facet), count in wanted.items()
        if (change := count - held.get((measure, facet), 0))
    ]


def _taken_into_the_record(record: Headcount, stocks: Sequence[Fact]) -> list[Fact]:
    """The first headcount of a unit opens the record of those it finds: they were members before it, and did not come.

    From then on what does not add up is a gap.
    """
    told = Headcount.objects.filter(unit=record.unit, members__isnull=False, withdrawn_at__isnull=True)
    if told.exclude(pk=record.pk).exists():
        return []
    came = sum(fact.quantity for fact in flows_counted(record) if fact.measure in rules.IN_FLOWS)
    went = sum(fact.quantity for fact in flows_counted(record) if fact.measure in rules.OUT_FLOWS)
    found = sum(fact.quantity for fact in stocks if fact.measure == STOCK) - came + went
    return [Fact(record.unit, "members_registered", found, record.period_end, record.source)] if found > 0 else []


def _nameless(record: Headcount) -> rules.Counted:
    assert record.members is not None
    named = Spell.objects.filter(unit=record.unit, valid__contains=record.period_end)
    everybody, named_women = named.count(), named.filter(person__sex="f").count()
    left = record.members - everybody
    if left < 0:
        raise Refused(
            _("%(unit)s có %(named)d đoàn viên có tên vào ngày này, nhiều hơn tổng số %(members)d; hãy kiểm tra lại.")
            % {"unit": record.unit.name, "named": everybody, "members": record.members},
            field="members",
        )
    women = min(left, max(0, record.women - named_women))
    return rules.Counted(women, left - women)


def _refuse_contradictions(
    members: int | None, women: int, workers: int | None, workers_women: int, flows: Mapping[str, int]
) -> None:
    if members is None and workers is None:
        raise Refused(_("Hãy ghi số đoàn viên hoặc số lao động."), field="members")
    if strange := flows.keys() - rules.COUNTED_FLOWS.keys():
        raise Refused(_("Không có số đếm “%(code)s”.") % {"code": sorted(strange)[0]})
    for count in (members or 0, women, workers or 0, workers_women, *flows.values()):
        if not 0 <= count <= LARGEST:
            raise Refused(_("Số người phải từ 0 trở lên và không quá lớn."), field="members")
    if women > (members or 0):
        raise Refused(_("Số nữ không thể nhiều hơn số đoàn viên."), field="women")
    if workers_women > (workers or 0):
        raise Refused(_("Số lao động nữ không thể nhiều hơn số lao động."), field="workers_women")
    if code := rules.women_over(flows):
        raise Refused(_("Số nữ không thể nhiều hơn tổng số ở cùng mục."), field=code)
