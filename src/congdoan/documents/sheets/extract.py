"""Takes the cells out of a workbook given on standard input and prints them as JSON. Run as a process of its own.

The library fills a rectangle from the first to the last cell. A file of a few kilobytes with one value in A1 and one in
XFD1048576 makes it ask for hundreds of gigabytes and abort, which must not end the server. So this runs with a limit on
memory and time, imports nothing of ours, and looks at each sheet's size before it asks for the cells.
"""

import datetime
import io
import json
import sys

import python_calamine

MAX_CELLS = 1_500_000
MAX_STREAMED_CELLS = 6_000_000
MAX_SHEETS = 50
MEMORY_BYTES = 2 << 30
SECONDS = 30

CELLS_EXIT, PASSWORD_EXIT, BROKEN_EXIT = 3, 4, 5


LINES = "--lines"
"""Asked for so, each sheet is a line of its own followed by one line a row: whoever reads needs to hold none of it."""


def main() -> int:
    """Print the sheets; a refusal is told by the exit code."""
    _limit()
    by_line = LINES in sys.argv
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        sheets = []
        for about in workbook.sheets_metadata[:MAX_SHEETS]:
            sheet = workbook.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > (MAX_STREAMED_CELLS if by_line else MAX_CELLS):
                return CELLS_EXIT
            is_visible = about.visible == python_calamine.SheetVisibleEnum.Visible
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if by_line:
                _print_lines(sheet, is_visible)
            else:
                sheets.append({"name": about.name, "is_visible": is_visible, **_content(sheet)})
    except python_calamine.PasswordError:
        return PASSWORD_EXIT
    except python_calamine.CalamineError as broken:
        sys.stderr.write(str(broken))
        return BROKEN_EXIT
    if not by_line:
        json.dump(sheets, sys.stdout, ensure_ascii=True)
    return 0


def _print_lines(sheet: python_calamine.CalamineSheet, is_visible: bool) -> None:
    merges = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
    _print_line({"name": sheet.name, "is_visible": is_visible, "merges": merges})
    left = [None] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        _print_line([*left, *map(_plain, row)])


def _print_line(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time is also limited from outside
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _content(sheet: python_calamine.CalamineSheet) -> dict[str, object]:
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merges = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
    return {"rows": rows, "merges": merges}


def _plain(cell: object) -> object:
    """JSON's own types as they are; moments as {"t": kind, "v": words}."""
    if isinstance(cell, datetime.datetime):
        return {"t": "datetime", "v": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"t": "date", "v": cell.isoformat()}
    if isinstance(cell, datetime.time):
        return {"t": "time", "v": cell.isoformat()}
    if isinstance(cell, datetime.timedelta):
        return str(cell)
    return cell


if __name__ == "__main__":
    sys.exit(main())
