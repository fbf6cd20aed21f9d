"""Openings of what is kept closed: each with its purpose, in a log the person concerned could read."""

from django.db import transaction
from django.db.models import QuerySet

from congdoan.accounts.models import Disclosure
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc

SHORTEST = 6
"""Letters a purpose has at least: “.” and “xem” are none."""


@transaction.atomic
def disclose(by: Actor, *, person_key: str, what: str, purpose: str) -> Disclosure:
    """Note that `by` opens `what` (“giấy tờ, liên hệ”) about the person of this public key, and for which purpose.

    Call it before opening anything: no line, no opening. Raises Refused without a purpose a person would accept.
    """
    tidy = " ".join(nfc(purpose).split())
    if sum(mark.isalpha() for mark in tidy) < SHORTEST:
        raise Refused(
            _("Hãy ghi rõ mục đích mở thông tin; người có thông tin này đọc được dòng ghi ấy."), field="purpose"
        )
    line = Disclosure.objects.create(
        person_key=person_key,
        what=what[:200],
        purpose=tidy[:300],
        opened_by=by.key,
        opened_by_name=by.name,
        opened_in=by.unit_code,
        opened_at=clock.now(),
    )
    sentence = _("Mở thông tin kín của một người: %(what)s.") % {"what": line.what}
    audit.record("accounts.disclosure.made", f"person:{person_key}", sentence, by=by)
    return line


def disclosures_about(person_key: str) -> QuerySet[Disclosure]:
    """Every opening of what is kept about the person, newest first."""
    return Disclosure.objects.filter(person_key=person_key)
