"""`/staff/desk/{id}`: mail, letter and sources of a case side by side."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import Response

from assistant.doors.texts import long_date
from assistant.errors import AssistantError
from assistant.types import Language
from assistant.types.access import Session
from assistant.types.desk import Case, EarlierReply, Fault
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.desk.case_view import asked, earlier_view
from assistant.web.staff.desk.compare import Change, changes
from assistant.web.staff.desk.handling import ADDRESS, now
from assistant.web.staff.desk.letter_html import to_html
from assistant.web.staff.desk.letter_text import plain, spans
from assistant.web.staff.desk.mail_view import stretches
from assistant.web.staff.desk.new_page import LANGUAGES
from assistant.web.staff.desk.times import moment
from assistant.web.staff.desk.words import (
    PACKAGE,
    counted,
    faults_view,
    language_line,
    said_of,
    texts_of,
)
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

EDITABLE = ("new", "draft")
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed that was not saved, because another had saved or sent meanwhile."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a form, to be said on the page: something typed in vain, an error, a warning.

    `sending`: the letter is saved, but has places to look at before it counts as sent.
    """

    typed: Typed | None = None
    error: AssistantError | None = None
    sending: bool = False


def case_page(
    request: Request,
    service: Assistant,
    session: Session,
    case: Case,
    outcome: Outcome | None = None,
    status: int = 200,
) -> Response:
    """Return the page of a case; raises AssistantError."""
    outcome = outcome or Outcome()
    language = language_of(request)
    texts = texts_of(language)
    editable = case.state in EDITABLE
    # What was typed over an older letter goes on being edited; saving it then is meant.
    typed = outcome.typed if editable else None
    body = typed.body if typed else case.body
    faults = check(service, session, case, body) if editable else []
    return show(
        request,
        session,
        "staff/desk/case.html",
        current="desk",
        package=PACKAGE,
        status=status,
        case=case,
        editable=editable,
        subject_out=typed.subject if typed else case.subject_out,
        body=body,
        lost=outcome.typed if not editable else None,
        changes=_changes(case, typed),
        sending=outcome.sending,
        wrong=said_of(outcome.error, language) if outcome.error else "",
        faults=None if faults is None else faults_view(faults, language),
        faults_said=faults_said(faults, language),
        letter=[spans(line) for line in plain(case.body).split("\n")],
        letter_html=to_html(body),
        earlier=earlier_view(_earlier(service, case)),
        **_mail_values(case, texts, language),
        **_values(request, service, case, texts, language),
    )


def _mail_values(case: Case, texts: Mapping[str, Any], language: Language) -> dict[str, Any]:
    mail = case.mail
    known = mail.recognised == mail.language == language
    marked = len(mail.masked)
    return {
        "stretches": stretches(mail),
        "mail_language": "" if known else language_line(mail, language),
        "personal": counted(texts["mail"], "personal", marked) if marked else "",
        "questions": asked(case.drafted.questions, language),
    }


def _values(
    request: Request, service: Assistant, case: Case, texts: Mapping[str, Any], language: Language
) -> dict[str, Any]:
    times = texts["times"]
    return {
        "address": f"{render.root()}{ADDRESS}",
        "here": f"{render.root()}{ADDRESS}/{case.id}",
        "day": long_date(date.fromisoformat(case.as_of), language),
        "languages": LANGUAGES,
        "moment": lambda at: moment(at, times),
        "counted": lambda name, count: counted(texts["sources"], name, count),
        # Without a public address links get the one that the page was opened by.
        "local_links": request.url.hostname in _LOCAL
        and not service.settings.public_url
        and f"{request.base_url}kilde/" in case.body,
        "script_words": _script_words(texts),
    }


def check(service: Assistant, session: Session, case: Case, body: str) -> list[Fault] | None:
    """Return what is wrong with a letter; None where that can't be told now."""
    try:
        return service.desk.recheck(
            case.drafted,
            body,
            as_of=date.fromisoformat(case.as_of),
            signature=session.person.signature,
        )
    except AssistantError as error:
        _LOG.warning("case %s: the letter was not checked: %s", case.id, error.code)
        return None


def faults_said(faults: Sequence[Fault] | None, language: Language) -> str:
    """Return how many places of a letter want a look."""
    words = texts_of(language)["check"]
    if faults is None:
        return str(words["failed"])
    name = "none" if not faults else "one" if len(faults) == 1 else "many"
    return str(words[name]).format(count=len(faults))


def _earlier(service: Assistant, case: Case) -> list[EarlierReply]:
    if case.state not in EDITABLE:
        return []
    try:
        return service.desk.earlier(case.id, now())
    except AssistantError as error:
        # They are an offer: without them the page is as good.
        _LOG.warning("case %s: no earlier replies: %s", case.id, error.code)
        return []


def _changes(case: Case, typed: Typed | None) -> list[Change] | None:
    return None if typed is None else changes(case.body, typed.body)


def _script_words(texts: Mapping[str, Any]) -> dict[str, str]:
    """Return what the script says."""
    letter, check_words = texts["letter"], texts["check"]
    names = (
        "unsaved", "saving", "save_failed", "signed_out", "sign_in", "sign_in_after",
        "copied", "copied_text", "copy_failed", "inserted",
    )  # fmt: skip
    return {
        **{name: letter[name] for name in names},
        "checking": check_words["checking"],
        "check_failed": check_words["failed"],
        "show": check_words["show"],
    }
