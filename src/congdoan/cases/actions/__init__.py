"""Every change to cases, gift rounds and houses."""

from congdoan.cases.actions.asking import amend, ask, forward, survey
from congdoan.cases.actions.deciding import approve, cancel, reopen
from congdoan.cases.actions.handing import Handing, follow_up, hand_over, hand_over_all, take_back
from congdoan.cases.actions.houses import (
    join_house,
    note_given,
    plan_house,
    plan_milestone,
    pledge,
    reach_milestone,
)
from congdoan.cases.actions.newcomers import KnownAlready
from congdoan.cases.actions.paying import ToPay, prepare_payment, prepare_payments, prepare_round_payment
from congdoan.cases.actions.proposing import Meeting, Suggestion, propose, propose_all, refuse, send_back
from congdoan.cases.actions.round_lists import Tick, Ticked, put_on_list, take_off_list, tick, untick
from congdoan.cases.actions.rounds import close_round, decide_round, open_round, share_out
from congdoan.cases.actions.ruling import lay_rules, set_limits, stop_rules

__all__ = [
    "Handing",
    "KnownAlready",
    "Meeting",
    "Suggestion",
    "Tick",
    "Ticked",
    "ToPay",
    "amend",
    "approve",
    "ask",
    "cancel",
    "close_round",
    "decide_round",
    "follow_up",
    "forward",
    "hand_over",
    "hand_over_all",
    "join_house",
    "lay_rules",
    "note_given",
    "open_round",
    "plan_house",
    "plan_milestone",
    "pledge",
    "prepare_payment",
    "prepare_payments",
    "prepare_round_payment",
    "propose",
    "propose_all",
    "put_on_list",
    "reach_milestone",
    "refuse",
    "reopen",
    "send_back",
    "set_limits",
    "share_out",
    "stop_rules",
    "survey",
    "take_back",
    "take_off_list",
    "tick",
    "untick",
]
