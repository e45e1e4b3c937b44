"""The routes below /staff/desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.settings import Settings
from assistant.types.access import Session
from assistant.web import render
from assistant.web.readiness import Readiness
from assistant.web.staff.desk.acts import Acts
from assistant.web.staff.desk.files import file_response
from assistant.web.staff.desk.handling import ADDRESS, acted, shown
from assistant.web.staff.desk.list_page import list_page
from assistant.web.staff.desk.new_page import new_page, open_case
from assistant.web.staff.gate import Signed

if TYPE_CHECKING:
    from assistant.service import Assistant

_CASE = f"{ADDRESS}/{{case_id}}"
_POSTS: dict[str, Callable[[Acts, FormData], Response]] = {
    "gem": Acts.save,
    "tilstand": Acts.set_state,
    "igen": Acts.again,
    "nummer": Acts.set_number,
    "note": Acts.add_note,
    "slet": lambda acts, _: acts.delete(),
}
# What asks the sources needs index and model.
_NEEDS_READINESS = ("igen",)


def make_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the routes; who comes here has passed the gate of the staff pages."""
    router = APIRouter(include_in_schema=False)

    @router.get(ADDRESS)
    async def cases(request: Request, session: Signed) -> Response:
        return await shown(request, session, lambda: list_page(request, service, session))

    @router.get(f"{ADDRESS}/ny")
    async def new(request: Request, session: Signed) -> Response:
        return await shown(request, session, lambda: new_page(request, session))

    @router.post(f"{ADDRESS}/ny")
    async def opened(request: Request, session: Signed) -> Response:
        def act(form: FormData) -> Response:
            readiness.require()
            return open_case(request, service, session, form)

        return await acted(request, session, act)

    _add_case_routes(router, service)
    for name, act in _POSTS.items():
        _add_post(router, service, readiness, name, act)
    return router


def _add_case_routes(router: APIRouter, service: Assistant) -> None:
    @router.get(_CASE)
    async def case(request: Request, session: Signed, case_id: str) -> Response:
        return await shown(request, session, Acts(request, service, session, case_id).page)

    @router.get(f"{_CASE}/slet")
    async def ask_delete(request: Request, session: Signed, case_id: str) -> Response:
        return await shown(request, session, Acts(request, service, session, case_id).ask_delete)

    @router.get(f"{_CASE}/hent/{{kind}}")
    async def download(request: Request, session: Signed, case_id: str, kind: str) -> Response:
        return await shown(request, session, lambda: file_response(request, service, case_id, kind))

    @router.post(f"{_CASE}/check")
    async def check(request: Request, session: Signed, case_id: str) -> Response:
        body = await request.body()
        acts = Acts(request, service, session, case_id)
        # Errors are for the script: the application's handler makes JSON of them.
        return await run_in_threadpool(acts.checked, body)


def back_to_case(request: Request, session: Signed, case_id: str) -> Response:
    """Lead from the address of a form to the page that it stands on."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{render.root()}{ADDRESS}/{quote(case_id, safe='')}{query}", 303)


def _add_post(
    router: APIRouter,
    service: Assistant,
    readiness: Readiness,
    name: str,
    act: Callable[[Acts, FormData], Response],
) -> None:
    async def handle(request: Request, session: Session, case_id: str) -> Response:
        def done(form: FormData) -> Response:
            if name in _NEEDS_READINESS:
                readiness.require()
            return act(Acts(request, service, session, case_id), form)

        return await acted(request, session, done)

    async def route(request: Request, session: Signed, case_id: str) -> Response:
        return await handle(request, session, case_id)

    router.add_api_route(f"{_CASE}/{name}", route, methods=["POST"], name=f"desk_{name}")
    if name != "slet":
        # Where a form led: loaded again, or in the other language, it is the case.
        router.add_api_route(f"{_CASE}/{name}", back_to_case, methods=["GET"])
