"""What every staff page has around it: menu, person, language, the token of its forms."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.doors.texts import load_texts
from assistant.errors import AssistantError
from assistant.types.access import Session
from assistant.web import render
from assistant.web.shell import language_of

PACKAGE = "assistant.web.staff"
_LOG = logging.getLogger(__name__)


def show(
    request: Request,
    session: Session | None,
    template: str,
    *,
    current: str = "",
    package: str = PACKAGE,
    status: int = 200,
    **values: Any,
) -> HTMLResponse:
    """Return `template`, which extends "staff/_layout.html", as a page for who is signed in.

    It gets the texts of `package` as `t`, of the staff pages as `staff`, of the site as `site`;
    `session` (None: nobody is signed in), `csrf`, `language`, `root`. `current`, its place in the
    menu, is start, desk, gaps, learn or me. `said` is the text that `?sagt=` names, in the table
    `said` of the package, else of the staff pages.
    """
    language = language_of(request)
    html = render.page(
        template,
        language,
        **{
            "t": load_texts(package, language),
            "staff": load_texts(PACKAGE, language),
            "site": load_texts("assistant.web", language),
            "session": session,
            "csrf": session.csrf if session else "",
            "current": current,
            "other_href": _other_language(request, language),
            "said": _said(request, package),
            **values,
        },
    )
    return HTMLResponse(html, status, {"Content-Language": language})


def problem(
    request: Request,
    error: AssistantError,
    status: int | None = None,
    *,
    session: Session | None = None,
    package: str = PACKAGE,
    written: Sequence[str] = (),
) -> HTMLResponse:
    """Return the page for an error, with what was `written` in vain.

    Its words are the table `problems.<code>` of `package`; where that has none, of the staff pages,
    then of the site. Without any it is unforeseen.
    """
    language = language_of(request)
    words = _words(package, error.code, language)
    response = show(
        request,
        session,
        "staff/problem.html",
        status=status or error.http_status,
        words=words,
        contact=load_texts("assistant.web", language)["authority"]["contact"],
        signed_out=error.code == "no_session",
        written=written,
    )
    if response.status_code == 503:
        response.headers["Retry-After"] = "5"
    return response


def answered(
    request: Request, session: Session, page: Callable[[], Any], package: str = PACKAGE
) -> Any:
    """Return what `page` makes, or the page of the error it raises."""
    try:
        return page()
    except AssistantError as error:
        return problem(request, error, session=session, package=package)
    except Exception:  # a page for people, not the error object of the REST routes
        _LOG.exception("a staff page failed")
        unforeseen = AssistantError("internal", "Something unforeseen went wrong.")
        return problem(request, unforeseen, session=session)


def _words(package: str, code: str, language: Any) -> Mapping[str, str]:
    for name in dict.fromkeys((package, PACKAGE, "assistant.web")):
        problems: Mapping[str, Mapping[str, str]] = load_texts(name, language).get("problems", {})
        if code in problems:
            return problems[code]
    internal: Mapping[str, str] = load_texts("assistant.web", language)["problems"]["internal"]
    return internal


def _said(request: Request, package: str) -> str:
    code = request.query_params.get("sagt", "")
    for name in dict.fromkeys((package, PACKAGE)):
        text = load_texts(name, language_of(request)).get("said", {}).get(code)
        if isinstance(text, str):
            return text
    return ""


def _other_language(request: Request, language: str) -> str:
    kept = [(n, v) for n, v in request.query_params.multi_items() if n not in ("lang", "sagt")]
    return "?" + urlencode([*kept, ("lang", "da" if language == "en" else "en")])
