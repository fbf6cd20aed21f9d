"""Views of the papers' screens."""
