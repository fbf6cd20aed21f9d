"""Figures a paper states about people, bodies, money, goods or work done: claims that records can bear out or not."""

import re
from collections.abc import Iterator

from congdoan.documents.claims.figures import Figure, figures_of
from congdoan.documents.claims.measures import Judged, Surroundings, joined_with, judge
from congdoan.documents.claims.scope import scope_of, sentence_at
from congdoan.documents.claims.tables import labelled_figures
from congdoan.documents.claims.whose import Frame, frame_of, period_in
from congdoan.documents.layout import Layout
from congdoan.documents.outline import Item
from congdoan.documents.reading import Claim, Header, Span
from congdoan.documents.source import Source

_AFTER_REACH = 180
_WIDE_REACH = 400


def claims_of(source: Source, layout: Layout, header: Header, items: tuple[Item, ...]) -> tuple[Claim, ...]:
    """Every claim of the body, in order of text, none overlapping."""
    frame = frame_of(source, header)
    topic = header.subject.value.lower() if header.subject else ""
    claims: list[Claim] = []
    for start, end in scope_of(source, layout, items):
        for sentence, judged in _sentences(source, start, end, topic):
            claims += [_claim(source, item.figure, item.measure, frame, sentence) for item in judged]
    return tuple(claims)


def _sentences(source: Source, start: int, end: int, topic: str) -> Iterator[tuple[tuple[int, int], list[Judged]]]:
    """The figures of each sentence of a stretch, judged."""
    found = sorted([*figures_of(source, start, end), *labelled_figures(source, start, end)], key=_place)
    judged: list[Judged] = []
    sentence = (start, start)
    for place, figure in enumerate(found):
        if judged and figure.start < judged[-1].figure.end:
            continue
        own = sentence_at(source, figure.start, figure.end, (start, end))
        if own[0] != sentence[0]:
            yield sentence, _in_lists(source, judged)
            judged, sentence = [], own
        following = found[place + 1].start if place + 1 < len(found) else end
        paragraph = source.low[max(start, own[0] - _WIDE_REACH) : own[0]]
        words = _surroundings(source, figure, own, judged, following, f"{topic} {paragraph}")
        judged.append(judge(figure, words, judged))
    yield sentence, _in_lists(source, judged)


def _place(figure: Figure) -> int:
    return figure.start


def _in_lists(source: Source, judged: list[Judged]) -> list[Judged]:
    for place in reversed(range(len(judged) - 1)):
        first, second = judged[place], judged[place + 1]
        judged[place] = joined_with(first, second, source.low[first.figure.end : second.figure.start])
    return judged


def _surroundings(
    source: Source, figure: Figure, sentence: tuple[int, int], before: list[Judged], following: int, topic: str
) -> Surroundings:
    low = source.low
    clause_start = max(sentence[0], low.rfind(";", sentence[0], figure.start) + 1)
    near_start = max(before[-1].figure.number_start if before else clause_start, clause_start)
    clause_end = low.find(";", figure.end, sentence[1])
    stop = min(following, sentence[1], clause_end if clause_end > 0 else sentence[1], figure.end + _AFTER_REACH)
    noun_start = low.rfind(figure.noun, figure.number_start, figure.end) if figure.noun else figure.end
    noun = low[max(noun_start, figure.number_start) : stop]
    return Surroundings(
        noun=figure.label or _flat(noun),
        near=_flat(
            figure.lead or f"{figure.label if figure.unit == 'VND' else ''} {low[near_start : figure.start]}"
        ).lstrip(),
        wide=_flat(low[max(sentence[0], figure.start - _WIDE_REACH) : figure.start]),
        after=_flat(low[figure.end : stop]).lstrip(),
        topic=_flat(topic),
    )


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _claim(source: Source, figure: Figure, measure: str, frame: Frame, sentence: tuple[int, int]) -> Claim:
    span: Span = source.span(figure.start, figure.end)
    year = int(frame.period[:4]) if frame.period else None
    period = figure.period or period_in(source.low[sentence[0] : figure.start], year) or frame.period
    confidence = 0.9 if figure.is_certain and measure != "other" else 0.6
    return Claim(
        text=span.of(source.stored),
        span=span,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        measure=measure,
        period=period,
        organisation=frame.organisation,
        confidence=confidence,
    )
