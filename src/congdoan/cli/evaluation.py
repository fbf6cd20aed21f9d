"""`congdoan eval [FOLDER…]`: how well papers are read, scored against gold. Needs no database."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from congdoan.cli.replay import replay
from congdoan.documents import UnreadableDocument, read, to_json
from congdoan.installation.settings import REPOSITORY
from congdoan.installation.words import _

_CORPUS = Path(os.environ.get("CONGDOAN_SHARED", REPOSITORY.parent / "shared")) / "corpus"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar=_("THƯ_MỤC"), help=_("thư mục có NNN.txt và NNN.json (đáp án)")
    )
    parser.add_argument("--scorer", type=Path, default=_CORPUS / "score.py", help=_("chương trình chấm điểm"))
    parser.add_argument(
        "--replay", action="store_true", help=_("đọc lại văn bản đã được sửa (từ lệnh corrections) và so với người sửa")
    )
    parser.add_argument("--errors", action="store_true", help=_("liệt kê từng chỗ sai"))


def run(options: argparse.Namespace) -> int:
    """2 where scorer or folders are absent, 1 where a document could not be read."""
    if options.replay:
        return _replayed(options)
    folders = options.folders or [_CORPUS / "seeds", _CORPUS / "dev"]
    missing = [path for path in (options.scorer, *folders) if not path.exists()]
    if missing:
        print(_("Không thấy %s.") % missing[0], file=sys.stderr)
        return 2
    return max(_score(folder, options) for folder in folders)


def _replayed(options: argparse.Namespace) -> int:
    missing = [folder for folder in options.folders if not folder.is_dir()]
    if missing or not options.folders:
        print(_("Không thấy %s.") % (missing[0] if missing else _("THƯ_MỤC")), file=sys.stderr)
        return 2
    return max(replay(folder, errors=options.errors) for folder in options.folders)


def _score(folder: Path, options: argparse.Namespace) -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as held:
        papers = sorted(
            path for path in folder.iterdir() if path.suffix != ".json" and path.with_suffix(".json").exists()
        )
        started = time.monotonic()
        for paper in papers:
            try:
                reading = to_json(read(paper.read_bytes(), name=paper.name))
            except (OSError, UnreadableDocument) as reason:
                print(f"{paper}: {reason}", file=sys.stderr)
                failed = 1
                continue
            (Path(held) / f"{paper.stem}.json").write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")
        print(f"== {folder} ({time.monotonic() - started:.1f} s)", flush=True)
        extra = ["--errors"] if options.errors else []
        scored = subprocess.run([sys.executable, str(options.scorer), str(folder), held, *extra], check=False)
    return failed or scored.returncode
