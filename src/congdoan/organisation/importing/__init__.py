"""Bringing in many units from the sheet an office already has: read, check, preview, commit, undo.

The sheet arrives as rows of cells; turning a file into cells and back is the codec's business, two doors further out.
"""
