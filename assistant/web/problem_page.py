"""What is wrong, in plain words, and what happens next: pages for people, not for programs."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.doors.texts import load_texts
from assistant.errors import AssistantError
from assistant.web.shell import language_of, show

# Codes that are one and the same to who reads the page.
_KINDS = {
    **dict.fromkeys(
        ("model_missing", "model_not_written", "model_source_missing", "model_source_wrong",
         "model_unusable", "other_model"), "model"),
    **dict.fromkeys(("no_index", "old_index", "broken_index"), "index"),
    **dict.fromkeys(("no_corpus", "no_documents"), "index"),
}  # fmt: skip
_RETRY_SECONDS = "5"
_LOG = logging.getLogger(__name__)


def wants_page(request: Request) -> bool:
    """Tell whether a person's browser asks for a page, so that JSON would be no answer."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    programs = path.startswith(("/api/", "/gradio_api/", "/filer/"))
    return (
        request.method == "GET"
        and not programs
        and "text/html" in request.headers.get("accept", "")
    )


def error_page(request: Request, error: AssistantError) -> HTMLResponse:
    """Return the page for an error of the service, with the status it has over REST."""
    status = 404 if error.code == "unknown_source" else error.http_status
    return problem_page(request, error.code, status)


def problem_page(request: Request, code: str, status: int) -> HTMLResponse:
    """Return the page for an error code; one without words of its own is an unforeseen error."""
    problems = load_texts("assistant.web", language_of(request))["problems"]
    kind = _KINDS.get(code, code)
    words = problems[kind] if kind in problems else problems["internal"]
    passing = status in (429, 503)
    # Where to try again; a POST or a HEAD has no page to come back to.
    again = f"?{request.url.query}" if passing and request.method == "GET" else ""
    response = show(
        request,
        "problem.html",
        status=status,
        words=words,
        again=again,
        framed=request.query_params.get("vis") == "ramme",
    )
    if passing:
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def answered(request: Request, page: Callable[[], HTMLResponse]) -> HTMLResponse:
    """Return what `page` makes, or the page of the error it raises."""
    try:
        return page()
    except AssistantError as error:
        return error_page(request, error)
    except Exception:  # a page for people, not the error object of the REST routes
        _LOG.exception("the page %s failed", request.url.path)
        return problem_page(request, "internal", 500)
