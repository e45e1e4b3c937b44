"""`/staff/learn/mail/…`: a mail to answer; `/staff/learn/svar/…`: how the reply was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from assistant.errors import InputError
from assistant.types import Language
from assistant.types.access import Session
from assistant.types.learn import Exercise
from assistant.web.shell import language_of
from assistant.web.staff.learn.words import PACKAGE, leads, now, text_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

MAX_REPLY = 5000


def mail_page(
    request: Request, service: Assistant, session: Session, exercise_id: str
) -> HTMLResponse:
    """Return a mail with room for the reply."""
    exercise = _exercise(service, exercise_id, language_of(request))
    return _page(request, session, exercise, "")


def send_reply(
    request: Request, service: Assistant, session: Session, exercise_id: str, form: FormData
) -> Response:
    """Grade a reply, keep it, and lead to how it was."""
    language = language_of(request)
    exercise = _exercise(service, exercise_id, language)
    text = text_of(form, "svar").replace("\r\n", "\n").strip()
    if not text or len(text) > MAX_REPLY:
        return _page(request, session, exercise, text, wrong="empty" if not text else "long")
    graded = service.learning.grade(exercise.id, text, language)
    person = session.person.id
    kept = service.learning.schedule.keep_exercise(person, exercise.id, text, graded, now())
    return leads(f"/svar/{kept}")


def graded_page(
    request: Request, service: Assistant, session: Session, kept_id: str
) -> HTMLResponse:
    """Return how a reply was; raises InputError `unknown_exercise` for somebody else's."""
    kept = service.learning.schedule.exercise(session.person.id, kept_id)
    if kept is None:
        raise _unknown(kept_id)
    return show(
        request,
        session,
        "staff/learn/graded.html",
        current="learn",
        package=PACKAGE,
        within=True,
        exercise=_exercise(service, kept.exercise, language_of(request)),
        kept=kept,
    )


def _page(
    request: Request, session: Session, exercise: Exercise, text: str, wrong: str = ""
) -> HTMLResponse:
    return show(
        request,
        session,
        "staff/learn/mail.html",
        current="learn",
        package=PACKAGE,
        within=True,
        status=422 if wrong else 200,
        exercise=exercise,
        text=text,
        wrong=wrong,
        max_reply=MAX_REPLY,
    )


def _exercise(service: Assistant, exercise_id: str, language: Language) -> Exercise:
    for exercise in service.learning.exercises(language):
        if exercise.id == exercise_id:
            return exercise
    raise _unknown(exercise_id)


def _unknown(name: str) -> InputError:
    return InputError(
        "unknown_exercise", f"There is no exercise {name[:40]!r}.", "Choose one of the list."
    )
