"""A coverage-guided fuzzer for the reader of papers. Not part of the suite: see README.md here.

    pip install atheris
    PYTHONPATH=src:tests nice -n 19 python tests/fuzz/reading.py FINDINGS CORPUS -max_total_time=3600 -timeout=20

The fuzzer's bytes choose pieces of papers and letters, so that it works on the rules and not on spelling. A finding is
written to the folder FINDINGS and the run goes on; what hangs ends it.
"""

import hashlib
import sys
import traceback
from collections import Counter
from pathlib import Path

import atheris

_WATCHED = ["congdoan.documents", "congdoan.foundation.figures", "congdoan.foundation.text"]
_KEPT_OF_A_KIND = 5

with atheris.instrument_imports(include=_WATCHED):
    from congdoan.documents.reader import read_text
    from documents.invariants import check
    from documents.pieces import PIECES

_found: Counter[str] = Counter()


def text_from(data: bytes) -> str:
    """Each byte is a piece of a paper; 255 takes the two bytes behind it as any letter, 254 repeats the text so far."""
    text: list[str] = []
    following = iter(data)
    for byte in following:
        if byte == 255:
            text.append(chr(next(following, 0) * 256 + next(following, 0)))
        elif byte == 254 and len(text) < 500:
            text += text
        else:
            text.append(PIECES[byte % len(PIECES)])
    return "".join(text)


def try_one(data: bytes) -> None:
    text = text_from(data)
    try:
        check(read_text(text))
    except Exception as found:
        _keep(text, found)


def _keep(text: str, found: Exception) -> None:
    """Once for each place it was raised at, and a few more of the same kind."""
    place = traceback.extract_tb(found.__traceback__)[-1]
    kind = f"{type(found).__name__}-{Path(place.filename).stem}-{place.lineno}"
    _found[kind] += 1
    if _found[kind] > _KEPT_OF_A_KIND:
        return
    name = f"{kind}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"
    (FINDINGS / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    (FINDINGS / f"{name}.why").write_text("".join(traceback.format_exception(found)), encoding="utf-8")


if __name__ == "__main__":
    FINDINGS = Path(sys.argv.pop(1))
    FINDINGS.mkdir(parents=True, exist_ok=True)
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
