"""`/staff/profil`: how somebody is named, how their letters end, the language of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.errors import InputError
from assistant.types import Language
from assistant.types.access import Session
from assistant.web import render
from assistant.web.staff import cookie
from assistant.web.staff.gate import Posted, Signed
from assistant.web.staff.shell import answered, show

if TYPE_CHECKING:
    from assistant.service import Assistant

PATH = "/staff/profil"
# As long as the service keeps them (staff/people.py); the form says so beforehand.
_LONGEST = {"navn": 120, "underskrift": 2000}


def make_me_router(service: Assistant) -> APIRouter:
    """Return the routes of the profile."""
    router = APIRouter()

    @router.get(PATH, response_class=HTMLResponse)
    def profile(request: Request, session: Signed) -> HTMLResponse:
        person = session.person
        given = {
            "navn": person.display_name,
            "underskrift": person.signature,
            "sprog": person.language,
        }
        return _page(request, session, given)

    @router.post(PATH, response_class=HTMLResponse)
    async def save(request: Request, session: Signed, form: Posted) -> Response:
        return await run_in_threadpool(_save, request, session, form, service)

    return router


def _save(request: Request, session: Session, form: FormData, service: Assistant) -> Response:
    given = {name: str(form.get(name) or "") for name in ("navn", "underskrift", "sprog")}

    def page() -> Response:
        language: Language = "en" if given["sprog"] == "en" else "da"
        try:
            person = service.staff.update_profile(
                session.person.id, given["navn"], given["underskrift"], language
            )
        except InputError as error:
            if error.code != "too_long":
                raise
            return _page(request, session, given, wrong=True)
        answer = RedirectResponse(f"{render.root()}{PATH}?sagt=gemt", 303)
        changed = Session(session.token, session.csrf, person, session.expires)
        cookie.remember_language(answer, request, changed)
        return answer

    response: Response = answered(request, session, page)
    return response


def _page(
    request: Request, session: Session, given: dict[str, str], wrong: bool = False
) -> HTMLResponse:
    return show(
        request,
        session,
        "staff/access/me.html",
        current="me",
        status=422 if wrong else 200,
        given=given,
        wrong=wrong,
        longest=_LONGEST,
    )
