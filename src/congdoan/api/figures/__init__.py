"""Figures: one with its parts and gaps, a board of them, the trail down to the acts."""
