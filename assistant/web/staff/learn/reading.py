"""`/staff/learn/modul/<id>`: a module to read; `/staff/learn/ordliste`: the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from assistant.types.access import Session
from assistant.web.shell import language_of
from assistant.web.staff.learn.overview import path_of
from assistant.web.staff.learn.rounds import module_round
from assistant.web.staff.learn.words import (
    ADDRESS,
    PACKAGE,
    leads,
    markdown,
    module_path,
    now,
)
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

MAX_SEARCH = 100


def module_page(
    request: Request, service: Assistant, session: Session, module_id: str
) -> HTMLResponse:
    """Return a module's text with its quotes and drawings."""
    language = language_of(request)
    module = service.learning.module(module_id, language)
    steps = path_of(service, session, language)
    here = next(number for number, step in enumerate(steps) if step.module.id == module.id)
    terms = {term.id: term for term in service.learning.glossary(language)}
    return show(
        request,
        session,
        "staff/learn/module.html",
        current="learn",
        package=PACKAGE,
        within=True,
        module=module,
        blocks=[(block, markdown(block.markdown)) for block in module.blocks],
        pictures={
            block.picture: service.learning.picture(module.id, block.picture, language)
            for block in module.blocks
            if block.picture
        },
        terms=[terms[name] for name in module.terms if name in terms],
        step=steps[here],
        earlier=steps[here - 1] if here else None,
        later=steps[here + 1] if here + 1 < len(steps) else None,
        path=module_path(module.id),
    )


def begin(service: Assistant, session: Session, module_id: str) -> Response:
    """Note that a module was read, and lead to its questions."""
    module = service.learning.module(module_id, "da")
    person = session.person.id
    service.learning.schedule.read(person, module.id, now())
    if not service.learning.topics(module.id):
        return leads("", sagt="laest")
    return leads(f"/runde/{module_round(service, person, module.id)}/1")


def glossary_page(request: Request, service: Assistant, session: Session) -> HTMLResponse:
    """Return the glossary, or what `?q=` finds in it."""
    language = language_of(request)
    asked = " ".join(request.query_params.get("q", "").split())[:MAX_SEARCH]
    every = service.learning.glossary(language)
    return show(
        request,
        session,
        "staff/learn/glossary.html",
        current="learn",
        package=PACKAGE,
        within=True,
        asked=asked,
        terms=service.learning.glossary(language, asked) if asked else every,
        names={term.id: term.term for term in every},
        address=ADDRESS,
    )
