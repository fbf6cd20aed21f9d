"""Bringing in many units from the sheet an office already has: read, check, preview, commit, undo.

The sheet arrives as lines of cells by title; turning a file into them and back is the codec's business.
"""
