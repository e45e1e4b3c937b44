"""`/staff/gaps/fakta`: what editors wrote, its state, taking back, the export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response

from assistant.doors.question import today
from assistant.doors.texts import long_date
from assistant.errors import InputError
from assistant.types import Language
from assistant.types.access import Session
from assistant.types.gaps import EditorFact
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.gaps.words import ADDRESS, PACKAGE, calls_of, day_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant


def facts_page(request: Request, service: Assistant, session: Session) -> Response:
    """Return the list; raises AssistantError."""
    language = language_of(request)
    facts = service.gaps.facts(today())
    titles = {source.id: source.title for source in service.sources()}
    written = {fact.call for fact in facts if fact.state in ("used", "not_yet")}
    return show(
        request,
        session,
        "staff/gaps/facts.html",
        current="gaps",
        within=True,
        package=PACKAGE,
        facts=fact_rows(facts, titles, language),
        exports=[call for call in calls_of(service) if call.id in written],
        address=f"{render.root()}{ADDRESS}",
    )


def export(service: Assistant, call: str) -> Response:
    """Return the facts of a call as a YAML file."""
    if call not in {known.id for known in calls_of(service)}:
        raise InputError("unknown_call", "There is no such call.", "Choose one of the list.")
    content = service.gaps.export_yaml(call, today())
    name = quote(f"fakta-{call}-{today()}.yaml", safe="")
    return Response(
        content.encode(),
        media_type="application/yaml",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def fact_rows(
    facts: Sequence[EditorFact], titles: Mapping[str, str], language: Language
) -> list[dict[str, Any]]:
    """Return what is shown of facts; `titles` are those of the documents by id."""
    return [
        {
            "id": fact.id,
            "da": fact.da,
            "en": fact.en,
            "state": fact.state,
            "author": fact.author,
            "day": day_of(fact.created_at, language),
            "from": long_date(fact.valid_from, language) if fact.valid_from else "",
            "to": long_date(fact.valid_to, language) if fact.valid_to else "",
            "back_by": fact.taken_back_by,
            "back_on": day_of(fact.taken_back_at, language) if fact.taken_back_at else "",
            "group": fact.group,
            "ways": fact.ways,
            "quotes": [
                {
                    "quote": one.quote,
                    "title": titles.get(one.document_id, one.document_id),
                    "link": f"/kilde/{quote(one.document_id, safe='')}",
                    "known": one.document_id in titles,
                }
                for one in fact.quotes
            ],
        }
        for fact in facts
    ]
