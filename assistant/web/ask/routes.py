"""`POST /api/page/turns`: answers, new ones and those a browser kept, as HTML for the page.

The page asks at POST /api/ask, like any program: one door, one set of limits. Gradio's own queue is
not used for that, because its front end can't tell "busy" from "too many", and loads the page
again, question and all, when the connection breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter

from assistant.doors.question import parse_json
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Answer, CallInfo, Language
from assistant.web.ask import view
from assistant.web.ask.stored import kept_answers
from assistant.web.guards import JsonBody
from assistant.web.readiness import Readiness

if TYPE_CHECKING:
    from assistant.service import Assistant


def make_ask_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the page's own route over `service`; include it before the routes of REST."""
    router = APIRouter()

    @router.post("/api/page/turns", include_in_schema=False)
    def turns(body: JsonBody) -> dict[str, list[dict[str, Any] | None]]:
        """Render answers; null for one that can't be read. Works while the index is away."""
        request = parse_json(body)
        answers = kept_answers(request, settings.max_question_chars)
        english = isinstance(request, dict) and request.get("lang") == "en"
        language: Language = "en" if english else "da"
        return {
            "turns": [
                None if answer is None else view.turn(answer, language, _call(answer))
                for answer in answers
            ]
        }

    def _call(answer: Answer) -> CallInfo | None:
        if readiness.state().name != "ready":
            return None
        try:
            return call_of(service, answer)
        except AssistantError:
            return None

    return router


def call_of(service: Assistant, answer: Answer) -> CallInfo | None:
    """Return the call an answer is about: that of its first quote, else the only one there is."""
    calls = {call.id: call for call in service.calls()}
    if len(calls) == 1:
        return next(iter(calls.values()))
    documents = {document.id: document for document in service.sources()}
    cited = [documents[c.document_id] for c in answer.citations if c.document_id in documents]
    named = [document.call for document in cited if document.call in calls]
    # A note of guidance tells the call only where it is for one alone.
    named += [
        name for document in cited if len(document.applies_to) == 1 for name in document.applies_to
    ]
    return calls.get(named[0]) if named else None
