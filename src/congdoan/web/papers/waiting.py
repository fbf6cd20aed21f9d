"""What waits for a clerk: papers delivered and not in the book yet, papers read and not corrected yet."""

from congdoan.registry.models import DocumentState, RegisteredDocument
from congdoan.web.shell.request import UserRequest


def count(request: UserRequest) -> int:
    """Papers that wait at the unit one acts for. One query."""
    waiting = RegisteredDocument.objects.waiting_at(request.unit)
    on_the_desk = RegisteredDocument.objects.filter(keeper=request.unit, state=DocumentState.ARRIVING)
    return waiting.order_by().values("pk").union(on_the_desk.order_by().values("pk")).count()
