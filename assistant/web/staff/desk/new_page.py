"""`/staff/desk/ny`: a mail comes in, pasted or as a file, and becomes a case with its draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from assistant.doors.question import today
from assistant.errors import InputError
from assistant.types import Language
from assistant.types.access import Session
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.desk.handling import (
    ADDRESS,
    base_url,
    file_of,
    leads,
    now,
    tell_gaps,
    text_of,
)
from assistant.web.staff.desk.words import PACKAGE, said_of, texts_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

LANGUAGES: tuple[Language, ...] = ("da", "en")


def new_page(
    request: Request, session: Session, *, text: str = "", chosen: str = "", wrong: str = ""
) -> Response:
    """Return the empty form, or what was typed with what is `wrong` about it."""
    return show(
        request,
        session,
        "staff/desk/new.html",
        current="desk",
        package=PACKAGE,
        status=422 if wrong else 200,
        text=text,
        chosen=chosen,
        wrong=wrong,
        languages=LANGUAGES,
        address=f"{render.root()}{ADDRESS}",
    )


def open_case(request: Request, service: Assistant, session: Session, form: FormData) -> Response:
    """Make a case of what was posted and lead to it; raises AssistantError but for bad mails."""
    text = text_of(form, "text")
    language = chosen_language(form)
    data, name = file_of(form, "file")
    if not data and not text.strip():
        wrong = texts_of(language_of(request))["errors"]["empty_mail"]
        return new_page(request, session, chosen=language or "", wrong=str(wrong))
    try:
        case = service.desk.open_case(
            data or text.replace("\r\n", "\n").encode(),
            name,
            session.person,
            as_of=today(),
            now=now(),
            lang=language,
            base_url=base_url(request, service),
        )
    except InputError as error:
        wrong = said_of(error, language_of(request))
        return new_page(request, session, text=text, chosen=language or "", wrong=wrong)
    tell_gaps(service, case)
    return leads(f"/{case.id}", "oprettet")


def chosen_language(form: FormData) -> Language | None:
    """Return the language that was chosen for the letter; None leaves it to the mail."""
    chosen = text_of(form, "language")
    return next((known for known in LANGUAGES if known == chosen), None)
