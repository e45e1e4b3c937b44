"""The reasoned outcome that answers to a path lead to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assistant.errors import InputError
from assistant.rules.eligibility.answers import Answers, missing, reachable
from assistant.rules.eligibility.model import DeadlineState, EligibilityPath, Outcome, Said
from assistant.rules.fields import Fields
from assistant.rules.model import Quote
from assistant.rules.output import quote_json
from assistant.rules.paths.answers import read_flag
from assistant.rules.paths.conditions import UNKNOWN, truth
from assistant.rules.paths.questions import Question, texts
from assistant.rules.quantities import DANISH_TIME


def decide(path: EligibilityPath, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the outcome, its reasons with their quotes, and what to do next (docs/paths.md).

    `raw` holds answers by question id, and perhaps `call` and `as_of` (a day or a moment). A
    question that is open matters only where the outcome depends on it. Raises InputError that
    names the key: unknown keys, and answers that are no option.
    """
    questions = {question.id: question for question in path.ladder.questions.questions}
    fields = Fields(raw, known=(*questions, "call", "as_of"))
    _check_call(fields, path)
    state = _deadline_state(path.deadline, fields.moment_or_day("as_of"))
    read = {name: _answer(fields, raw, question) for name, question in questions.items()}
    answers = Answers(questions, {name: value for name, value in read.items() if value})
    open_rungs = reachable(path.ladder.rungs, answers)
    outcomes = {rung.outcome for rung in open_rungs}
    outcome: Outcome = open_rungs[0].outcome if len(outcomes) == 1 else "unknown"
    told = Answers(questions, answers.given, {"outcome": outcome, "deadline": state})
    reasons = _said(path.reasons, told)
    quotes = tuple(dict.fromkeys(quote for reason in reasons for quote in reason.quotes))
    return {
        "outcome": outcome,
        "title": texts(path.ladder.titles[outcome]),
        "reasons": [_reason_json(reason, quotes) for reason in reasons],
        "citations": [quote_json(quote) for quote in quotes],
        "next": [texts(step.text) for step in _said(path.next, told)],
        "missing_input": missing(open_rungs, answers) if outcome == "unknown" else [],
        "ignored": [name for name in answers.given if answers.asked(name) is False],
        "call": path.call,
        "deadline": {"at": path.deadline.isoformat(), "state": state},
        "version": path.version,
    }


def _check_call(fields: Fields, path: EligibilityPath) -> None:
    call = fields.text("call")
    if call not in (None, path.call):
        raise InputError(
            "unknown_call", f"call: these answers are for {call!r}.", f"This path is {path.call!r}."
        )


def _answer(fields: Fields, raw: Mapping[str, Any], question: Question) -> str | None:
    """Return the value that was given, None where the question is open."""
    if question.type == "flag":
        flag = read_flag(fields, raw, question.id)
        return None if flag is None else "yes" if flag else "no"
    value = fields.choice(question.id, dict.fromkeys((*question.values, UNKNOWN)), "answer")
    return None if value == UNKNOWN else value


def _deadline_state(deadline: datetime, as_of: datetime | date | None) -> DeadlineState:
    if as_of is None:
        return "undated"
    if isinstance(as_of, datetime):
        day = as_of.astimezone(DANISH_TIME).date()
        closed = as_of > deadline
    else:
        day = as_of
        closed = day > deadline.date()
    return "closed" if closed else "last_day" if day == deadline.date() else "open"


def _said(texts_: tuple[Said, ...], answers: Answers) -> list[Said]:
    return [said for said in texts_ if truth(said.when, answers.holds)]


def _reason_json(reason: Said, quotes: tuple[Quote, ...]) -> dict[str, Any]:
    places = [quotes.index(quote) for quote in reason.quotes]
    return {**reason.text._asdict(), "citations": places}
