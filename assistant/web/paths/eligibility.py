"""`/kan-vi-soege`: one question a page, the answers in the address, and the outcome at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.doors.question import today
from assistant.doors.texts import load_texts
from assistant.errors import InputError, MissingPartError
from assistant.types import Language
from assistant.web import render
from assistant.web.paths.form import Field, Fields, Option
from assistant.web.paths.questions import Question, walk
from assistant.web.problem_page import problem_page
from assistant.web.shell import language_of, show

if TYPE_CHECKING:
    from assistant.service import Assistant

PACKAGE = "assistant.web.paths"
ADDRESS = "/kan-vi-soege"
# Names in the address that are no answers: the call, the question that was just shown, and the one
# to show again.
_CALL, _STEP, _CHANGE, _LANGUAGE = "call", "trin", "ret", "lang"
# The sign that goes with each outcome; the templates have a word beside it.
_MARKS = {"may_apply": "pass", "may_join": "join", "outside": "fail", "unknown": "unknown"}
_PLACES = (("sme", "/er-vi-en-smv"), ("budget", "/tjek-budget"), ("ask", "/"))


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer in words, and the address where it is changed."""

    question: str
    answer: str
    change: str


class Walk:
    """One request for the path: what is known so far, and the addresses that lead on and back."""

    def __init__(self, request: Request, path: Mapping[str, Any], calls: list[dict[str, str]]):
        self.request = request
        self.path = path
        self.calls = calls
        self.query = dict(request.query_params)
        self.language: Language = language_of(request)
        self.asked, self.answers, self.done = walk(path["questions"], self.query)
        # Where a question is changed, the answers after it are kept.
        self.change = self.query.get(_CHANGE, "")

    def address(self, change: str = "") -> str:
        """Return the address with the answers so far; with `change`, of one of its questions."""
        pairs = [*self.kept(), *([(_CHANGE, change)] if change else [])]
        return f"{render.root()}{ADDRESS}" + (f"?{urlencode(pairs)}" if pairs else "")

    def kept(self, without: str = "") -> list[tuple[str, str]]:
        """Return what goes into the address: the call where it was chosen, and the answers."""
        pairs = [(name, self.query[name]) for name in (_LANGUAGE, _CALL) if self.query.get(name)]
        return pairs + [(name, value) for name, value in self.answers.items() if name != without]

    def shown(self) -> Question | None:
        """Return the question to show; None where the outcome is."""
        for question in self.asked:
            if question["id"] == self.change:
                return question
        return None if self.done else self.asked[-1]

    def summary(self) -> list[Answered]:
        """Return the answers in words."""
        return [
            Answered(
                question["text"][self.language],
                _words(question, self.answers[question["id"]], self.language),
                self.address(question["id"]),
            )
            for question in self.asked
            if question["id"] in self.answers
        ]

    def call_title(self) -> str:
        """Return the title of the call; empty where it has questions but no rules."""
        titles = {call["id"]: call["title"] for call in self.calls}
        return titles.get(self.path["call"], "")


def eligibility_page(request: Request, service: Assistant) -> HTMLResponse:
    """Return the page for the answers in the address; raises AssistantError."""
    calls = _calls(service)
    call = request.query_params.get(_CALL) or None
    if call is None and len(calls) > 1:
        return _which_call(request, calls)
    try:
        path = service.eligibility_path(call)
    except InputError:  # there is no such call, or it has no questions
        return problem_page(request, "not_found", 404)
    except MissingPartError:
        texts = load_texts(PACKAGE, language_of(request))
        return show(request, "paths/none.html", current="apply", p=texts, places=_PLACES)
    steps = Walk(request, path, calls)
    question = steps.shown()
    if question is not None:
        return _question(steps, question)
    if sorted(steps.query.items()) != sorted(steps.kept()):
        # One address for one outcome: that is the one to share.
        return HTMLResponse(status_code=303, headers={"Location": steps.address()})
    return _outcome(steps, service)


def _calls(service: Assistant) -> list[dict[str, str]]:
    """Return the calls that have questions, with their titles."""
    try:
        known = service.budget_words()["calls"]
    except MissingPartError:
        return []
    calls = []
    for call in known:
        try:
            service.eligibility_path(call["id"])
        except InputError:  # a call may have rules and no questions
            continue
        calls.append(call)
    return calls


def _which_call(request: Request, calls: list[dict[str, str]]) -> HTMLResponse:
    language = language_of(request)
    texts = load_texts(PACKAGE, language)
    field = Field(
        name=_CALL,
        type="choice",
        label=texts["eligibility"]["which_call"],
        help="",
        options=tuple(Option(call["id"], call["title"]) for call in calls),
        wrong=texts["errors"]["choose_call"] if request.query_params.get(_STEP) == _CALL else "",
    )
    spoken = request.query_params.get(_LANGUAGE)
    return show(
        request,
        "paths/question.html",
        current="apply",
        p=texts,
        title=texts["eligibility"]["name"],
        intro=texts["links"]["eligibility_text"],
        field=field,
        kept=[(_LANGUAGE, spoken)] if spoken else [],
        first=True,
        number="",
        back=None,
        aside=None,
        summary=[],
        call_title="",
        places=_PLACES,
    )


def _question(steps: Walk, question: Question) -> HTMLResponse:
    texts = load_texts(PACKAGE, steps.language)
    at = steps.asked.index(question)
    # The form came back without an answer to the question it showed.
    missed = steps.query.get(_STEP) == question["id"] and question["id"] not in steps.answers
    wrong = {question["id"]: texts["errors"]["choose"]} if missed else None
    (field,) = Fields(steps.language, texts, wrong=wrong).make([question], steps.answers)
    return show(
        steps.request,
        "paths/question.html",
        current="apply",
        p=texts,
        title=steps.path["title"][steps.language],
        intro=steps.path["intro"][steps.language],
        field=field,
        kept=steps.kept(without=question["id"]),
        first=at == 0,
        number=texts["page"]["question"].format(number=at + 1),
        back=steps.address(steps.asked[at - 1]["id"]) if at else None,
        aside=texts["asides"].get(question["id"]),
        summary=[one for one in steps.summary() if one.question != field.label],
        call_title=steps.call_title(),
        places=_PLACES if at == 0 else (),
    )


def _outcome(steps: Walk, service: Assistant) -> HTMLResponse:
    language = steps.language
    given = {"call": steps.path["call"], "as_of": today().isoformat(), **steps.answers}
    result = service.eligibility(given)
    by_id = {question["id"]: question for question in steps.path["questions"]}
    missing = [by_id[key] for key in result["missing_input"] if key in by_id]
    return show(
        steps.request,
        "paths/outcome.html",
        current="apply",
        within=True,
        p=load_texts(PACKAGE, language),
        outcome=result["outcome"],
        mark=_MARKS[result["outcome"]],
        title=result["title"][language],
        closed=result["deadline"]["state"] == "closed",
        reasons=[
            {
                "text": reason[language],
                "citations": [result["citations"][number] for number in reason["citations"]],
            }
            for reason in result["reasons"]
        ],
        missing=[
            {"question": question["text"][language], "change": steps.address(question["id"])}
            for question in missing
        ],
        next_steps=[step[language] for step in result["next"]],
        summary=steps.summary(),
        call_title=steps.call_title(),
        back=steps.address(steps.asked[-1]["id"]),
        restart=f"{render.root()}{ADDRESS}",
        places=_PLACES,
    )


def _words(question: Question, value: str, language: Language) -> str:
    for option in question.get("options", ()):
        if option["value"] == value:
            return str(option["text"][language])
    return value
