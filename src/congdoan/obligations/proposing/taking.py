"""A duty is taken on before its paper is in the book, or afterwards: then there is nothing more to wait for."""

from datetime import date

from django.db import transaction

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.laying import lay
from congdoan.obligations.models import Duty
from congdoan.obligations.proposing import deciding
from congdoan.registry.models import DocumentState


@transaction.atomic
def accept(
    duty: Duty, *, by: Actor, due_on: date | None = None, without_date: bool = False, version: int | None = None
) -> Duty:
    """Take the duty: it will be laid when its paper is registered or issued; at once where the paper is in the incoming
    book already. `due_on` sets or changes the due day.

    Raises what `deciding.accept` and `lay` raise, and Refused while nobody knows whose paper in the book it is.
    """
    row = deciding.accept(duty, by=by, due_on=due_on, without_date=without_date, version=version)
    if row.document and row.document.state == DocumentState.REGISTERED:
        if row.document.issuer_id is None:
            raise Refused(
                _("“%(issuer)s” chưa có trong danh bạ nên chưa giao việc được; hãy chọn cơ quan hoặc thêm vào danh bạ.")
                % {"issuer": row.document.issuer_text}
            )
        lay(row, on=clock.today(), by=by)
    return row
