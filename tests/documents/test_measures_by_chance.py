"""What a union did, put together by chance (who × verb × noun × shape): nearly every figure is known for what it is."""

from random import Random

from congdoan.documents import read_text
from documents.variations.figures import reported

_TEXTS = 120


def test_figures_are_known_by_what_was_done_whatever_stands_beside_them() -> None:
    wrong, count = [], 0
    for seed in range(_TEXTS):
        told = reported(Random(seed))
        claims = read_text(told.text).claims
        for start, end, measures in told.figures:
            found = next((claim for claim in claims if claim.span.start < end and start < claim.span.end), None)
            count += 1
            if found is None or found.measure not in measures:
                wrong.append((told.text[start:end], measures[0], found and found.measure))
    assert len(wrong) <= 0.03 * count, wrong
