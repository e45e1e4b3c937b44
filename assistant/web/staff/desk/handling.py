"""What the routes of the desk share: errors in words, the way back, what is told to the gaps."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from assistant.errors import AssistantError, InputError
from assistant.types import Answer
from assistant.types.access import Session
from assistant.types.desk import Case
from assistant.web import render
from assistant.web.staff.desk.words import PACKAGE
from assistant.web.staff.gate import posted
from assistant.web.staff.shell import answered, problem

if TYPE_CHECKING:
    from assistant.service import Assistant

ADDRESS = "/staff/desk"
SAID = "sagt"
_LOG = logging.getLogger(__name__)


async def shown(request: Request, session: Session, page: Callable[[], Response]) -> Response:
    """Return what `page` makes in a thread of its own, or the page of the error it raises."""

    def safely() -> Response:
        try:
            return page()
        except InputError as error:
            if error.code != "unknown_case":
                raise
            return problem(request, error, 404, session=session, package=PACKAGE)

    response: Response = await run_in_threadpool(answered, request, session, safely, PACKAGE)
    return response


async def acted(
    request: Request, session: Session, act: Callable[[FormData], Response]
) -> Response:
    """Return what `act` makes of the form that was posted, or the page of the error it raises."""
    form = await posted(request)
    return await shown(request, session, lambda: act(form))


def text_of(form: FormData, name: str) -> str:
    """Return a field; empty where it is missing or a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def number_of(form: FormData, name: str) -> int:
    """Return a whole number; raises InputError `bad_value`."""
    value = text_of(form, name)
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise InputError("bad_value", f"`{name}` must be a whole number.", "Load the page anew.")
    return int(value)


def file_of(form: FormData, name: str) -> tuple[bytes, str]:
    """Return what a file field holds and the file's name; nothing where none was chosen."""
    value = form.get(name)
    if not isinstance(value, UploadFile) or not value.filename:
        return b"", ""
    # Parsed from a form, it lies in memory or in a file of its own: no waiting.
    return value.file.read(), value.filename


def leads(address: str, said: str = "", anchor: str = "") -> RedirectResponse:
    """Return the way to a page below the desk (Post/Redirect/Get), with what to say there."""
    query = f"?{urlencode({SAID: said})}" if said else ""
    return RedirectResponse(f"{render.root()}{ADDRESS}{address}{query}{anchor}", 303)


def base_url(request: Request, service: Assistant) -> str:
    """Return what links in a letter begin with."""
    return service.settings.public_url or str(request.base_url).rstrip("/")


def now() -> datetime:
    """Return the time; below the web nobody asks a clock."""
    return datetime.now(UTC)


def tell_gaps(service: Assistant, case: Case) -> None:
    """Tell the gaps which questions of a case the sources left open; a failure is only logged."""
    answers = [
        Answer(
            id=f"{case.id}-{number}",
            question=question.text,
            language=case.drafted.language,
            as_of=date.fromisoformat(case.as_of),
            mode="extractive",
            index_generation=case.drafted.index_generation,
            timings_ms={},
            **question.model_dump(exclude={"text"}),
        )
        for number, question in enumerate(case.drafted.questions, start=1)
    ]
    try:
        service.gaps.note(answers, "desk", now(), case.id)
    except Exception:  # the case is there; what could not be noted must not take it away
        _LOG.exception("case %s: its open questions were not noted", case.id)


def forget_gaps(service: Assistant, case_id: str) -> None:
    """Let the gaps forget the questions of a case that is gone; a failure is only logged."""
    try:
        service.gaps.forget_case(case_id)
    except AssistantError as error:
        # The case is deleted; what stayed goes with the next purge.
        _LOG.warning("case %s: its kept questions stayed: %s", case_id, error.code)
