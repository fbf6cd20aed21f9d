"""Bringing in a sheet of members: time and memory by its length. Ten times the rows must not cost ten times the memory.

Builds a province in a scratch database, drops it at the end; everything is counted before a time is told.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from scratch import scratch_database, set_up

UNITS = 400
SHEET = """
import sys, xlsxwriter
rows, path, units = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
book = xlsxwriter.Workbook(path, {"constant_memory": True})
sheet = book.add_worksheet("DS")
heads = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Số CCCD", "Điện thoại", "Chức vụ", "Khoa, phòng",
         "Dân tộc", "Tôn giáo", "Quê quán", "Nơi ở hiện nay", "Ngày vào công đoàn", "Số thẻ"]
sheet.write_row(0, 0, heads)
family = ["Nguyễn", "Trần", "Lê", "Phạm", "Lò", "Vàng", "Giàng", "Hoàng"]
given = ["Mai", "Hùng", "Lan", "Minh", "Hoa", "Nam", "Thảo", "Đức", "Yến", "Quân"]
for n in range(rows):
    name = f"{family[n % 8]} {'Thị' if n % 2 else 'Văn'} {given[n % 10]} {given[n // 10 % 10]}"
    born, sex = f"{1 + n % 28}/{1 + n % 12}/{1965 + n % 35}", "Nữ" if n % 2 else "Nam"
    known = [f"{n:012}", f"09{n:08}", "Điều dưỡng", "Khoa Nội", "Kinh", "Không", "Phong Lai", f"Tổ {n % 30}"]
    sheet.write_row(n + 1, 0, [n + 1, name, born, sex, f"U{n % units:04}", *known, "1/7/2015", f"T{n:07}"])
sheet.write(rows + 1, 1, f"Tổng cộng: {rows} đoàn viên")
book.close()
"""


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(units: int) -> object:
    from congdoan.foundation.actor import command
    from congdoan.organisation.actions import establish_unit
    from congdoan.organisation.closure import rebuild_closure
    from congdoan.organisation.models import Level, Unit

    by, levels = command("bench"), {level.code: level for level in Level.objects.all()}
    since = date(2015, 1, 1)
    top = establish_unit(
        "TOP", name="Liên đoàn Lao động tỉnh", level=levels["province"], under=None, since=since, by=by
    )
    for number in range(units):
        establish_unit(
            f"U{number:04}", name=f"CĐCS số {number}", level=levels["grassroots"], under=top, since=since, by=by
        )
    rebuild_closure()
    return Unit.objects.get(code="TOP")


def measure(rows: int, units: int) -> None:
    """One sheet read, looked at, written, reconciled and taken back, in this very process."""
    from congdoan.foundation.actor import command
    from congdoan.foundation.periods import year
    from congdoan.membership import queries, verification
    from congdoan.membership.importing import advance, order_commit, take, undo
    from congdoan.membership.models import ImportState

    by, top = command("bench"), build(units)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "danh-sach.xlsx"
        subprocess.run([sys.executable, "-c", SHEET, str(rows), str(path), str(units)], check=True)
        data = path.read_bytes()
    before, told = peak_mb(), {}
    batch = take(data, name="danh-sach.xlsx", under=top, since=date(2024, 1, 1), by=by)  # type: ignore[arg-type]
    size = len(data)
    del data
    started = time.perf_counter()
    batch = advance(batch)
    told["read and judge"] = time.perf_counter() - started
    assert (batch.state, batch.rows_read, batch.rows_faulty) == (ImportState.PREVIEW, rows, 0), batch.problem
    started = time.perf_counter()
    batch = advance(order_commit(batch, skips_faulty=False, by=by))
    told["write"] = time.perf_counter() - started
    assert (batch.state, batch.members_made) == (ImportState.COMMITTED, rows), batch.problem
    started = time.perf_counter()
    found = queries.reconciliation(top, year(2024))  # type: ignore[arg-type]
    told["reconcile the province"] = time.perf_counter() - started
    assert (found.registered, found.end, found.unexplained) == (rows, rows, 0)
    assert verification.journal_is_spells() == verification.stock_is_flow() == []
    after = peak_mb()
    started = time.perf_counter()
    undo(batch, by=by)
    told["take back"] = time.perf_counter() - started
    assert queries.reconciliation(top, year(2024)).end == 0  # type: ignore[arg-type]
    times = ", ".join(f"{what} {seconds:.1f} s" for what, seconds in told.items())
    print(f"{rows:>7} rows, {size / 1e6:.1f} MB: {times}; peak {after:.0f} MB, {after - before:.0f} MB above the start")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        set_up()
        with scratch_database("congdoan_bench_members"):
            measure(options.one, UNITS)
        return
    for rows in options.rows:  # a process of its own each, so that one's peak is not the other's
        subprocess.run([sys.executable, __file__, "--one", str(rows)], check=True)


if __name__ == "__main__":
    main()
