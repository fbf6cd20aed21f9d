"""Files that wait for their act: kept at once, named by a signed handle that only their sender can use."""

from collections.abc import Iterable

from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _
from ninja.files import UploadedFile

from congdoan.activities.details import Paper
from congdoan.api.acts.shapes import UploadedOut
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.files import store_paper, store_photo
from congdoan.foundation.models import StoredFile

_signer = TimestampSigner(salt="congdoan.api.uploads")
GOOD_FOR_SECONDS = 24 * 3600


def take(file: UploadedFile, *, is_photo: bool, by: Actor) -> UploadedOut:
    """Keep the file. Whether it is a photo is sealed in the handle: a paper is never passed off as one later."""
    keep = store_photo if is_photo else store_paper
    kept = keep(file.read(), name=file.name or "", by=by)
    handle = _signer.sign_object([kept.key, is_photo, by.key])
    return UploadedOut(handle=handle, name=kept.name, content_type=kept.content_type, size_bytes=kept.size_bytes)


def papers(handles: Iterable[str], *, by: Actor) -> list[Paper]:
    """The files that the handles name. Raises Refused for a handle that is not this caller's, or older than a day."""
    found = []
    for handle in dict.fromkeys(handles):
        try:
            key, is_photo, sender = _signer.unsign_object(handle, max_age=GOOD_FOR_SECONDS)
        except (BadSignature, ValueError) as error:
            raise _unknown() from error
        file = StoredFile.objects.filter(key=key).first() if sender == by.key else None
        if file is None:
            raise _unknown()
        found.append(Paper(file, is_photo))
    return found


def _unknown() -> Refused:
    return Refused(_("Tệp chưa được gửi lên, hoặc đã gửi quá một ngày; hãy gửi lại."), field="files")
