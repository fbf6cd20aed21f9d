"""A paper dropped in, read, and with what it asks entered: over the registry's verbs, in one transaction each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from congdoan.documents import Reading, UnreadableDocument, read
from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.laying import lay
from congdoan.obligations.models import DutyState
from congdoan.obligations.proposing.bearing import bearers_meant, lay_bearers
from congdoan.obligations.proposing.proposals import giver_of, propose
from congdoan.organisation.models import Unit
from congdoan.registry import actions as registry
from congdoan.registry import queries
from congdoan.registry.fields import PaperFields
from congdoan.registry.models import RegisteredDocument, TakenNumber
from congdoan.registry.readings import unread

KINDS_OF_FILE = (".docx", ".pdf", ".txt", ".doc", ".odt", ".jpg", ".jpeg", ".png")


def receive(unit: Unit, *, by: Actor, data: bytes | None = None, name: str = "", text: str = "") -> RegisteredDocument:
    """Take in a file (`data`, `name`) or pasted `text`: read it, lay it on the unit's desk with its proposed duties.

    A file nothing can be read from is kept all the same, with the reason, for the fields to be typed in. Raises Refused
    for a kind of file that is no paper, an empty or too large one, and when there is neither file nor text.
    """
    if data is None and not text.strip():
        raise Refused(_("Hãy chọn một tệp hoặc dán nội dung văn bản."), field="file")
    if data is not None and Path(name).suffix.lower() not in KINDS_OF_FILE:
        raise Refused(
            _("“%(name)s” không phải loại tệp nhận ở đây; hãy dùng %(kinds)s, hoặc dán nội dung vào ô bên dưới.")
            % {"name": name, "kinds": ", ".join(KINDS_OF_FILE)},
            field="file",
        )
    read_in = take_apart(unit, data if data is not None else text, name=name)
    return lay_down(unit, read_in, files=[(name, data)] if data is not None else [], by=by)


@transaction.atomic
def readdress(document: RegisteredDocument, *, by: Actor) -> None:
    """After the issuer was corrected: undecided duties are given by that issuer, and its words are looked up anew."""
    for duty in document.duties.filter(state=DutyState.PROPOSED).exclude(given_by=giver_of(document)):
        duty.given_by_id = giver_of(document)
        duty.given_on = document.issued_on or duty.given_on
        duty.save(update_fields=["given_by", "given_on"])
        lay_bearers(duty, bearers_meant(duty.bearers_text.split("; "), document))
        sentence = _("Tra lại bên giao và bên thực hiện theo cơ quan ban hành đã sửa.")
        audit.record("obligations.duty.readdressed", f"duty:{duty.key}", sentence, by=by)


@transaction.atomic
def register(document: RegisteredDocument, *, received_on: date, by: Actor, version: int | None = None) -> TakenNumber:
    """Enter the paper in the incoming book and lay its accepted duties on their bearers.

    Raises what `registry.enter` and `lay` raise, and Refused where a duty is accepted and nobody knows whose it is.
    """
    accepted = list(document.duties.filter(state=DutyState.ACCEPTED))
    if accepted and document.issuer_id is None:
        raise Refused(
            _("“%(issuer)s” chưa có trong danh bạ nên chưa giao việc được; hãy chọn cơ quan hoặc thêm vào danh bạ.")
            % {"issuer": document.issuer_text},
            field="issuer",
        )
    taken = registry.enter(document, received_on=received_on, by=by, version=version)
    for duty in accepted:
        lay(duty, on=received_on, by=by)
    return taken


@transaction.atomic
def take_as_own(document: RegisteredDocument, *, by: Actor) -> RegisteredDocument:
    """A paper on the desk turns out to be the unit's own, signed outside the system: it becomes a draft to be issued
    with the number it bears.
    """
    own = registry.claim(document, by=by)
    for duty in own.duties.filter(state=DutyState.PROPOSED):
        duty.given_by_id = own.keeper_id
        duty.save(update_fields=["given_by"])
        lay_bearers(duty, bearers_meant(duty.bearers_text.split("; "), own))
    return own


@dataclass(frozen=True, slots=True)
class ReadIn:
    """A paper read and not laid down yet. `reading` None: nothing could be read, and `why_not` says why."""

    reading: Reading | None
    fields: PaperFields
    why_not: str = ""


def take_apart(unit: Unit, source: bytes | str, *, name: str = "") -> ReadIn:
    """Read a file or a text as a paper that came to `unit`. Writes nothing; a foreign file takes a second or more."""
    try:
        reading = read(source, name=name or None)
    except UnreadableDocument as unreadable:
        return ReadIn(None, PaperFields(subject="", reading=unread(str(unreadable))), str(unreadable))
    return ReadIn(reading, queries.fields_read(reading, unit=unit))


@transaction.atomic
def lay_down(unit: Unit, read_in: ReadIn, *, files: Sequence[tuple[str, bytes]] = (), by: Actor) -> RegisteredDocument:
    """Lay what was read on the unit's desk with its files and its proposed duties."""
    document = registry.take_paper(unit, fields=read_in.fields, files=files, by=by)
    if read_in.reading:
        propose(document, read_in.reading, by=by)
    return document
