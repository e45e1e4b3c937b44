"""The picture of a path: what is asked until the outcome is decided, drawn from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.rules.eligibility.answers import Answers, missing, reachable
from assistant.rules.eligibility.model import Ladder, Outcome
from assistant.rules.paths.conditions import UNKNOWN
from assistant.rules.paths.draw import arrow, end_box, flowchart, question_box


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question, and what follows from its answers; answers with the same sequel are together."""

    key: str
    branches: tuple[tuple[tuple[str, ...], _Node], ...]


_Node = _Ask | Outcome


def draw(ladder: Ladder) -> str:
    """Return a Mermaid flowchart of the questions that decide; those that add reasons are left out.

    Every way through the picture is a way through `decide`: it is made by asking it.
    """
    lines: list[str] = []
    _render(_follow(ladder, {}), ladder, lines, {})
    return flowchart(lines)


def _follow(ladder: Ladder, given: Mapping[str, str]) -> _Node:
    questions = {question.id: question for question in ladder.questions.questions}
    answers = Answers(questions, given)
    rungs = reachable(ladder.rungs, answers)
    if len({rung.outcome for rung in rungs}) == 1:
        return rungs[0].outcome
    key = missing(rungs, answers)[0]
    sequels: dict[_Node, list[str]] = {}
    for value in questions[key].values:
        if value != UNKNOWN:
            sequels.setdefault(_follow(ladder, {**given, key: value}), []).append(value)
    return _Ask(key, tuple((tuple(values), node) for node, values in sequels.items()))


def _render(node: _Node, ladder: Ladder, lines: list[str], known: dict[_Node, str]) -> str:
    """Add a node, and once each what follows from it; return its name."""
    if node in known:
        return known[node]
    if not isinstance(node, _Ask):
        known[node] = node
        lines.append(end_box(node, ladder.titles[node].en))
        return node
    known[node] = name = f"q{sum(isinstance(other, _Ask) for other in known) + 1}_{node.key}"
    question = next(each for each in ladder.questions.questions if each.id == node.key)
    lines.append(question_box(name, question.text.en))
    texts = ladder.questions.flag if question.type == "flag" else question.options
    for values, sequel in node.branches:
        target = _render(sequel, ladder, lines, known)
        label = " / ".join(text.en for value, text in texts.items() if value in values)
        lines.append(arrow(name, target, label))
    return name
