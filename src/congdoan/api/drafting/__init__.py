"""Papers of one's own, from the first draft to the issue, and what any paper asks while an officer decides about it."""
