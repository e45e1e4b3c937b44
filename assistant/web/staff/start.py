"""`/staff`: what is waiting on the desk, among the gaps and on the learning path."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.types.access import Session
from assistant.web.readiness import Readiness
from assistant.web.staff.gate import START, Signed
from assistant.web.staff.shell import answered, show

if TYPE_CHECKING:
    from assistant.service import Assistant

T = TypeVar("T")
_LOG = logging.getLogger(__name__)


def make_start_router(service: Assistant, readiness: Readiness) -> APIRouter:
    """Return the route of the page that one opens in the morning."""
    router = APIRouter()

    @router.get(START, response_class=HTMLResponse)
    def start(request: Request, session: Signed) -> HTMLResponse:
        def page() -> HTMLResponse:
            ready = readiness.state().name == "ready"
            return show(
                request,
                session,
                "staff/access/start.html",
                current="start",
                ready=ready,
                cases=_cases(service),
                gaps=_told("gaps", lambda: _gaps(service)) if ready else None,
                due=_told("cards", lambda: _due(service, session)) if ready else None,
            )

        response: HTMLResponse = answered(request, session, page)
        return response

    return router


def _cases(service: Assistant) -> dict[str, int]:
    """Return how many cases there are in each state; empty where that can't be told."""
    found = _told("cases", lambda: service.desk.counts())
    return {str(state): number for state, number in found.items()} if found else {}


def _gaps(service: Assistant) -> int:
    return service.gaps.counts(datetime.now(UTC))["open"]


def _due(service: Assistant, session: Session) -> int:
    progress = service.learning.progress(session.person.id, datetime.now(UTC))
    return sum(module.due for module in progress)


def _told(what: str, count: Callable[[], T]) -> T | None:
    # The page is where everything begins: one piece that fails must not take the others along.
    try:
        return count()
    except Exception as error:
        _LOG.warning("the number of %s is not known: %s", what, type(error).__name__)
        return None
