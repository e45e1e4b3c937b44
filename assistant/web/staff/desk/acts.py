"""What can be done to a case: save, check, bring on, draft anew, number, note, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_args

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import FormData

from assistant.doors.question import parse_json, today
from assistant.errors import AssistantError, InputError
from assistant.types.access import Session
from assistant.types.desk import Case, CaseState
from assistant.web import render
from assistant.web.problems import error_response
from assistant.web.shell import language_of
from assistant.web.staff.desk.case_page import (
    Outcome,
    Typed,
    case_page,
    check,
    faults_said,
)
from assistant.web.staff.desk.handling import (
    ADDRESS,
    base_url,
    forget_gaps,
    leads,
    now,
    number_of,
    tell_gaps,
    text_of,
)
from assistant.web.staff.desk.letter_html import to_html
from assistant.web.staff.desk.new_page import chosen_language
from assistant.web.staff.desk.times import hour
from assistant.web.staff.desk.words import PACKAGE, faults_view, texts_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

_STATES: tuple[CaseState, ...] = get_args(CaseState)
_SAID: dict[CaseState, str] = {"draft": "kladde", "sent": "sendt", "closed": "lukket"}
_SEND, _SEND_ANYWAY = "send", "send-anyway"
_LOST = ("changed_meanwhile", "case_sent")
MAX_CHECKED = 100_000


class Acts:
    """The acts of one request on one case; methods return the response, raise AssistantError."""

    def __init__(
        self, request: Request, service: Assistant, session: Session, case_id: str
    ) -> None:
        self.request = request
        self.service = service
        self.session = session
        self.desk = service.desk
        self.id = case_id
        self.language = language_of(request)

    def page(self) -> Response:
        """Show the case."""
        return self._page(self.desk.case(self.id))

    def save(self, form: FormData) -> Response:
        """Keep the letter, and mark the case as sent where that was asked for."""
        subject, body = text_of(form, "subject"), _lines(text_of(form, "body"))
        do = text_of(form, "do")
        try:
            case = self.desk.save(
                self.id, number_of(form, "revision"), subject, body, self.session.person, now()
            )
        except InputError as error:
            return self._unsaved(error, Typed(subject, body))
        if do == _SEND and check(self.service, self.session, case, case.body):
            return self._page(case, Outcome(sending=True))
        if do in (_SEND, _SEND_ANYWAY):
            self.desk.set_state(self.id, "sent", self.session.person, now(), case.revision)
            return leads(f"/{self.id}", "sendt")
        return self._kept(case) if self._by_script() else leads(f"/{self.id}", "gemt", "#svar")

    def checked(self, raw: bytes) -> Response:
        """Return what is wrong with a letter as it is being typed, as JSON."""
        given = parse_json(raw)
        body = given.get("body") if isinstance(given, dict) else None
        if not isinstance(body, str) or len(body) > MAX_CHECKED:
            raise InputError(
                "bad_value", "`body` must be the letter's text.", "Load the page anew."
            )
        case = self.desk.case(self.id)
        return JSONResponse(self._seen(case, body))

    def set_state(self, form: FormData) -> Response:
        """Bring the case on or back."""
        wanted = text_of(form, "state")
        state = next((known for known in _STATES if known == wanted), None)
        if state not in _SAID:
            raise InputError("bad_value", "There is no such state.", "Load the page anew.")
        return self._done(
            lambda: self.desk.set_state(
                self.id, state, self.session.person, now(), number_of(form, "revision")
            ),
            _SAID[state],
        )

    def again(self, form: FormData) -> Response:
        """Draft anew."""
        try:
            case = self.desk.again(
                self.id,
                number_of(form, "revision"),
                self.session.person,
                as_of=today(),
                now=now(),
                lang=chosen_language(form),
                base_url=base_url(self.request, self.service),
            )
        except InputError as error:
            return self._failed(error)
        tell_gaps(self.service, case)
        return leads(f"/{self.id}", "nyt", "#svar")

    def set_number(self, form: FormData) -> Response:
        """Give the case another number."""
        return self._done(
            lambda: self.desk.set_number(self.id, text_of(form, "number"), now()), "nummer", "#sag"
        )

    def add_note(self, form: FormData) -> Response:
        """Add a note."""
        person = self.session.person
        return self._done(
            lambda: self.desk.add_note(self.id, text_of(form, "note"), person, now()),
            "note",
            "#noter",
        )

    def ask_delete(self) -> Response:
        """Ask whether the case is to be deleted."""
        return show(
            self.request,
            self.session,
            "staff/desk/delete.html",
            current="desk",
            package=PACKAGE,
            case=self.desk.case(self.id),
            here=f"{render.root()}{ADDRESS}/{self.id}",
        )

    def delete(self) -> Response:
        """Delete the case, and what the gaps keep of it."""
        self.desk.delete(self.id)
        forget_gaps(self.service, self.id)
        return leads("", "slettet")

    def _done(self, act: Callable[[], object], said: str, anchor: str = "") -> Response:
        try:
            act()
        except InputError as error:
            return self._failed(error)
        return leads(f"/{self.id}", said, anchor)

    def _failed(self, error: InputError) -> Response:
        """Show the case as it is now, with what went wrong."""
        case = self.desk.case(self.id)
        return self._page(case, Outcome(error=error), _status(error))

    def _unsaved(self, error: InputError, typed: Typed) -> Response:
        """Show what was typed beside what is kept: nothing of either may be lost."""
        if error.code not in _LOST and error.code != "letter_too_long":
            raise error
        if self._by_script():
            return error_response(error, _status(error))
        outcome = Outcome(typed=typed, error=None if error.code in _LOST else error)
        return self._page(self.desk.case(self.id), outcome, _status(error))

    def _kept(self, case: Case) -> Response:
        """Return what the script shows once a letter is saved."""
        texts = texts_of(self.language)
        return JSONResponse(
            {
                **self._seen(case, case.body),
                "revision": case.revision,
                "subject": case.subject_out,
                "body": case.body,
                "state": case.state,
                "state_word": texts["states"][case.state],
                "saved": texts["letter"]["saved_at"].format(
                    time=hour(case.updated_at, texts["times"])
                ),
            }
        )

    def _seen(self, case: Case, body: str) -> dict[str, Any]:
        """Return what is wrong with a letter, and the letter as HTML for the clipboard."""
        faults = check(self.service, self.session, case, body)
        return {
            "faults": faults_view(faults or [], self.language),
            "said": faults_said(faults, self.language),
            "checked": faults is not None,
            "html": to_html(body),
        }

    def _page(self, case: Case, outcome: Outcome | None = None, status: int = 200) -> Response:
        return case_page(self.request, self.service, self.session, case, outcome, status)

    def _by_script(self) -> bool:
        return "text/html" not in self.request.headers.get("accept", "")


def _lines(text: str) -> str:
    # A form sends CRLF; the letter's positions count one sign for the end of a line.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _status(error: AssistantError) -> int:
    return 409 if error.code in _LOST else error.http_status
