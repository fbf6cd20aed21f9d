"""`congdoan claims FILE --unit UNIT`: the figures of any text, held against the records. Writes nothing."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from congdoan.installation.words import _

if TYPE_CHECKING:
    from congdoan.narratives.queries import Finding


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("TỆP"), help=_("văn bản cần đối chiếu"))
    parser.add_argument("--unit", required=True, metavar=_("ĐƠN_VỊ"), help=_("mã hoặc tên, không cần dấu"))
    parser.add_argument("--period", metavar=_("KỲ"), help=_("kỳ của những câu không nói rõ kỳ: 2024, 2024-07"))
    parser.add_argument("--json", action="store_true", help=_("in toàn bộ kết quả dưới dạng JSON"))


def run(options: argparse.Namespace) -> int:
    """1 where a figure is contradicted, or the file, the unit or the period cannot be told."""
    from congdoan.cli.naming import Ambiguous, unit_meant
    from congdoan.foundation import clock, periods
    from congdoan.narratives.actions.keeping import text_of
    from congdoan.narratives.checking import check
    from congdoan.narratives.plain import plain_finding
    from congdoan.narratives.rules.judging import Verdict

    try:
        unit = unit_meant(options.unit)
        text = text_of(options.file.read_bytes(), options.file.name)
    except (Ambiguous, OSError) as reason:
        print(reason, file=sys.stderr)
        return 1
    period = periods.parse(options.period) if options.period else None
    found = check(text, unit=unit, on=clock.today(), reader=None, period=period)
    if options.json:
        print(json.dumps([plain_finding(row) for row in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(_line, found)) or _("Không thấy con số nào trong văn bản."))
    return 1 if any(row.verdict is Verdict.CONTRADICTED for row in found) else 0


def _line(row: "Finding") -> str:
    from congdoan.indicators.wording import period_in_words, value_in_words

    claim, part = row.claim, row.part
    mark = {"bound": "=", "contradicted": "≠", "unbound": "?"}[row.verdict.code]
    line = f"{mark} {' '.join(claim.quote.split())}"
    if part is None or claim.indicator is None:
        return f"{line} · {row.judged.why}"
    known = value_in_words(part.value, claim.indicator.unit_of_count) if row.judged.quoted else str(row.judged.why)
    return f"{line} · {known} · {claim.indicator}, {part.unit.name}, {period_in_words(part.period)}"
