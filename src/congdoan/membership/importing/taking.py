"""A sheet is taken in: its file kept sealed, its row in the list of imports. Nothing of it is read yet."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit, clock, files
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.membership.actions import checking
from congdoan.membership.models import MemberImport
from congdoan.organisation.models import Unit


@transaction.atomic
def take(data: bytes, *, name: str, under: Unit, since: date, by: Actor, basis: Citation | None = None) -> MemberImport:
    """Keep the sheet for `under` and the units below it; its members will stand in the record from `since`.

    Raises Refused for an empty or too large file, a day to come, or a unit that did not stand.
    """
    checking.refuse_wrong_day(under, since)
    batch = MemberImport.objects.create(
        under=under,
        file=files.store(data, name=name, by=by, is_encrypted=True),
        file_name=" ".join(nfc(name).split())[-200:],
        since=since,
        uploaded_at=clock.now(),
        uploaded_by=by.key,
        uploaded_by_name=by.name,
        uploaded_in=by.unit_code,
        **(basis.columns() if basis else {}),
    )
    sentence = _("Tải lên danh sách đoàn viên cho %(unit)s.") % {"unit": under.name}
    audit.record("membership.import.uploaded", f"import:{batch.key}", sentence, by=by)
    return batch


def uploader(batch: MemberImport) -> Actor:
    """Who brought the sheet, as the actor of what the worker does with it later."""
    return Actor(batch.uploaded_by, batch.uploaded_by_name, batch.uploaded_in)
