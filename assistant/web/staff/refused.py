"""What somebody is told who is not let in: a page for people, the error object for programs."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import Response

from assistant.errors import AssistantError
from assistant.web.problems import error_response


def refused(
    request: Request,
    error: AssistantError,
    status: int | None = None,
    written: Sequence[str] = (),
) -> Response:
    """Return the answer for `error`: HTML where a browser's page asks, whatever the method.

    `written` are the texts of the form that was sent: whoever sent it gets them back.
    """
    status = status or error.http_status
    if "text/html" not in request.headers.get("accept", ""):
        return error_response(error, status)
    # Imported late: the shell takes the session from the gate, and the gate answers with this.
    from assistant.web.staff.shell import problem

    return problem(request, error, status, written=written)
