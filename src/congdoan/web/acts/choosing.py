"""What the form of an act is filled with before anyone types: never more than the unit or the order has said."""

from collections.abc import Sequence
from datetime import date

from django.http import QueryDict

from congdoan.activities.models import Act, ActKind
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit
from congdoan.web.shell.typed import read_day

PLACES = 8


def kind_for(code: str, wanted: str, owed: Sequence[Obligation]) -> ActKind | None:
    """The kind asked for; else the first that counts what the wanted obligation asks for; None: the person chooses."""
    if code:
        return ActKind.objects.filter(code=code, is_active=True).first()
    measure = next((row.duty.measure_id for row in owed if row.key == wanted), None)
    if measure is None:
        return None
    return ActKind.objects.filter(is_active=True, countables__measure=measure).order_by("ordinal").first()


def likely_first(owed: Sequence[Obligation], kind: ActKind, wanted: str) -> list[Obligation]:
    """The wanted one, then those whose measure the kind counts, else as they were: the soonest due first."""
    counted = set(kind.countables.values_list("measure_id", flat=True))
    return sorted(owed, key=lambda row: (row.key != wanted, row.duty.measure_id not in counted))


def initial_from(typed: QueryDict, wanted: str) -> dict[str, object]:
    """What was typed before the kind was changed, and the obligation one came from."""
    initial: dict[str, object] = {name: typed[name] for name in ("place", "title", "note") if typed.get(name)}
    if day := _day(typed.get("happened_on", "")):
        initial["happened_on"] = day
    if token := typed.get("client_token"):
        initial["client_token"] = token
    chosen = typed.getlist("answers")
    initial["answers"] = [*chosen, wanted] if wanted and wanted not in chosen else chosen
    return initial


def recent_places(unit: Unit) -> list[str]:
    """Where the unit's last acts took place, offered while typing. One query."""
    places = Act.objects.filter(lead=unit).exclude(place="").order_by("-id").values_list("place", flat=True)[:40]
    return list(dict.fromkeys(places))[:PLACES]


def _day(text: str) -> date | None:
    try:
        return read_day(text, today=clock.today()) if text else None
    except Refused:
        return None
