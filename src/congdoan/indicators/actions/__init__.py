"""Targets: given, changed, registered, split."""

from congdoan.indicators.actions.giving import change_target, give_target, register_target
from congdoan.indicators.actions.splitting import split_target

__all__ = ["change_target", "give_target", "register_target", "split_target"]
