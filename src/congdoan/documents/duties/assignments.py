"""Assignments as the paper puts them: who has to do what."""

import re

from congdoan.documents.duties.asked import asked, asking, is_executor, is_organising
from congdoan.documents.outline import Item
from congdoan.documents.reading import Assignment, Section, Value
from congdoan.documents.source import Source


def assignments_of(
    source: Source, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_letter: bool
) -> tuple[Assignment, ...]:
    """One for each body under "Tổ chức thực hiện" and the like, and for each one a clause hands a task to."""
    found: list[Assignment] = []
    for section in sections:
        if section.title and is_organising(sections, section.parent) and is_executor(section.title.value):
            under = [item for item in items if item.path[: len(section.path)] == section.path]
            if under:
                found.append(Assignment(section.title, _task(source, under[0].start, under[-1].end)))
    titled = {assignment.assignee.span for assignment in found}
    for item in items:
        owner = next((section for section in sections if section.path == item.path), None)
        if owner and owner.title and owner.title.span in titled:
            continue
        if not (is_organising(sections, item.path) or _hands_over(source, item) or (is_letter and item.is_labelled)):
            continue
        named = asked(source, item.start, item.end)
        if named.name:
            name = source.flow[slice(*named.name)]
            found.append(
                Assignment(Value(name, source.span(*named.name), 0.8), _task(source, named.task_start, item.end))
            )
    return tuple(found)


def _hands_over(source: Source, item: Item) -> bool:
    """ "Giao X …", or the last article of a decision: "X chịu trách nhiệm thi hành"."""
    if asking().match(source.flow[item.start : item.end]):
        return True
    is_article = bool(item.path) and item.path[-1].startswith("Điều")
    return is_article and bool(
        re.search(r"chịu trách nhiệm|có trách nhiệm|thi hành", source.low[item.start : item.end])
    )


def _task(source: Source, start: int, end: int) -> Value[str]:
    text = " ".join(source.flow[start:end].split()).strip(" ,.;/")
    return Value(text, source.span(start, end), 0.8)
