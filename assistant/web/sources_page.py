"""`/kilder`: all documents, call by call, with their kind, their dates and the call's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.doors.question import today
from assistant.doors.texts import load_texts, long_date
from assistant.types import Language, SourceView
from assistant.web.ask.banner import Banner, banners
from assistant.web.problem_page import answered
from assistant.web.readiness import Readiness
from assistant.web.shell import language_of, show

if TYPE_CHECKING:
    from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one call; a call without `call.yaml` has no state to show."""

    title: str
    state: Banner | None
    documents: tuple[SourceView, ...]


def make_sources_router(service: Assistant, readiness: Readiness) -> APIRouter:
    """Return the route of the list over `service`."""
    router = APIRouter()

    @router.get("/kilder", response_class=HTMLResponse, include_in_schema=False)
    def sources(request: Request) -> HTMLResponse:
        def page() -> HTMLResponse:
            readiness.require()
            language = language_of(request)
            return show(
                request,
                "kilder.html",
                current="sources",
                shelves=shelves(service, today(), language),
                dates=lambda document: dates(document.dates, language),
                day=long_date(today(), language),
            )

        return answered(request, page)

    return router


def shelves(service: Assistant, day: date, language: Language) -> list[Shelf]:
    """Return the documents by call, each call with its state on `day`."""
    calls = service.calls()
    states = dict(zip([c.id for c in calls], banners(calls, day, language), strict=True))
    return [
        Shelf(states[call].title if call in states else call, states.get(call), tuple(documents))
        for call, documents in groupby(service.sources(), key=lambda document: document.call)
    ]


def dates(known: Mapping[str, str], language: Language) -> list[str]:
    """Return a document's dates in words; the deadline is said by the call's state."""
    texts = load_texts("assistant.web", language)["dates"]
    return [
        str(text).format(day=_day(known[name], language))
        for name, text in texts.items()
        if name in known
    ]


def _day(value: str, language: Language) -> str:
    try:
        return long_date(date.fromisoformat(value[:10]), language)
    except ValueError:  # the files may write a month, or a word
        return value
