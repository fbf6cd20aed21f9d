"""The trail people can read.

Verbs write it in their own transaction; each entry is a sentence with its actor's name copied.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.saying import kept


def record(
    action: str, subject: str, sentence: str, *, by: Actor, details: Mapping[str, object] | None = None
) -> AuditEntry:
    """Note that `by` did `action` (a dotted public name, `registry.document.issued`) to `subject` (`document:KEY`).

    `sentence` stands alone; said by `foundation.saying.gettext` it is kept in Vietnamese and read in the reader's own
    language. `details` holds plain JSON values, never free text about a person's health or hardship. To forget a
    person, `forget` replaces the copied name.
    """
    [entry] = record_all([Line(action, subject, sentence, details or {})], by=by)
    return entry


@dataclass(frozen=True, slots=True)
class Line:
    """What `record` takes, for many at once."""

    action: str
    subject: str
    sentence: str
    details: Mapping[str, object] = field(default_factory=dict)


def record_all(lines: Iterable[Line], *, by: Actor) -> list[AuditEntry]:
    """As `record`, for any number. One statement a few hundred."""
    return AuditEntry.objects.bulk_create([_entry(line, by) for line in lines], batch_size=500)


def _entry(line: Line, by: Actor) -> AuditEntry:
    standing, message, filled = kept(line.sentence)
    return AuditEntry(
        action=line.action,
        subject=line.subject[:120],
        sentence=standing[:500],
        message=message,
        filled=filled,
        actor_key=by.key,
        actor_name=by.name,
        actor_unit=by.unit_code,
        details=dict(line.details),
        at=clock.now(),
    )


def forget(actor_key: str, *, replacement: str) -> int:
    """Replace the copied name of one actor in every entry, and say how many were changed. The acts themselves stand."""
    return AuditEntry.objects.filter(actor_key=actor_key).update(actor_name=replacement)


UNNAME = """
UPDATE foundation_auditentry
   SET sentence = left(replace(sentence, %(name)s, %(instead)s), 500),
       filled = replace(filled::text, %(quoted)s, %(instead)s)::jsonb,
       details = replace(details::text, %(quoted)s, %(instead)s)::jsonb
 WHERE subject = ANY(%(subjects)s)
   AND (strpos(sentence, %(name)s) > 0 OR strpos(filled::text, %(quoted)s) > 0
        OR strpos(details::text, %(quoted)s) > 0)
"""


def unname(subjects: Iterable[str], name: str, *, replacement: str) -> int:
    """Replace a person's name in what was said about these subjects, and say in how many entries. What was done stands.

    One statement. The same name in entries about others is not touched: it may be another's.
    """
    quoted = json.dumps(name, ensure_ascii=False)[1:-1]
    values: dict[str, str | list[str]] = {
        "name": name,
        "quoted": quoted,
        "instead": replacement,
        "subjects": list(subjects),
    }
    with connection.cursor() as cursor:
        cursor.execute(UNNAME, values)
        return int(cursor.rowcount)
