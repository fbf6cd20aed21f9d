"""`congdoan members import|reconcile`: a sheet of members brought in; start + in − out = end."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from congdoan.installation.words import _

if TYPE_CHECKING:
    from congdoan.membership.models import MemberImport

SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    sheet = verbs.add_parser("import", help=_("nhập một danh sách đoàn viên cho đơn vị và các đơn vị trực thuộc"))
    sheet.add_argument("unit", metavar=_("ĐƠN_VỊ"))
    sheet.add_argument("file", type=Path, metavar=_("TỆP"))
    sheet.add_argument("--since", type=date.fromisoformat, default=None, help=_("theo dõi từ ngày, mặc định hôm nay"))
    sheet.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không nhập"))
    sheet.add_argument("--skip-faulty", action="store_true", help=_("bỏ qua các dòng có lỗi"))
    reconcile = verbs.add_parser("reconcile", help=_("đối chiếu: đầu kỳ + đến − đi = cuối kỳ"))
    reconcile.add_argument("unit", metavar=_("ĐƠN_VỊ"))
    reconcile.add_argument("period", metavar=_("KỲ"))
    reconcile.add_argument("--json", action="store_true", help=_("in cho chương trình đọc"))


def run(options: argparse.Namespace) -> int:
    from congdoan.cli.naming import Ambiguous

    try:
        return _import(options) if options.verb == "import" else _reconcile(options)
    except Ambiguous as several:
        print(several, file=sys.stderr)
        return 1


def _import(options: argparse.Namespace) -> int:
    """1 where rows have errors and were not to be left out, or the sheet cannot be read."""
    from congdoan.cli.naming import unit_meant
    from congdoan.foundation import clock
    from congdoan.foundation.actor import command
    from congdoan.membership.importing import advance, order_commit, take
    from congdoan.membership.models import ImportState

    by, unit = command("members import"), unit_meant(options.unit)
    if not options.file.is_file():
        print(_("Không có tệp %s.") % options.file, file=sys.stderr)
        return 2
    since = options.since or clock.today()
    batch = advance(take(options.file.read_bytes(), name=options.file.name, under=unit, since=since, by=by))
    if batch.state == ImportState.FAILED:
        print(batch.problem, file=sys.stderr)
        return 1
    _tell(batch)
    if options.dry_run or (batch.rows_faulty and not options.skip_faulty):
        return 1 if batch.rows_faulty else 0
    batch = advance(order_commit(batch, skips_faulty=options.skip_faulty, by=by))
    if batch.state != ImportState.COMMITTED:
        print(batch.problem or _("Dữ liệu đã đổi trong lúc nhập; hãy chạy lại."), file=sys.stderr)
        return 1
    print(_("Đã nhập %(count)d đoàn viên; mã lần nhập %(key)s.") % {"count": batch.members_made, "key": batch.key})
    return 0


def _tell(batch: "MemberImport") -> None:
    said = {"rows": batch.rows_read, "faulty": batch.rows_faulty, "known": batch.rows_known}
    print(_("Đọc %(rows)d dòng: %(faulty)d dòng có lỗi, %(known)d người đã có.") % said)
    for row in batch.rows.exclude(errors={}).order_by("line")[:SHOWN]:
        print(f"  {row.line}: " + "; ".join(row.errors.values()))


def _reconcile(options: argparse.Namespace) -> int:
    """1 where something does not add up; the units are named."""
    from congdoan.cli.naming import unit_meant
    from congdoan.foundation.periods import parse
    from congdoan.membership import queries
    from congdoan.membership.plain import plain_reconciliation

    unit, period = unit_meant(options.unit), parse(options.period)
    found = queries.reconciliation(unit, period)
    gaps = queries.gaps(unit, period)
    if options.json:
        print(json.dumps(plain_reconciliation(found, gaps), ensure_ascii=False, indent=1))
        return 1 if gaps else 0
    for label, count in (
        (_("Đầu kỳ"), found.start),
        (_("Kết nạp"), found.admitted),
        (_("Đưa vào theo dõi"), found.registered),
        (_("Chuyển đến"), found.transferred_in),
        (_("Đến cùng đơn vị"), found.came_with_units),
        (_("Thôi sinh hoạt"), -found.left_total),
        (_("Chuyển đi"), -found.transferred_out),
        (_("Đi cùng đơn vị"), -found.went_with_units),
        (_("Cuối kỳ"), found.end),
        (_("Chưa giải thích được"), found.unexplained),
    ):
        print(f"{label:<24}{count:>10}")
    for gap in gaps:
        print(f"  ✗ {gap.unit.code:<16} {gap.unexplained:+d}  {gap.unit.name}")
    return 1 if gaps else 0
