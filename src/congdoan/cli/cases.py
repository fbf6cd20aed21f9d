"""`congdoan cases list|show`: where support stands, by code, initials and public name; never a need."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from congdoan.installation.words import _

if TYPE_CHECKING:
    from congdoan.cases.models import SupportCase

MOST = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    listed = verbs.add_parser("list", help=_("hồ sơ của một đơn vị và các đơn vị dưới"))
    listed.add_argument("unit", metavar=_("ĐƠN_VỊ"), help=_("mã hoặc tên, không cần dấu"))
    listed.add_argument("--open", action="store_true", help=_("chỉ hồ sơ chưa trao"))
    listed.add_argument("--json", action="store_true", help=_("in toàn bộ kết quả dưới dạng JSON"))
    shown = verbs.add_parser("show", help=_("một hồ sơ: bước, số tiền, đã chi"))
    shown.add_argument("key", metavar=_("MÃ"))
    shown.add_argument("--json", action="store_true", help=_("in toàn bộ kết quả dưới dạng JSON"))


def run(options: argparse.Namespace) -> int:
    """1 where the unit or the case cannot be told."""
    from congdoan.cli.naming import Ambiguous, unit_meant

    try:
        found = _one(options.key) if options.verb == "show" else _listed(unit_meant(options.unit).pk, options.open)
    except Ambiguous as several:
        print(several, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        words = "{key}  {state:<11} {asked_on}  {who:<14} {amount_vnd:>14}  {programme}, {for_unit}"
        for row in found:
            print(words.format(**{**row, "amount_vnd": "" if row["amount_vnd"] is None else row["amount_vnd"]}))
        if not found:
            print(_("Không có hồ sơ nào."))
    return 0


def _listed(unit: int, is_open: bool) -> list[dict[str, object]]:
    from congdoan.cases.models import SupportCase
    from congdoan.foundation import clock
    from congdoan.organisation.models import Unit

    rows = SupportCase.objects.under(Unit.objects.get(pk=unit), on=clock.today())
    rows = rows.open() if is_open else rows
    return [_plain(row) for row in rows.with_names().order_by("-asked_on", "-pk")[:MOST]]


def _one(key: str) -> list[dict[str, object]]:
    from congdoan.cases import queries
    from congdoan.cases.models import SupportCase
    from congdoan.foundation.errors import NotFound
    from congdoan.foundation.keys import tidy_key

    case = SupportCase.objects.with_names().filter(key=tidy_key(key)).first()
    if case is None:
        raise NotFound(_("Không có hồ sơ nào mang mã “%s”.") % key)
    return [{**_plain(case), "paid_vnd": queries.money_of(case).paid_vnd}]


def _plain(case: "SupportCase") -> dict[str, object]:
    from congdoan.foundation.text import masked

    return {
        "key": case.key,
        "state": case.state,
        "asked_on": case.asked_on.isoformat(),
        "handed_on": case.handed_on.isoformat() if case.handed_on else None,
        "who": masked(case.person.name),
        "programme": case.programme.in_public,
        "unit": case.unit.code,
        "for_unit": case.for_unit.code,
        "amount_vnd": case.approved_vnd,
        "days_to_help": case.days_to_help,
    }
