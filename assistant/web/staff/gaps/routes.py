"""The routes below /staff/gaps: the groups, one of them, the editor of an answer, the facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.doors.question import today
from assistant.errors import InputError
from assistant.settings import Settings
from assistant.web import render
from assistant.web.readiness import Readiness
from assistant.web.staff.gaps.editor_page import Editor
from assistant.web.staff.gaps.facts_page import export, facts_page
from assistant.web.staff.gaps.group_page import group_page
from assistant.web.staff.gaps.list_page import list_page
from assistant.web.staff.gaps.source_page import Sources
from assistant.web.staff.gaps.words import ADDRESS, PACKAGE
from assistant.web.staff.gate import Posted, Signed
from assistant.web.staff.shell import answered, problem

if TYPE_CHECKING:
    from assistant.service import Assistant

_GROUP = f"{ADDRESS}/{{group_id}}"


def make_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the routes; who comes here has passed the gate of the staff pages."""
    router = APIRouter(include_in_schema=False)

    def made(request: Request, session: Signed, page: Callable[[], Response]) -> Any:
        def when_ready() -> Response:
            readiness.require()
            return page()

        def found() -> Response:
            try:
                return when_ready()
            except InputError as error:
                if error.code not in ("unknown_group", "unknown_fact"):
                    raise
                return problem(request, error, 404, session=session, package=PACKAGE)

        return answered(request, session, found, PACKAGE)

    @router.get(ADDRESS)
    def groups(request: Request, session: Signed) -> Any:
        return made(request, session, lambda: list_page(request, service, session))

    _add_facts(router, service, made)
    _add_editor(router, service, made)

    _add_group(router, service, made)
    return router


def _add_group(router: APIRouter, service: Assistant, made: Callable[..., Any]) -> None:
    @router.get(_GROUP)
    def group(request: Request, session: Signed, group_id: str) -> Any:
        return made(request, session, lambda: group_page(request, service, session, group_id))

    @router.post(f"{_GROUP}/igen")
    def again(request: Request, session: Signed, group_id: str) -> Any:
        def act() -> Response:
            service.gaps.ask_again(group_id, today(), datetime.now(UTC))
            return _to(group_id, "asked_again")

        return made(request, session, act)

    @router.post(f"{_GROUP}/afvis")
    def dismiss(request: Request, session: Signed, group_id: str) -> Any:
        def act() -> Response:
            service.gaps.dismiss(group_id, session.person, datetime.now(UTC))
            return _to("", "dismissed")

        return made(request, session, act)

    @router.post(f"{_GROUP}/genaabn")
    def reopen(request: Request, session: Signed, group_id: str) -> Any:
        def act() -> Response:
            service.gaps.reopen(group_id, datetime.now(UTC))
            return _to(group_id, "reopened")

        return made(request, session, act)

    for name in ("igen", "afvis", "genaabn"):
        router.add_api_route(f"{_GROUP}/{name}", _back_to_group, methods=["GET"])


def _add_facts(router: APIRouter, service: Assistant, made: Callable[..., Any]) -> None:
    facts = f"{ADDRESS}/fakta"

    @router.get(facts)
    def listed(request: Request, session: Signed) -> Any:
        return made(request, session, lambda: facts_page(request, service, session))

    @router.get(f"{facts}/eksport")
    def exported(request: Request, session: Signed, opslag: str = "") -> Any:
        return made(request, session, lambda: export(service, opslag))

    @router.post(f"{facts}/{{fact_id}}/tilbage")
    def taken_back(request: Request, session: Signed, fact_id: str) -> Any:
        def act() -> Response:
            now = datetime.now(UTC)
            group = service.gaps.fact(fact_id, today()).group
            service.gaps.take_back(fact_id, session.person, now)
            if group is not None and service.gaps.has_group(group, now):
                service.gaps.ask_again(group, today(), now)
            return _to("fakta", "taken_back")

        return made(request, session, act)

    @router.get(f"{facts}/{{fact_id}}/tilbage")
    def led_back(fact_id: str) -> Response:
        return _to("fakta")


def _add_editor(router: APIRouter, service: Assistant, made: Callable[..., Any]) -> None:
    for path in (f"{ADDRESS}/ny", f"{_GROUP}/svar"):
        # One page, with a group or without.
        def shown(request: Request, session: Signed, group_id: str = "") -> Any:
            return made(request, session, Editor(request, service, session, group_id).opened)

        def sent(request: Request, session: Signed, form: Posted, group_id: str = "") -> Any:
            editor = Editor(request, service, session, group_id)
            return made(request, session, lambda: editor.posted(form))

        router.add_api_route(path, shown, methods=["GET"])
        router.add_api_route(path, sent, methods=["POST"])

    @router.get(f"{ADDRESS}/kilde")
    def source(request: Request, session: Signed) -> Any:
        return made(request, session, Sources(request, service, session).opened)

    @router.post(f"{ADDRESS}/kilde")
    def added(request: Request, session: Signed, form: Posted) -> Any:
        sources = Sources(request, service, session)
        return made(request, session, lambda: sources.posted(form))


def _back_to_group(request: Request, session: Signed, group_id: str) -> Response:
    """Lead from the address of a form to the page that it stands on."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{render.root()}{ADDRESS}/{group_id}{query}", 303)


def _to(path: str, said: str = "") -> Response:
    query = f"?{urlencode({'sagt': said})}" if said else ""
    place = f"{ADDRESS}/{path}" if path else ADDRESS
    return RedirectResponse(f"{render.root()}{place}{query}", 303)
