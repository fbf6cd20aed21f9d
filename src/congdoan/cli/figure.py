"""`congdoan figure UNIT INDICATOR PERIOD`: one figure with its parts and its gaps, by the code path of the screens."""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from congdoan.installation.words import _

if TYPE_CHECKING:
    from congdoan.indicators.values import Figure


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", metavar=_("ĐƠN_VỊ"), help=_("mã hoặc tên, không cần dấu"))
    parser.add_argument("indicator", metavar=_("CHỈ_TIÊU"), help=_("mã chỉ tiêu, như members_visited"))
    parser.add_argument("period", metavar=_("KỲ"), help=_("2024, 2024-Q3, 2024-07, 2023-2024, 2024-07/2024-09"))
    parser.add_argument("--json", action="store_true", help=_("in toàn bộ kết quả dưới dạng JSON"))
    parser.add_argument(
        "--structure", type=_day, metavar=_("NGÀY"), help=_("tính theo cây tổ chức của một ngày (YYYY-MM-DD)")
    )
    parser.add_argument("--entries", action="store_true", help=_("kèm từng việc làm nên con số"))


def run(options: argparse.Namespace) -> int:
    """1 where the unit, the indicator or the period cannot be told; the message names what was meant perhaps."""
    from congdoan.cli.naming import Ambiguous, unit_meant
    from congdoan.foundation import periods
    from congdoan.indicators.plain import every_step, plain_figure
    from congdoan.indicators.queries import figure, indicator_by_code

    try:
        unit = unit_meant(options.unit)
    except Ambiguous as several:
        print(several, file=sys.stderr)
        return 1
    indicator = indicator_by_code(options.indicator)
    found = figure(unit, indicator, periods.parse(options.period), structure=options.structure)
    steps = every_step(found) if options.entries else None
    if options.json:
        print(json.dumps(plain_figure(found) | ({} if steps is None else {"trail": steps}), ensure_ascii=False))
    else:
        print("\n".join(_lines(found, steps)))
    return 0


def _lines(found: "Figure", steps: list[dict[str, Any]] | None) -> list[str]:
    from congdoan.indicators.wording import number, period_in_words, value_in_words

    said = value_in_words(found.value, found.unit_of_count)
    lines = [
        f"{found.unit.name} · {found.indicator} · {period_in_words(found.period)}",
        f"{said} ({found.state.label})",
        found.formula,
    ]
    width = max((len(number(part.value)) for part in found.parts), default=0)
    for part in found.parts:
        who = _("cấp mình") if part.is_own else part.unit.name
        lines.append(f"  {number(part.value):>{width}}  {who} ({part.state.label})")
    for gap in found.gaps:
        due = f"{gap.due_on:%d/%m/%Y}" if gap.due_on else _("chưa rõ hạn")
        lines.append(f"  ?  {gap.unit.name} [{due}]")
    for step in steps or []:
        lines.append(f"  → {step['occurred_on']}  {step['quantity']}  {step['source']}  {step['organisation']['name']}")
    return lines


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("ngày viết như 2024-07-15")) from None
