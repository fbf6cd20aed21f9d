"""Moving a case from state to state: held under lock, by the one table of steps, with its event and its audit line.

Locks are taken in one order: people, then cases, then their house, then (in the funds' verbs) money. Every step holds
the person of its case: who leads a person's house, and who helps to build it, changes under that one lock.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from congdoan.cases.models import CaseEvent, CaseFile, SupportCase
from congdoan.cases.rules import STEPS
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.models import StoredFile
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person

ROOM = "cases"
NEEDED = ("programme", "unit", "for_unit", "person")
"""What every step asks of a case. More joins would cost more to plan than what they bring."""


def hold(case: SupportCase, step: str, *, version: int | None = None) -> SupportCase:
    """The case as it stands now, locked. Raises Refused when the step may not follow, Changed when somebody saved
    since `version`.
    """
    return hold_all([case], step, versions=None if version is None else {case.pk: version})[0]


def hold_all(
    cases: Sequence[SupportCase], step: str, *, versions: Mapping[int, int] | None = None
) -> list[SupportCase]:
    """As `hold`, for several, in the order of their keys. `versions` by id, of every one where any is given."""
    refuse_forgotten(case.person_id for case in cases)
    keys = [case.pk for case in cases]
    rows = SupportCase.objects.select_for_update(of=("self",)).select_related(*NEEDED)
    locked = list(rows.filter(pk__in=keys).order_by("pk"))
    for case in locked:
        if versions is not None and case.version != versions.get(case.pk):
            theirs = {str(_("Tình trạng")): case.get_state_display()}
            raise Changed(_("Hồ sơ %(key)s vừa được người khác xử lý.") % {"key": case.key}, theirs=theirs)
        if case.state not in STEPS[step].before:
            said = {"key": case.key, "state": case.get_state_display()}
            raise Refused(_("Hồ sơ %(key)s đang “%(state)s” nên không làm bước này được.") % said)
    return locked


def hold_people(cases: Iterable[SupportCase]) -> None:
    """No other decision about the same people meanwhile: of two approvals at once the second sees the first."""
    people = {case.person_id for case in cases}
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))


def move(case: SupportCase, step: str, *, on: date, by: Actor, note: str = "") -> None:
    """Save the case in the step's state with its event. The caller holds it and has set what else changes."""
    before, case.state = case.state, STEPS[step].after
    case.version += 1
    case.save()
    event_of(case, step, before=before, on=on, by=by, note=note).save()


def move_all(
    cases: Sequence[SupportCase],
    step: str,
    *,
    days: Mapping[int, date],
    by: Actor,
    changed: Sequence[str] = (),
    note: str = "",
) -> None:
    """As `move`, for any number in two statements a few hundred: each on its day of `days`, by its id. The caller has
    set the fields `changed`.
    """
    events = []
    for case in cases:
        before, case.state = case.state, STEPS[step].after
        case.version += 1
        events.append(event_of(case, step, before=before, on=days[case.pk], by=by, note=note))
    SupportCase.objects.bulk_update(cases, ["state", "version", *changed], batch_size=500)
    CaseEvent.objects.bulk_create(events, batch_size=1000)


def event_of(case: SupportCase, step: str, *, on: date, by: Actor, before: str = "", note: str = "") -> CaseEvent:
    """The event of a case that is now in the state the step led to, unsaved."""
    return CaseEvent(
        case=case,
        step=step,
        before=before,
        after=case.state,
        on=on,
        at=clock.now(),
        by=by.key,
        by_name=by.name,
        by_unit=by.unit_code,
        note=nfc(note).strip(),
    )


def note(case: SupportCase, action: str, sentence: str, *, by: Actor) -> None:
    """The audit line of a case: its code and the step, never its need, its programme or a name."""
    note_all([case], action, sentence, by=by)


def note_all(cases: Sequence[SupportCase], action: str, sentence: str, *, by: Actor) -> None:
    """As `note`, a line for each. One statement."""
    lines = [audit.Line(f"cases.case.{action}", case.source, sentence % {"key": case.key}) for case in cases]
    audit.record_all(lines, by=by)


def add_files(case: SupportCase, files: Iterable[StoredFile], role: str, *, by: Actor) -> list[CaseFile]:
    """Keep papers and photos with the case. Raises ValueError for one that does not lie sealed."""
    kept = list(files)
    if not kept:
        return []
    if any(not file.is_encrypted for file in kept):
        raise ValueError("the files of a case lie sealed")
    return CaseFile.objects.bulk_create(
        [CaseFile(case=case, file=file, role=role, added_at=clock.now(), added_by=by.key) for file in kept]
    )


def reason_given(reason: str) -> str:
    """The reason, tidy. Raises Refused for none."""
    tidy = nfc(reason).strip()
    if not tidy:
        raise Refused(_("Hãy ghi lý do: người đề nghị sẽ đọc được."), field="reason")
    return tidy


def refuse_future(on: date, field: str = "on") -> None:
    if on > clock.today():
        raise Refused(_("Ngày %(day)s ở sau hôm nay.") % {"day": f"{on:%d/%m/%Y}"}, field=field)
