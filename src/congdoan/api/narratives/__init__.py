"""Texts whose figures are held against the records."""
