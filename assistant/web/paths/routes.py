"""The routes of both paths; they need the rules alone, neither index nor model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.web.guards import Body
from assistant.web.paths import eligibility, sme
from assistant.web.paths.form import posted
from assistant.web.problem_page import answered

if TYPE_CHECKING:
    from assistant.service import Assistant


def make_paths_router(service: Assistant) -> APIRouter:
    """Return the routes of `/kan-vi-soege` and `/er-vi-en-smv` over `service`."""
    router = APIRouter()

    @router.get(eligibility.ADDRESS, response_class=HTMLResponse, include_in_schema=False)
    def eligibility_page(request: Request) -> HTMLResponse:
        return answered(request, lambda: eligibility.eligibility_page(request, service))

    @router.get(sme.ADDRESS, response_class=HTMLResponse, include_in_schema=False)
    def sme_page(request: Request) -> HTMLResponse:
        return answered(request, lambda: sme.sme_page(request, service, None))

    @router.post(sme.ADDRESS, response_class=HTMLResponse, include_in_schema=False)
    def sme_posted(request: Request, body: Body) -> HTMLResponse:
        fields = posted(body)
        return answered(request, lambda: sme.sme_page(request, service, fields))

    return router
