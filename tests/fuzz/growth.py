"""Looks for texts the reader takes more than their length for. Not part of the suite: see README.md here.

    PYTHONPATH=src:tests nice -n 19 python tests/fuzz/growth.py SECONDS [SEED]

Some pieces of papers, repeated: read once at one length and once at three times that length. A rule that looks at the
whole text for each thing it finds takes nine times as long, not three.
"""

import random
import signal
import sys
import time
from types import FrameType

from congdoan.documents.reader import read_text
from documents.pieces import PIECES

_LETTERS = 10_000
_LEAST_SECONDS = 0.4  # of the shorter text, below that the clock is too coarse
_PATIENCE = 40
_GROWTH = 4.5
_HEAD = "Số: 14/KH-LĐLĐ\nAn Lạc, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nTổ chức Tháng Công nhân\n\n"
_TAIL = "\nNơi nhận:\n- Như trên;\n"


def main(seconds: float, seed: int) -> None:
    chance = random.Random(seed)
    signal.signal(signal.SIGPROF, _late)
    read_text(_HEAD + "Trao 12 suất quà.")
    until, tried = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        tried += 1
        unit = "".join(chance.choices(PIECES, k=chance.choice((1, 1, 2, 2, 3, 4, 6))))
        head, tail = chance.choice(("", _HEAD)), chance.choice(("", _TAIL))
        count = max(1, _LETTERS // len(unit))
        short = _seconds(head + unit * count + tail)
        if short < _LEAST_SECONDS:
            continue
        long = _seconds(head + unit * 3 * count + tail)
        if long > _GROWTH * short:
            print(f"{short:6.2f} s → {long:6.2f} s  {head[:2]!r} {unit!r} {tail[:2]!r}", flush=True)
    print(f"{tried} tried")


def _seconds(text: str) -> float:
    started = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
    try:
        read_text(text)
    except TimeoutError:
        return _PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - started


def _late(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
