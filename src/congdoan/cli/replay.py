"""`congdoan eval --replay`: which of the corrections that officers made would today's reader no longer need?"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from congdoan.documents import Duty, Reading, Span, read_text
from congdoan.documents.fieldwise import claim_in_words, plain, plain_values
from congdoan.documents.schema import claim_to_json
from congdoan.foundation.text import nfc
from congdoan.installation.words import _

_SAME_WORDS = 0.6


@dataclass(frozen=True)
class Replayed:
    """One field of one paper or of a duty in it: what the reader of that day read, what stands, what is read today."""

    paper: str
    field: str
    read: str
    written: str
    now: str

    @property
    def was_right(self) -> bool:
        return _same(self.read, self.written)

    @property
    def is_right(self) -> bool:
        return _same(self.now, self.written)


def replay(folder: Path, *, errors: bool) -> int:
    """Print how many corrections fell away, are still needed, and what was right and is wrong now: 1 if anything is."""
    papers = sorted(path for path in folder.glob("*.txt") if path.with_suffix(".json").exists())
    rows = [row for paper in papers for row in replayed(paper)]
    gone = [row for row in rows if not row.was_right and row.is_right]
    needed = [row for row in rows if not row.was_right and not row.is_right]
    worse = [row for row in rows if row.was_right and not row.is_right]
    print(
        _(
            "%(folder)s: %(papers)d văn bản; %(gone)d chỗ sửa nay không còn cần, %(needed)d vẫn cần, "
            "%(worse)d nay đọc sai."
        )
        % {"folder": folder, "papers": len(papers), "gone": len(gone), "needed": len(needed), "worse": len(worse)}
    )
    for mark, found in (("✓", gone), ("·", needed), ("✗", worse)):
        for row in found if errors or mark == "✗" else []:
            print(f"  {mark} {row.paper} {row.field}: “{row.read}” → “{row.written}” [{row.now}]")
    return 1 if worse else 0


def replayed(paper: Path) -> list[Replayed]:
    """Every field of the paper and of its decided duties that was read, stands, or is read today; of a text in which
    figures were marked by hand, each mark. Empty for gold that keeps no corrections."""
    gold = json.loads(paper.with_suffix(".json").read_text(encoding="utf-8"))
    if "written" not in gold and "marked" not in gold:
        print(_("%s không có chỗ sửa nào được giữ.") % paper.with_suffix(".json"), file=sys.stderr)
        return []
    reading = read_text(paper.read_bytes().decode("utf-8"))
    if "marked" in gold:
        return [_of_mark(paper.stem, mark, reading) for mark in gold["marked"]]
    read, written = gold["read"], gold["written"]
    now = plain_values(reading)
    fields = [
        Replayed(paper.stem, field, read.get(field, ""), written.get(field, ""), now.get(field, ""))
        for field in dict.fromkeys([*read, *written, *now])
    ]
    return fields + [row for duty in gold.get("duties", []) for row in _of_duty(paper.stem, duty, reading)]


def _of_mark(paper: str, mark: dict[str, Any], reading: Reading) -> Replayed:
    """Whether today's reader reads a figure that was marked by hand as the officer says it."""
    found = next((row for row in reading.claims if row.span.overlaps(Span(mark["start"], mark["end"]))), None)
    now = claim_to_json(found) if found else {}
    words = claim_in_words(*(now[name] for name in ("value", "unit", "qualifier", "measure"))) if now else ""
    return Replayed(paper, f"claims/{mark['start']}", mark["read"], mark["written"], words)


def _of_duty(paper: str, duty: dict[str, Any], reading: Reading) -> list[Replayed]:
    """Whether the duty is one, and when it is due, against the duty read today in the same place."""
    read, written, now = duty["read"], duty["written"], _today(duty, reading)
    names = dict.fromkeys([*read, *written, *now] if written else ["is"])
    return [
        Replayed(paper, f"duties/{duty['place']}/{name}", read.get(name, ""), written.get(name, ""), now.get(name, ""))
        for name in names
    ]


def _today(duty: dict[str, Any], reading: Reading) -> dict[str, str]:
    """What today's reader reads where the duty stands, or in the words of one that was added by hand."""
    found = next((other for other in reading.duties if _is_same(duty, other)), None)
    if found is None:
        return {}
    when = {"when": plain(found.due_on.value)} if found.due_on else {}
    return {"is": "1"} | when | ({"rule": found.due_rule.value} if found.due_rule else {})


def _is_same(duty: dict[str, Any], other: Duty) -> bool:
    if duty["start"] is not None:
        return bool(other.span.start < duty["end"] and duty["start"] < other.span.end)
    asked, told = set(nfc(duty["what"]).casefold().split()), set(nfc(other.act.value).casefold().split())
    return len(asked & told) >= _SAME_WORDS * max(len(asked), 1)


def _same(one: str, other: str) -> bool:
    return " ".join(nfc(one).split()).casefold() == " ".join(nfc(other).split()).casefold()
