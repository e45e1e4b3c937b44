"""The session cookie: out of reach of scripts, never sent along from another site."""

from __future__ import annotations

from fastapi import Request, Response

from assistant.settings import Settings
from assistant.types.access import Session
from assistant.web import render
from assistant.web.guards import FORWARDED
from assistant.web.shell import LANGUAGE_COOKIE
from assistant.web.staff.direct import is_own_name

COOKIE = "personale"
_YEAR = 365 * 24 * 3600


def give(response: Response, request: Request, session: Session, settings: Settings) -> None:
    """Put the session's token into the browser, for the staff pages alone."""
    response.set_cookie(
        COOKIE,
        session.token,
        max_age=settings.staff_session_hours * 3600,
        path=_path(),
        secure=needs_https(request),
        httponly=True,
        samesite="strict",
    )


def take(response: Response, request: Request) -> None:
    """Take the token out of the browser."""
    response.delete_cookie(
        COOKIE, path=_path(), secure=needs_https(request), httponly=True, samesite="strict"
    )


def remember_language(response: Response, request: Request, session: Session) -> None:
    """Show the pages in the person's language, as the link in the header would."""
    response.set_cookie(
        LANGUAGE_COOKIE,
        session.person.language,
        max_age=_YEAR,
        path=render.root() or "/",
        secure=request.url.scheme == "https",
        samesite="lax",
    )


def needs_https(request: Request) -> bool:
    """Tell whether the cookie is for HTTPS only: everywhere but on this machine itself."""
    plain = request.url.scheme == "http" and not request.scope.get(FORWARDED, False)
    return not (plain and is_own_name(request.headers.get("host", "")))


def _path() -> str:
    return f"{render.root()}/staff"
