"""`/staff/learn/runde/…`: one question at a time, how the answer was, and the end of a round."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.types.access import Session
from assistant.types.learn import QuizQuestion
from assistant.web.shell import language_of
from assistant.web.staff.learn import given
from assistant.web.staff.learn.overview import path_of
from assistant.web.staff.learn.rounds import Round, due_round, module_round, read_round
from assistant.web.staff.learn.words import PACKAGE, leads, module_path, now, text_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant


def begin_round(service: Assistant, session: Session, form: FormData) -> Response:
    """Lead to the first question: of the module that the form names, else of what is due."""
    person = session.person.id
    if module := text_of(form, "modul"):
        return leads(f"/runde/{module_round(service, person, module)}/1")
    code = due_round(service, service.learning.schedule.due(person, now()))
    return leads(f"/runde/{code}/1") if code else leads("", sagt="intet")


def question_page(
    request: Request, service: Assistant, session: Session, code: str, written: str
) -> HTMLResponse:
    """Return a question; where the address holds an answer, how that was."""
    asked = read_round(service, code)
    number = asked.number(written)
    language = language_of(request)
    question = asked.question(service, number, language)
    answer = given.of_query(request.query_params.get(given.FIELD), question)
    marked = service.learning.mark(question, answer) if answer is not None else None
    due = service.learning.schedule.cards(session.person.id).get(question.topic)
    modules = {each.id: each for each in service.learning.modules(language)}
    return show(
        request,
        session,
        "staff/learn/question.html",
        current="learn",
        package=PACKAGE,
        within=True,
        asked=asked,
        number=number,
        count=len(asked.topics),
        question=question,
        marked=marked,
        module=modules.get(question.module),
        comes_again=_wait(due[0], now()) if marked and due else None,
        max_number=given.MAX_NUMBER,
    )


def answer(
    request: Request, service: Assistant, session: Session, code: str, place: str, form: FormData
) -> Response:
    """Mark an answer, note it, and lead to the page that says how it was."""
    asked = read_round(service, code)
    number = asked.number(place)
    question = asked.question(service, number, language_of(request))
    here = f"/runde/{code}/{number}"
    written = given.of_form(form, question)
    answered = given.of_query(written, question)
    if written is None or answered is None:
        return leads(here, sagt="plads" if question.type == "order" else "svar")
    marked = service.learning.mark(question, answered)
    service.learning.schedule.answered(session.person.id, question, marked.right, now())
    return leads(here, svar=written)


def end_page(request: Request, service: Assistant, session: Session, code: str) -> HTMLResponse:
    """Return how a round went, and what comes next."""
    asked = read_round(service, code)
    language = language_of(request)
    cards = service.learning.schedule.cards(session.person.id)
    questions = [asked.question(service, n + 1, language) for n in range(len(asked.topics))]
    steps = path_of(service, session, language)
    here = _place(asked, [step.module.id for step in steps])
    return show(
        request,
        session,
        "staff/learn/round_end.html",
        current="learn",
        package=PACKAGE,
        within=True,
        asked=asked,
        results=[(each, _was_right(each, cards)) for each in questions],
        right=sum(bool(_was_right(each, cards)) for each in questions),
        step=None if here is None else steps[here],
        later=steps[here + 1] if here is not None and here + 1 < len(steps) else None,
        due=sum(step.progress.due for step in steps),
        path=module_path(asked.module) if asked.module else "",
    )


def _was_right(question: QuizQuestion, cards: dict[str, tuple[datetime, bool]]) -> bool | None:
    """Tell how a question was answered last; None where it was not."""
    card = cards.get(question.topic)
    return card[1] if card else None


def _place(asked: Round, modules: list[str]) -> int | None:
    return modules.index(asked.module) if asked.module in modules else None


def _wait(due: datetime, moment: datetime) -> tuple[str, int]:
    """Return how long it takes until something is due: minutes or days, and how many."""
    seconds = max(0.0, (due - moment).total_seconds())
    if seconds < 12 * 3600:
        return "minutes", max(1, round(seconds / 60))
    return "days", max(1, round(seconds / 86400))
