"""Every change of what is owed. A verb locks the obligation, asks the table of steps, writes the event and the audit
entry, and tells the other side."""

from congdoan.obligations.actions.carrying import carry, carry_out
from congdoan.obligations.actions.dates import extend, set_due
from congdoan.obligations.actions.giving import enter_spoken, give
from congdoan.obligations.actions.issuing import issue, recall
from congdoan.obligations.actions.judging import send_back, verify, waive
from congdoan.obligations.actions.laying import end_recurrence, lay, lay_recurring
from congdoan.obligations.actions.nil import nil_return, withdraw_nil
from congdoan.obligations.actions.reminding import remind
from congdoan.obligations.actions.working import (
    acknowledge,
    acknowledge_paper,
    begin,
    finish,
    hold,
    mark_opened,
    name_accountable,
    reopen,
    work_on,
)
from congdoan.obligations.proposing.deciding import amend, reconsider, reject, split
from congdoan.obligations.proposing.proposals import add, propose
from congdoan.obligations.proposing.taking import accept

__all__ = [
    "accept",
    "acknowledge",
    "acknowledge_paper",
    "add",
    "amend",
    "begin",
    "carry",
    "carry_out",
    "end_recurrence",
    "enter_spoken",
    "extend",
    "finish",
    "give",
    "hold",
    "issue",
    "lay",
    "lay_recurring",
    "mark_opened",
    "name_accountable",
    "nil_return",
    "propose",
    "recall",
    "reconsider",
    "reject",
    "remind",
    "reopen",
    "send_back",
    "set_due",
    "split",
    "verify",
    "waive",
    "withdraw_nil",
    "work_on",
]
