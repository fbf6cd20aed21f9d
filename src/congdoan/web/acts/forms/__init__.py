"""The forms of the area."""
