"""What is uploaded with a case: sealed before it touches the disk."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from congdoan.foundation.actor import Actor
from congdoan.foundation.files import store_paper, store_photo
from congdoan.foundation.models import StoredFile


def sealed(
    photos: "Iterable[UploadedFile[bytes]]", papers: "Iterable[UploadedFile[bytes]]" = (), *, by: Actor
) -> list[StoredFile]:
    """Photos without their secrets, papers as they are; both lie encrypted under names that tell nothing.

    Raises Refused for a photo that is none and a paper of a kind not taken.
    """
    kept = [store_photo(file.read(), name=file.name or "", by=by, is_encrypted=True) for file in photos]
    return kept + [store_paper(file.read(), name=file.name or "", by=by, is_encrypted=True) for file in papers]
