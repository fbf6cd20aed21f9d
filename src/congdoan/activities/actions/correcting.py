"""An act is corrected or withdrawn: the journal keeps what was said before, the act keeps why it changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from congdoan.activities.actions import answering, checking, recording, short_forms, teams
from congdoan.activities.details import Answer, Details, Paper
from congdoan.activities.models import Act, ActState, Correction
from congdoan.activities.rules import Counted, change_of
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.journal.actions import reverse, standing_entries
from congdoan.organisation.models import Body

TEXTS = ("title", "place", "note")


@transaction.atomic
def correct(
    act: Act,
    *,
    reason: str,
    version: int,
    by: Actor,
    counts: Mapping[str, int] | None = None,
    happened_on: date | None = None,
    until: date | None = None,
    title: str | None = None,
    place: str | None = None,
    note: str | None = None,
    partners: Iterable[Body] | None = None,
    answers: Iterable[Answer] = (),
    files: Iterable[Paper] = (),
    details: Details | None = None,
) -> Act:
    """Change what the act says; None leaves a value as it stands, `answers` and `files` are added.

    A new `happened_on` without `until` makes it an act of that one day.
    Where counts or the day change, the entries concerned are reversed and new ones appended: only those that differ.
    Raises Changed when somebody saved since `version`; Refused without a reason, when nothing differs, after a
    withdrawal, and for whatever `record` would refuse.
    """
    tidy_reason = checking.refuse_empty_reason(reason)
    locked = _locked(act, version)
    before = picture(locked)
    counted = standing_counts(locked)
    wanted = counted if counts is None else checking.checked_counts(locked.kind, counts)
    moved = _move_days(locked, happened_on, until)
    _put_words(locked, title, place, note)
    _move_counts(locked, counted, wanted, moved=moved, by=by)
    if partners is not None:
        locked.partners.all().delete()
        recording.add_partners(locked, partners)
    if details is not None:
        short_forms.rewrite(locked, details)
    recording.add_files(locked, files)
    answering.answer(locked, answers, by=by)
    after = picture(locked)
    if after == before:
        raise Refused(_("Chưa có gì thay đổi so với bản đang lưu."))
    _keep(locked, tidy_reason, before, after, by=by)
    sentence = _("Đính chính việc “%(title)s”: %(reason)s") % {"title": locked.title, "reason": tidy_reason}
    audit.record("activities.act.corrected", locked.source, sentence, by=by)
    return locked


@transaction.atomic
def withdraw(act: Act, *, reason: str, by: Actor, version: int | None = None) -> Act:
    """Take the act back: every standing entry is reversed, its team ends as if never founded, the act stays readable.

    What it alone had finished is under way again. Raises Refused without a reason or when it was withdrawn before.
    """
    tidy_reason = checking.refuse_empty_reason(reason)
    locked = _locked(act, version)
    before = picture(locked)
    reverse(standing_entries(locked.source), by=by)
    teams.unmake_teams_of(locked, by=by)
    locked.state = ActState.WITHDRAWN
    answering.reopen_what_only_this_finished(locked, by=by)
    _keep(locked, tidy_reason, before, picture(locked), by=by)
    audit.record(
        "activities.act.withdrawn",
        locked.source,
        _("Rút việc “%(title)s”: %(reason)s") % {"title": locked.title, "reason": tidy_reason},
        by=by,
    )
    return locked


def standing_counts(act: Act) -> dict[Counted, int]:
    return {Counted(row.measure_id, row.facet): row.quantity for row in act.counts.all()}


def picture(act: Act) -> dict[str, Any]:
    """The act as a correction remembers it: plain values, the counts by their codes."""
    return {
        "title": act.title,
        "happened_on": act.happened_on.isoformat(),
        "until": act.until.isoformat() if act.until else "",
        "place": act.place,
        "note": act.note,
        "state": act.state,
        "form": short_forms.stands_in(act),
        "counts": {counted.code: quantity for counted, quantity in sorted(standing_counts(act).items())},
        "partners": sorted(act.partners.values_list("body__code", flat=True)),
        "answers": sorted(act.answers.values_list("obligation__key", flat=True)),
        "files": sorted(act.act_files.values_list("file__key", flat=True)),
    }


def _locked(act: Act, version: int | None) -> Act:
    locked = Act.objects.select_for_update(of=("self",)).select_related("kind", "lead").get(pk=act.pk)
    if version is not None:
        checking.refuse_changed(locked, version, _theirs(locked))
    if locked.state == ActState.WITHDRAWN:
        raise Refused(_("Việc này đã được rút; hãy ghi nhận một việc mới nếu đã làm."))
    return locked


def _put_words(act: Act, *words: str | None) -> None:
    """Title, place and note as said; None leaves one as it stands, and an act without a title bears its kind's name."""
    for name, value in zip(TEXTS, words, strict=True):
        if value is not None:
            setattr(act, name, nfc(value).strip() or ("" if name != "title" else act.kind.name))


def _move_days(act: Act, happened_on: date | None, until: date | None) -> bool:
    """Put the act on the days said; whether its first day is another now."""
    first = happened_on or act.happened_on
    last = until if until is not None or happened_on else act.until
    checking.refuse_wrong_days(act.lead, first, last)
    moved = first != act.happened_on
    act.happened_on, act.until = first, last
    return moved


def _theirs(act: Act) -> dict[str, str]:
    said: dict[str, str] = {_("Tên việc"): act.title, _("Ngày"): f"{act.happened_on:%d/%m/%Y}", _("Nơi"): act.place}
    counts = {str(row.measure): str(row.quantity) for row in act.counts.select_related("measure")}
    return {**said, **counts}


def _move_counts(
    act: Act, before: Mapping[Counted, int], after: Mapping[Counted, int], *, moved: bool, by: Actor
) -> None:
    """Reverse and append only what differs; the act's counts and its team follow."""
    change = change_of(before, after, moved=moved)
    if not change.reversed and not change.appended:
        return
    stale = [row for row in standing_entries(act.source) if Counted(row.measure_id, row.facet) in change.reversed]
    reverse(stale, by=by)
    recording.append_counts(act, change.appended, by=by)
    recording.keep_counts(act, after)
    teams.follow_the_act(act, before, after)


def _keep(act: Act, reason: str, before: dict[str, Any], after: dict[str, Any], *, by: Actor) -> None:
    act.version += 1
    act.folded = recording.folded_text(act)
    act.save()
    Correction.objects.create(
        act=act, reason=reason[:300], before=before, after=after, at=clock.now(), by=by.key, by_name=by.name
    )
