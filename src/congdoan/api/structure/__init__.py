"""The organisation: one unit with its past, the tree on a day, a search without accents."""
