"""`python -m documents.variations FROM TO [--seeds N] [--kinds …] [--only …]`: the papers of a folder told anew."""

import argparse
import json
from pathlib import Path
from random import Random

from documents.variations.kinds import KINDS
from documents.variations.marked import Marked, opened


def varied(paper: Path, seed: str, kinds: list[str]) -> Marked:
    """The paper told anew in all of `kinds`, as `seed` throws the die."""
    told = opened(paper)
    for kind in kinds:
        told = KINDS[kind](told, Random(f"{paper.stem} {kind} {seed}"))
    return told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS), choices=list(KINDS))
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    for paper in sorted(options.source.glob("*.txt")):
        if options.only and paper.stem not in options.only:
            continue
        for seed in range(options.seeds):
            told = varied(paper, str(seed), options.kinds)
            name = options.target / f"{paper.stem}s{seed}"
            name.with_suffix(".txt").write_bytes(told.text.encode("utf-8"))
            name.with_suffix(".json").write_text(json.dumps(told.as_gold(), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
