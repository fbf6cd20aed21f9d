"""Obligations: who owes what by when, and the steps both sides take."""
