"""Funds read by programs: what they hold, and their books."""
