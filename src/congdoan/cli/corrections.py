"""`congdoan corrections export FOLDER`: papers and texts whose reading was corrected, as text and gold for
`eval --replay`."""

import argparse
import json
import sys
from pathlib import Path

from congdoan.installation.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["export"], help=_("việc cần làm"))
    parser.add_argument("folder", type=Path, metavar=_("THƯ_MỤC"), help=_("thư mục mới hoặc rỗng để ghi vào"))
    parser.add_argument("--unit", metavar=_("ĐƠN_VỊ"), help=_("chỉ văn bản của đơn vị này: mã hoặc tên, không cần dấu"))


def run(options: argparse.Namespace) -> int:
    """1 where the folder holds something already, or the unit cannot be told."""
    from congdoan.cli.naming import Ambiguous, unit_meant
    from congdoan.narratives.examples import examples as marked_texts
    from congdoan.obligations.examples import duties_of, papers_decided
    from congdoan.registry.queries.examples import examples

    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(_("%s không phải thư mục rỗng; hãy chọn thư mục khác.") % folder, file=sys.stderr)
        return 1
    try:
        units = [unit_meant(options.unit)] if options.unit else None
    except Ambiguous as several:
        print(several, file=sys.stderr)
        return 1
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    count = 0
    for example in examples(units, also=papers_decided(units)):
        gold = example.gold | {"duties": duties_of(example.paper)}
        _write(folder / f"{example.key}.txt", example.text)
        _write(folder / f"{example.key}.json", json.dumps(gold, ensure_ascii=False, indent=1) + "\n")
        count += 1
    for text in marked_texts(units):
        _write(folder / f"{text.key}.txt", text.text)
        _write(folder / f"{text.key}.json", json.dumps(text.gold, ensure_ascii=False, indent=1) + "\n")
        count += 1
    warning = _(
        "Các tệp này là nguyên văn văn bản, có tên người và có thể có hoàn cảnh riêng: chỉ để trong máy của đơn vị, "
        "không gửi ra ngoài, xóa khi dùng xong."
    )
    if count:
        _write(folder / "README", warning + "\n")
    print(_("Đã ghi %(count)d văn bản vào %(folder)s.") % {"count": count, "folder": folder})
    print(warning, file=sys.stderr)
    return 0


def _write(path: Path, text: str) -> None:
    """To the letter, readable by the owner alone."""
    path.touch(mode=0o600)
    path.write_bytes(text.encode("utf-8"))
