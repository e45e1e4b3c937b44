"""Every error over HTTP has the shape that the command line writes: `{"error": {…}}`.

A person's browser, which asks for a page, gets a page in words instead.
"""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError
from assistant.web.problem_page import error_page, problem_page, wants_page

RETRY_SECONDS = 2
_HTTP = {
    404: ("not_found", "There is nothing at this address.", "See /openapi.json for what there is."),
    405: ("method_not_allowed", "This address does not take this method.", "See /openapi.json."),
    413: ("too_large", "The request is too large.", "Send one question at a time."),
}


def install(app: FastAPI) -> None:
    """Register the handlers on `app`."""
    app.add_exception_handler(AssistantError, _assistant_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _internal_error)


def error_response(
    error: AssistantError, status: int | None = None, retry_after: int | None = None
) -> JSONResponse:
    """Return the response for `error`; 503 asks to come back after some seconds."""
    status = status or error.http_status
    if status == 503:
        retry_after = retry_after or RETRY_SECONDS
    headers = {"Retry-After": str(retry_after)} if retry_after else None
    return JSONResponse(error.to_json(), status, headers)


async def _assistant_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AssistantError)
    return error_page(request, error) if wants_page(request) else error_response(error)


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    message = f"The value of {where!r} is wrong: {first['msg']}."
    return error_response(AssistantError("bad_value", message, f"Change {where!r}."), 422)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, message, hint = _HTTP.get(
        error.status_code, ("http_error", str(error.detail), "See /openapi.json.")
    )
    response: Response
    if wants_page(request):
        response = problem_page(request, code, error.status_code)
    else:
        response = error_response(AssistantError(code, message, hint), error.status_code)
    response.headers.update(error.headers or {})
    return response


async def _internal_error(request: Request, error: Exception) -> Response:
    # Starlette raises `error` again after this response, and uvicorn logs it.
    if wants_page(request):
        return problem_page(request, "internal", 500)
    message = "Something unforeseen went wrong."
    return error_response(AssistantError("internal", message, "The server's log has more."), 500)
