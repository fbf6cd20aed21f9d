"""The states of a case and every step between them, listed once: screen, check and diagram read it. Pure."""

from dataclasses import dataclass

from congdoan.cases.states import CaseState as S


@dataclass(frozen=True, slots=True)
class Step:
    """A named step: from which states, to which. A case handed over has its entries in the journal; no other has."""

    name: str
    before: frozenset[str]
    after: str


def _step(name: str, before: tuple[str, ...], after: str) -> Step:
    return Step(name, frozenset(before), after)


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        _step("ask", (), S.RECEIVED),
        _step("forward", (S.RECEIVED, S.EXAMINED), S.RECEIVED),
        _step("survey", (S.RECEIVED, S.EXAMINED), S.EXAMINED),
        _step("propose", (S.RECEIVED, S.EXAMINED), S.PROPOSED),
        _step("send_back", (S.PROPOSED,), S.EXAMINED),
        _step("refuse", (S.RECEIVED, S.EXAMINED, S.PROPOSED), S.REFUSED),
        _step("approve", (S.PROPOSED,), S.APPROVED),
        _step("hand_over", (S.APPROVED,), S.DONE),
        _step("take_back", (S.DONE, S.FOLLOWED_UP), S.APPROVED),
        _step("follow_up", (S.DONE, S.FOLLOWED_UP), S.FOLLOWED_UP),
        _step("cancel", (S.RECEIVED, S.EXAMINED, S.PROPOSED, S.APPROVED), S.CANCELLED),
        _step("reopen", (S.REFUSED, S.CANCELLED), S.RECEIVED),
    )
}

OPEN = (S.RECEIVED, S.EXAMINED, S.PROPOSED, S.APPROVED)
GIVEN = (S.DONE, S.FOLLOWED_UP)
"""Help has reached the person: these count."""


def may_step(name: str, state: str) -> bool:
    return state in STEPS[name].before


def steps_from(state: str) -> list[str]:
    return [step.name for step in STEPS.values() if state in step.before]
