"""The routes below /staff/learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.settings import Settings
from assistant.web.readiness import Readiness
from assistant.web.staff.gate import Signed
from assistant.web.staff.learn import asking, mails, overview, reading
from assistant.web.staff.learn.words import ADDRESS, acted, shown

if TYPE_CHECKING:
    from assistant.service import Assistant

_MODULE = f"{ADDRESS}/modul/{{module:path}}"
_ROUND = f"{ADDRESS}/runde"
_MAIL = f"{ADDRESS}/mail/{{exercise:path}}"


def make_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the routes; who comes here has passed the gate of the staff pages.

    Learning rests on the files of the calls and needs neither index nor model.
    """
    router = APIRouter(include_in_schema=False)
    _add_reading(router, service)
    _add_rounds(router, service)
    _add_mails(router, service)
    return router


def _add_reading(router: APIRouter, service: Assistant) -> None:
    @router.get(ADDRESS)
    async def path(request: Request, session: Signed) -> Response:
        return await shown(
            request, session, lambda: overview.overview_page(request, service, session)
        )

    @router.get(f"{ADDRESS}/bevis")
    async def certificate(request: Request, session: Signed) -> Response:
        return await shown(
            request, session, lambda: overview.certificate_page(request, service, session)
        )

    @router.get(f"{ADDRESS}/ordliste")
    async def glossary(request: Request, session: Signed) -> Response:
        return await shown(
            request, session, lambda: reading.glossary_page(request, service, session)
        )

    @router.get(_MODULE)
    async def module(request: Request, session: Signed, module: str) -> Response:
        return await shown(
            request, session, lambda: reading.module_page(request, service, session, module)
        )

    @router.post(_MODULE)
    async def read(request: Request, session: Signed, module: str) -> Response:
        return await shown(request, session, lambda: reading.begin(service, session, module))


def _add_rounds(router: APIRouter, service: Assistant) -> None:
    @router.post(_ROUND)
    async def begin(request: Request, session: Signed) -> Response:
        return await acted(
            request, session, lambda form: asking.begin_round(service, session, form)
        )

    @router.get(f"{_ROUND}/{{code}}")
    async def end(request: Request, session: Signed, code: str) -> Response:
        return await shown(
            request, session, lambda: asking.end_page(request, service, session, code)
        )

    @router.get(f"{_ROUND}/{{code}}/{{number}}")
    async def question(request: Request, session: Signed, code: str, number: str) -> Response:
        return await shown(
            request, session, lambda: asking.question_page(request, service, session, code, number)
        )

    @router.post(f"{_ROUND}/{{code}}/{{number}}")
    async def answer(request: Request, session: Signed, code: str, number: str) -> Response:
        return await acted(
            request,
            session,
            lambda form: asking.answer(request, service, session, code, number, form),
        )


def _add_mails(router: APIRouter, service: Assistant) -> None:
    @router.get(_MAIL)
    async def mail(request: Request, session: Signed, exercise: str) -> Response:
        return await shown(
            request, session, lambda: mails.mail_page(request, service, session, exercise)
        )

    @router.post(_MAIL)
    async def reply(request: Request, session: Signed, exercise: str) -> Response:
        return await acted(
            request,
            session,
            lambda form: mails.send_reply(request, service, session, exercise, form),
        )

    @router.get(f"{ADDRESS}/svar/{{kept}}")
    async def graded(request: Request, session: Signed, kept: str) -> Response:
        return await shown(
            request, session, lambda: mails.graded_page(request, service, session, kept)
        )
