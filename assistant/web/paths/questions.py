"""Which questions of a path are asked, given the answers so far (docs/paths.md has the shape)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Question = Mapping[str, Any]


def applies(condition: Mapping[str, Any] | None, answers: Mapping[str, Any], currency: str) -> bool:
    """Tell whether a question is asked; paths.js has the same function for the browser.

    `currency` is what the amounts of the form are in.
    """
    if condition is None:
        return True
    if "all" in condition:
        return all(applies(each, answers, currency) for each in condition["all"])
    if "any" in condition:
        return any(applies(each, answers, currency) for each in condition["any"])
    if "currency" in condition:
        return bool(condition["currency"] == currency)
    if "in" in condition:
        return answers.get(condition["key"], "unknown") in condition["in"]
    return condition["key"] in answers


def walk(
    questions: Sequence[Question], given: Mapping[str, str]
) -> tuple[list[Question], dict[str, str], bool]:
    """Return the questions up to the first without an answer, the answers, and if that is all.

    Answers to questions that are not asked, and those that are no option, are left out.
    """
    asked: list[Question] = []
    answers: dict[str, str] = {}
    for question in questions:
        if not applies(question["ask_when"], answers, ""):
            continue
        asked.append(question)
        value = given.get(question["id"], "").strip()
        if not _fits(question, value):
            return asked, answers, False
        answers[question["id"]] = value
    return asked, answers, True


def _fits(question: Question, value: str) -> bool:
    if question["type"] == "choice":
        return value in [option["value"] for option in question["options"]]
    return bool(value)
