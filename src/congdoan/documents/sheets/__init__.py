"""Tables that officers fill in: read with their addresses, handed back with their errors marked."""

from congdoan.documents.sheets.marking import mark_errors
from congdoan.documents.sheets.reading import MAX_ROWS, read_table
from congdoan.documents.sheets.stream import Stream, stream_table
from congdoan.documents.sheets.table import Cell, CellError, ReadColumn, ReadRow, Skipped, TableRead

__all__ = [
    "MAX_ROWS",
    "Cell",
    "CellError",
    "ReadColumn",
    "ReadRow",
    "Skipped",
    "Stream",
    "TableRead",
    "mark_errors",
    "read_table",
    "stream_table",
]
