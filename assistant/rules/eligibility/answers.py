"""Answers to a path, and where they lead while some are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.rules.eligibility.model import Rung
from assistant.rules.paths.conditions import UNKNOWN, Is, Leaf, leaves, truth
from assistant.rules.paths.questions import Question


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered; a question that is open is not in `given`."""

    questions: Mapping[str, Question]
    given: Mapping[str, str]
    more: Mapping[str, str] = field(default_factory=dict)

    def asked(self, key: str) -> bool | None:
        """Tell whether the question is asked; None where that depends on one that is open."""
        condition = self.questions[key].ask_when
        return True if condition is None else truth(condition, self.decides)

    def decides(self, leaf: Leaf) -> bool | None:
        """Tell whether a leaf holds; None where the answers leave it open."""
        assert isinstance(leaf, Is)
        asked, value = self.asked(leaf.key), self.given.get(leaf.key)
        if asked is False or (value is not None and value not in leaf.values):
            return False
        return None if value is None or asked is None else True

    def holds(self, leaf: Leaf) -> bool:
        """Tell whether a leaf holds where an open question has the answer "unknown"."""
        assert isinstance(leaf, Is)
        if leaf.key in self.more:
            return self.more[leaf.key] in leaf.values
        return bool(self.asked(leaf.key)) and self.given.get(leaf.key, UNKNOWN) in leaf.values


def reachable(rungs: Sequence[Rung], answers: Answers) -> list[Rung]:
    """Return the rungs that the outcome may be on, down to the first that holds for certain."""
    found = []
    for rung in rungs:
        holds = True if rung.when is None else truth(rung.when, answers.decides)
        if holds is not False:
            found.append(rung)
        if holds:
            break
    return found


def missing(rungs: Sequence[Rung], answers: Answers) -> list[str]:
    """Return the open questions that the rungs turn on, of those that are asked for certain."""
    turns_on: set[str] = set()
    waiting = [rung.when for rung in rungs if rung.when is not None]
    while waiting:
        for leaf in leaves(waiting.pop()):
            if not isinstance(leaf, Is) or answers.decides(leaf) is not None:
                continue
            turns_on.add(leaf.key)
            condition = answers.questions[leaf.key].ask_when
            if condition is not None and answers.asked(leaf.key) is None:
                waiting.append(condition)
    return [name for name in answers.questions if name in turns_on and answers.asked(name)]
