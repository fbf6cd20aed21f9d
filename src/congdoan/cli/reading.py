"""`congdoan read FILE…`: what the papers say. Needs no database."""

import argparse
import json
import sys
from pathlib import Path

from congdoan.documents import Reading, UnreadableDocument, read, to_json
from congdoan.installation.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar=_("TỆP"), help=_("văn bản cần đọc"))
    parser.add_argument("--json", action="store_true", help=_("in toàn bộ kết quả dưới dạng JSON"))
    parser.add_argument("--out", type=Path, metavar=_("THƯ_MỤC"), help=_("ghi mỗi kết quả vào THƯ_MỤC/<tên tệp>.json"))


def run(options: argparse.Namespace) -> int:
    """1 if any file could not be read; the others are read all the same."""
    failed = 0
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    for path in options.files:
        try:
            reading = read(path.read_bytes(), name=path.name)
        except (OSError, UnreadableDocument) as reason:
            print(f"{path}: {reason}", file=sys.stderr)
            failed += 1
            continue
        _answer(path, reading, options)
    return 1 if failed else 0


def _answer(path: Path, reading: Reading, options: argparse.Namespace) -> None:
    plain = json.dumps(to_json(reading), ensure_ascii=False, indent=1)
    if options.out:
        (options.out / f"{path.stem}.json").write_text(plain + "\n", encoding="utf-8")
    if options.json:
        print(plain)
    elif not options.out:
        print("\n".join(_summary(path, reading)))


def _summary(path: Path, reading: Reading) -> list[str]:
    header = reading.header
    fields = (
        (_("Loại"), header.type), (_("Số"), header.number), (_("Ngày"), header.date),
        (_("Cơ quan ban hành"), header.issuer), (_("Trích yếu"), header.subject),
    )  # fmt: skip
    lines = [f"{path}: {_('văn bản hành chính') if reading.kind == 'formal' else _('bài viết, báo cáo không tiêu đề')}"]
    lines += [f"  {name}: {value.value}" for name, value in fields if value]
    for duty in reading.duties:
        who = "; ".join(executor.value for executor in duty.executors) or _("chưa rõ ai")
        due = duty.due_on.value.strftime("%d/%m/%Y") if duty.due_on else _("chưa rõ hạn")
        lines.append(f"  → {who} [{due}]: {duty.act.value}")
    lines += [f"  # {' '.join(claim.text.split())} ({claim.measure})" for claim in reading.claims]
    lines += [f"  ? {petition.text.value}" for petition in reading.petitions]
    return lines + [f"  ! {warning}" for warning in reading.warnings]
