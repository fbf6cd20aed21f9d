"""Files that came with a form which was asked something back, and wait for it to be sent again."""

from django.db import models

from congdoan.foundation.models import StoredFile


class WaitingFile(models.Model):
    """A file somebody sent with a form not recorded yet. `form` is the form's one-time token, `sender` the actor's key:
    nobody else's form finds it. `name` is what it was called when it was chosen.
    """

    form = models.CharField(max_length=40)
    sender = models.CharField(max_length=120)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_photo = models.BooleanField()
    name = models.CharField(max_length=250)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["form", "sender"], name="waiting_files_of_a_form")]
        ordering = ["pk"]
