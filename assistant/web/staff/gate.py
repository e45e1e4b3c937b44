"""The gate before every address below /staff: no session, no way in; no token, no change.

It stands before the routes, so that one which somebody adds can't be forgotten.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette._utils import get_route_path
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError, RefusedError
from assistant.settings import Settings
from assistant.types.access import Session
from assistant.web import render
from assistant.web.forms import parse_form
from assistant.web.limits import MAX_BODY_BYTES
from assistant.web.staff import cookie
from assistant.web.staff.direct import is_direct
from assistant.web.staff.refused import refused

if TYPE_CHECKING:
    from assistant.service import Assistant

START = "/staff"
SIGN_IN = "/staff/log-ind"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
MAX_FILES = 20
MAX_FIELDS = 2000
_READING = ("GET", "HEAD")
# What is not longer is typed again at once; tokens and choices are short.
_SHORT = 60
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
# In the scope, for who stands behind the gate.
_SESSION = "assistant.session"
_FORM = "assistant.form"
_COOKIE = "assistant.cookie"


class NotAllowedError(AssistantError):
    """Who asks is known, or need not be, but may not do this (HTTP 403)."""

    http_status = 403


class StaffGate:
    """Lets through what has a session and, where it changes something, the session's token.

    Without any password only browsers on this machine come in, as the person `local`. The page to
    sign in is open; guards.SameSite keeps other sites from posting there.
    """

    def __init__(self, app: ASGIApp, service: Assistant, settings: Settings) -> None:
        self._app = app
        self._service = service
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        path = get_route_path(scope) if scope["type"] == "http" else ""
        if not is_staff(path):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        send = _private(send)
        try:
            await self._pass_on(request, path, receive, send)
        finally:
            if (form := scope.get(_FORM)) is not None:
                await form.close()

    async def _pass_on(self, request: Request, path: str, receive: Receive, send: Send) -> None:
        scope = request.scope
        try:
            answer = await self._checked(request, path)
        except HTTPException as error:  # the body is too large, or is no form
            answer = refused(request, _of_http(error), error.status_code)
        except AssistantError as error:
            answer = refused(request, error, written=await _written(request))
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self._app(scope, _again(request, receive), _with_cookie(send, scope))

    async def _checked(self, request: Request, path: str) -> Response | None:
        """Return None where the request may pass, else the answer."""
        scope = request.scope
        session, is_new = await run_in_threadpool(self._session, request)
        if path == SIGN_IN:
            if session is not None and request.method == "GET":
                return RedirectResponse(f"{render.root()}{START}", 303)
            return None
        if session is None:
            return _to_sign_in(request, path)
        scope[_SESSION] = session
        if request.method not in _READING:
            if request.method != "POST":
                raise HTTPException(405, headers={"Allow": "GET, POST"})
            await _check_token(request, session)
        if is_new:
            fresh = Response()
            cookie.give(fresh, request, session, self._settings)
            scope[_COOKIE] = fresh.headers["set-cookie"]
        return None

    def _session(self, request: Request) -> tuple[Session | None, bool]:
        """Return the session, and whether the browser doesn't have its token yet.

        Raises NotAllowedError `password_missing` where nobody can sign in from there.
        """
        staff, now = self._service.staff, datetime.now(UTC)
        token = request.cookies.get(cookie.COOKIE, "")
        if staff.has_password():
            return staff.session(token, now), False
        if not is_direct(request.scope, self._settings):
            raise NotAllowedError(
                "password_missing",
                "The staff pages have no password yet.",
                "Whoever runs the service sets one: assistant staff set-password",
            )
        session = staff.local_session(token, now)
        return session, session.token != token


def is_staff(path: str) -> bool:
    """Tell whether a path, less the root path, is one of the staff pages."""
    return path == START or path.startswith(f"{START}/")


async def _signed(request: Request) -> Session:
    session = request.scope.get(_SESSION)
    if not isinstance(session, Session):
        raise RefusedError("no_session", "Nobody is signed in.", "Sign in at /staff.")
    return session


# The session of who asks: `.person`, `.csrf`.
Signed = Annotated[Session, Depends(_signed)]


async def posted(request: Request) -> FormData:
    """Return the fields and files of a form, which the gate has read; empty for other bodies."""
    form = request.scope.get(_FORM)
    if form is None:
        form = request.scope[_FORM] = await _form(request)
    assert isinstance(form, FormData)
    return form


Posted = Annotated[FormData, Depends(posted)]


async def _check_token(request: Request, session: Session) -> None:
    given: object = request.headers.get(CSRF_HEADER)
    # Read whole, and kept: who stands behind may read it again, in whatever way.
    await request.body()
    if given is None and _kind(request) in _FORMS:
        given = (await posted(request)).get(CSRF_FIELD)
    text = given if isinstance(given, str) else ""
    if not secrets.compare_digest(text.encode(), session.csrf.encode()):
        raise NotAllowedError(
            "wrong_token",
            "The page is out of date, or the request does not come from it.",
            "Open the page again.",
        )


async def _form(request: Request) -> FormData:
    # How much may come at all is up to limits.BodyLimit.
    size = max(1, len(await request.body()))
    return await parse_form(request, max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=size)


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _to_sign_in(request: Request, path: str) -> Response:
    if request.method in _READING and "text/html" in request.headers.get("accept", ""):
        asked = f"{path}?{request.url.query}" if request.url.query else path
        onward = "" if asked == START else f"?{urlencode({'videre': asked})}"
        return RedirectResponse(f"{render.root()}{SIGN_IN}{onward}", 303)
    raise RefusedError("no_session", "Nobody is signed in.", "Sign in at /staff.")


async def _written(request: Request) -> list[str]:
    """Return the longer texts of a form that is refused: the browser has them no more.

    These pages are kept nowhere, so that going back would load them anew.
    """
    size = request.headers.get("content-length", "")
    small = size.isdecimal() and len(size) < 9 and int(size) <= MAX_BODY_BYTES
    if request.method != "POST" or not small or _kind(request) not in _FORMS:
        return []
    try:
        form = await posted(request)
    except HTTPException:
        return []
    texts = [
        value for name, value in form.multi_items() if isinstance(value, str) and name != "kode"
    ]
    return [text for text in texts if len(text) > _SHORT or "\n" in text]


def _of_http(error: HTTPException) -> AssistantError:
    codes = {405: "method_not_allowed", 413: "too_large"}
    return AssistantError(codes.get(error.status_code, "bad_form"), str(error.detail))


def _private(send: Send) -> Send:
    """Mark what is sent as nobody else's: kept nowhere, found by no search engine."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Cache-Control"] = "no-store"
            headers["X-Robots-Tag"] = "noindex, nofollow"
            headers.add_vary_header("Cookie")
        await send(message)

    return marked


def _with_cookie(send: Send, scope: Scope) -> Send:
    async def given(message: Message) -> None:
        if message["type"] == "http.response.start" and _COOKIE in scope:
            MutableHeaders(scope=message).append("set-cookie", scope[_COOKIE])
        await send(message)

    return given


def _again(request: Request, receive: Receive) -> Callable[[], Awaitable[Message]]:
    """Return a `receive` that gives the body once more where the gate has read it."""
    body: bytes | None = getattr(request, "_body", None)

    async def once_more() -> Message:
        nonlocal body
        if body is None:
            return await receive()
        message: Message = {"type": "http.request", "body": body, "more_body": False}
        body = None
        return message

    return once_more
