"""`/staff/log-ind` and `/staff/log-ud`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.doors.texts import load_texts
from assistant.errors import AssistantError, RefusedError, WaitError
from assistant.settings import Settings
from assistant.types.access import Session
from assistant.web import render
from assistant.web.limits import address_of
from assistant.web.shell import language_of
from assistant.web.staff import cookie
from assistant.web.staff.direct import is_own_name
from assistant.web.staff.gate import SIGN_IN, START, Posted, Signed
from assistant.web.staff.shell import PACKAGE, problem, show

if TYPE_CHECKING:
    from assistant.service import Assistant

# A page of the staff, not another host: where to go on after signing in.
_ONWARD = re.compile(r"/staff(/\w[\w.~-]*)*(\?[\w.~=&%+-]*)?", re.ASCII)
_LONGEST = 500


def make_login_router(service: Assistant, settings: Settings) -> APIRouter:
    """Return the routes to sign in and out."""
    router = APIRouter()

    @router.get(SIGN_IN, response_class=HTMLResponse)
    def empty(request: Request, videre: str = "") -> HTMLResponse:
        return _page(request, onward=_onward(videre))

    @router.post(SIGN_IN, response_class=HTMLResponse)
    async def sign_in(request: Request, form: Posted) -> Response:
        return await run_in_threadpool(_sign_in, request, form, service, settings)

    @router.post(f"{START}/log-ud", response_class=HTMLResponse)
    def sign_out(request: Request, session: Signed) -> Response:
        service.staff.sign_out(session.token)
        answer = RedirectResponse(f"{render.root()}{SIGN_IN}?sagt=log-ud", 303)
        cookie.take(answer, request)
        return answer

    return router


def _sign_in(request: Request, form: FormData, service: Assistant, settings: Settings) -> Response:
    name, password, onward = (_text(form, key) for key in ("navn", "kode", "videre"))
    onward = _onward(onward)
    try:
        if not service.staff.has_password():
            return RedirectResponse(f"{render.root()}{START}", 303)
        now = datetime.now(UTC)
        session = service.staff.sign_in(name, password, address_of(request.scope), now)
        # Whatever the browser brought along, it leaves with a token that nobody else has seen.
        service.staff.sign_out(request.cookies.get(cookie.COOKIE, ""))
    except (RefusedError, WaitError) as error:
        return _page(request, onward=onward, name=name, error=error)
    except AssistantError as error:
        return problem(request, error)
    return _signed_in(request, session, onward, settings)


def _signed_in(request: Request, session: Session, onward: str, settings: Settings) -> Response:
    answer = RedirectResponse(f"{render.root()}{onward or START}", 303)
    cookie.give(answer, request, session, settings)
    cookie.remember_language(answer, request, session)
    return answer


def _page(
    request: Request, *, onward: str = "", name: str = "", error: AssistantError | None = None
) -> HTMLResponse:
    response = show(
        request,
        None,
        "staff/access/login.html",
        status=error.http_status if error else 200,
        onward=onward,
        name=name,
        error=_words(request, error),
        insecure=request.url.scheme == "http" and not is_own_name(request.headers.get("host", "")),
    )
    if isinstance(error, WaitError):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _words(request: Request, error: AssistantError | None) -> str:
    if error is None:
        return ""
    texts = load_texts(PACKAGE, language_of(request))["login"]
    if not isinstance(error, WaitError):
        return str(texts["wrong"])
    if error.seconds < 60:
        return str(texts["wait_seconds"]).format(seconds=error.seconds)
    return str(texts["wait_minutes"]).format(minutes=-(-error.seconds // 60))


def _onward(asked: str) -> str:
    return asked if len(asked) <= _LONGEST and _ONWARD.fullmatch(asked) else ""


def _text(form: FormData, key: str) -> str:
    value = form.get(key)
    return value[:2000] if isinstance(value, str) else ""
