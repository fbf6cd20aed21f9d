"""Every change of the room, one verb at a time."""

from congdoan.activities.actions.asking import assign, conclude, recommend
from congdoan.activities.actions.correcting import correct, withdraw
from congdoan.activities.actions.recording import record
from congdoan.activities.actions.teams import change_team, end_team

__all__ = ["assign", "change_team", "conclude", "correct", "end_team", "recommend", "record", "withdraw"]
