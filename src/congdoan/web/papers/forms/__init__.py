"""Forms of the papers' screens."""
