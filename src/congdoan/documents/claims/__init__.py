"""Figures a paper states about people, bodies, money, goods or work done: claims that records can bear out or not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from congdoan.documents.claims.elided import with_elided
from congdoan.documents.claims.figures import Figure, figure_pointed_at, figures_of, may_hold_figures
from congdoan.documents.claims.leads import leads_of
from congdoan.documents.claims.measures import Judged, Surroundings, joined_with, judge
from congdoan.documents.claims.predicates import without_compounds
from congdoan.documents.claims.scope import scope_of, sentence_at
from congdoan.documents.claims.tables import labelled_figures
from congdoan.documents.claims.when import period_at, period_of_article, period_of_paper, periods_of_headings
from congdoan.documents.claims.whose import bodies_of_paper, body_at, body_of_article
from congdoan.documents.layout import Layout
from congdoan.documents.outline import Item
from congdoan.documents.reading import Claim, Header, Section, Span
from congdoan.documents.source import Source

_AFTER_REACH = 180
_REMEMBERED = 20  # figures of a sentence that tell what the next one counts
_WIDE_REACH = 400
MOST_FIGURES = 5_000  # of one paper; six hundred pages hold some four thousand


@dataclass(frozen=True)
class _Frame:
    """What the whole paper is about, and what its headings say: the defaults of its figures."""

    period: str | None
    year: int | None
    bodies: tuple[str, ...]
    of_headings: dict[tuple[str, ...], str]

    def under(self, path: tuple[str, ...]) -> "_Frame":
        """As the innermost heading over `path` that names a time has it."""
        if not self.of_headings:
            return self
        named = [self.of_headings[path[:depth]] for depth in range(len(path) + 1) if path[:depth] in self.of_headings]
        return replace(self, period=named[-1]) if named else self


def claims_of(
    source: Source,
    layout: Layout,
    header: Header,
    sections: tuple[Section, ...],
    items: tuple[Item, ...],
    year: int | None,
) -> tuple[Claim, ...]:
    """The claims of the body, five thousand at most, in order of text, none overlapping. `year`: of the paper, as far
    as it is known."""
    topic = header.subject.value.lower() if header.subject else ""
    stretches = scope_of(source, layout, sections, items)
    leads = leads_of(source, stretches, sections, items)
    every = (
        (start, sentence, item)
        for start, end in stretches
        if may_hold_figures(source, start, end)
        for sentence, judged in _sentences(source, start, end, topic, leads[start])
        for item in judged
    )
    told = list(islice(every, MOST_FIGURES))
    if not told:
        return ()
    frame = _frame(source, layout, header, sections, year, first_figure=told[0][2].figure.start)
    paths = {item.start: item.path for item in items}
    return tuple(
        _claim(source, item, frame.under(paths.get(start, ())), sentence, start) for start, sentence, item in told
    )


def claim_pointed_at(source: Source, layout: Layout, header: Header, year: int | None, span: Span) -> Claim | None:
    """What the stretch `span` of the stored text says, which somebody points at as a figure; None without a number.

    Its words are the stretch, to the letter; value, unit, measure, time and owner are read as for any figure.
    """
    start, end = source.places(span)
    line_start = source.low.rfind("\n", 0, start) + 1
    line_end = source.low.find("\n", end)
    line = (line_start, line_end if line_end >= 0 else len(source.low))
    sentence = sentence_at(source, start, end, line)
    figure = figure_pointed_at(source, start, end, sentence[1])
    if figure is None:
        return None
    topic = header.subject.value.lower() if header.subject else ""
    judged: list[Judged] = []
    for one in [*figures_of(source, sentence[0], start), figure]:
        judged.append(judge(one, _surroundings(source, one, sentence, judged, sentence[1], topic), judged))
    frame = _frame(source, layout, header, (), year, first_figure=figure.start)
    claim = _claim(source, judged[-1], frame, sentence, line_start)
    return replace(claim, text=span.of(source.stored), span=span)


def _frame(
    source: Source,
    layout: Layout,
    header: Header,
    sections: tuple[Section, ...],
    year: int | None,
    *,
    first_figure: int,
) -> _Frame:
    if not layout.is_formal:
        period, written_in = period_of_article(source)
        body = body_of_article(source, first_figure)
        return _Frame(period, written_in, (body,) if body else (), {})
    subject = header.subject.value.lower() if header.subject else ""
    month = header.date.value.month if header.date else None
    period = period_of_paper(subject, header.type.value if header.type else "", year, month)
    titles = ((section.path, section.title.value) for section in sections if section.title)
    return _Frame(period, year, bodies_of_paper(header), periods_of_headings(titles, year))


def _sentences(
    source: Source, start: int, end: int, topic: str, lead: str
) -> Iterator[tuple[tuple[int, int], list[Judged]]]:
    """The figures of each sentence of a stretch, judged."""
    named = sorted([*figures_of(source, start, end), *labelled_figures(source, start, end)], key=_place)
    found = list(with_elided(source, named, end))
    judged: list[Judged] = []
    sentence = (start, start)
    for place, figure in enumerate(found):
        if judged and figure.start < judged[-1].figure.end:
            continue
        own = sentence_at(source, figure.start, figure.end, (start, end))
        if own[0] != sentence[0]:
            yield sentence, _in_lists(source, judged)
            judged = []
        sentence = own
        following = found[place + 1].start if place + 1 < len(found) else end
        paragraph = source.low[max(start, own[0] - _WIDE_REACH) : own[0]]
        words = _surroundings(source, figure, own, judged, following, f"{topic} {paragraph}", lead)
        judged.append(judge(figure, words, judged[-_REMEMBERED:]))
    yield sentence, _in_lists(source, judged)


def _place(figure: Figure) -> int:
    return figure.start


def _in_lists(source: Source, judged: list[Judged]) -> list[Judged]:
    for place in reversed(range(len(judged) - 1)):
        first, second = judged[place], judged[place + 1]
        judged[place] = joined_with(first, second, source.low[first.figure.end : second.figure.start])
    return judged


def _surroundings(
    source: Source,
    figure: Figure,
    sentence: tuple[int, int],
    before: list[Judged],
    following: int,
    topic: str,
    lead: str = "",
) -> Surroundings:
    low = _verbs_only(source)
    clause_start = max(sentence[0], low.rfind(";", sentence[0], figure.start) + 1)
    near_start = max(before[-1].figure.number_start if before else clause_start, clause_start)
    clause_end = low.find(";", figure.end, sentence[1])
    stop = min(following, sentence[1], clause_end if clause_end > 0 else sentence[1], figure.end + _AFTER_REACH)
    noun_start = source.low.rfind(figure.noun, figure.number_start, figure.end) if figure.noun else figure.end
    noun = source.low[max(noun_start, figure.number_start) : stop]
    return Surroundings(
        noun=figure.label or _flat(noun),
        near=_flat(
            figure.lead or f"{figure.label if figure.unit == 'VND' else ''} {low[near_start : figure.start]}"
        ).lstrip(),
        wide=_flat(low[max(sentence[0], figure.start - _WIDE_REACH) : figure.start]),
        after=_flat(low[figure.end : stop]).lstrip(),
        topic=_flat(topic),
        lead=lead,
        since=source.low[before[-1].figure.end : figure.start] if before else "",
        beyond=_flat(low[figure.end : min(sentence[1], figure.end + _WIDE_REACH)]).lstrip(),
    )


@lru_cache(maxsize=2)
def _verbs_only(source: Source) -> str:
    return without_compounds(source.low)


def _flat(text: str) -> str:
    text = text.replace("\n", " ").replace("\t", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _claim(source: Source, judged: Judged, frame: _Frame, sentence: tuple[int, int], stretch: int) -> Claim:
    figure = judged.figure
    span: Span = source.span(figure.start, figure.end)
    period = figure.period or period_at(source, figure.start, figure.end, sentence, stretch, frame.period, frame.year)
    confidence = 0.9 if figure.is_certain and judged.measure != "other" else 0.6
    return Claim(
        text=span.of(source.stored),
        span=span,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        measure=judged.measure,
        period=period,
        organisation=body_at(source, figure.start, sentence, frame.bodies, judged.measure),
        confidence=confidence,
    )
