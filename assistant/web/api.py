"""REST: what the command line answers, over HTTP.

Handlers are plain functions, which run in worker threads; `ask` waits for its turn without one.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from assistant.doors.posted import PostedExport, PostedFeedback, feedback_from_object
from assistant.doors.question import ask_from_object, parse_json, today
from assistant.settings import Settings
from assistant.types import Answer, Ask, SourceView
from assistant.web.asked import AskedLog
from assistant.web.guards import Body, JsonBody
from assistant.web.readiness import Readiness
from assistant.web.rules_api import make_rules_router, rule_schemas

if TYPE_CHECKING:
    from assistant.service import Assistant

_REFERENCE = "#/components/schemas/{model}"


def body_of(model: str) -> dict[str, Any]:
    """Return the description of a body that is parsed by hand; `describe` knows the models."""
    schema = {"$ref": _REFERENCE.format(model=model)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def make_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the routes over `service`; before it is ready they answer 503."""
    router = APIRouter()
    asked = AskedLog(service, settings)

    @router.post("/api/ask", response_model=Answer, openapi_extra=body_of("Ask"))
    async def ask(body: Body) -> Any:
        """Answer a question."""
        request = ask_from_object(parse_json(body), settings.max_question_chars, today())
        readiness.require()
        answer = await asyncio.wrap_future(service.submit(request))
        asked.note(answer)
        return answer

    @router.post("/api/feedback", status_code=201, openapi_extra=body_of("PostedFeedback"))
    def feedback(body: JsonBody) -> dict[str, str]:
        """Keep what somebody thinks of an answer."""
        given = feedback_from_object(parse_json(body), settings.max_question_chars)
        readiness.require()
        return {"id": service.give_feedback(given, datetime.now(UTC))}

    @router.get("/api/sources")
    def sources() -> dict[str, list[dict[str, Any]]]:
        """List the documents."""
        readiness.require()
        listed = service.sources()
        return {
            "sources": [
                d.model_dump(mode="json", exclude={"text", "sections", "labels"}) for d in listed
            ]
        }

    @router.get("/api/sources/{document_id}", response_model=SourceView)
    def source(document_id: str) -> Any:
        """Return a document with its canonical text and sections."""
        readiness.require()
        return service.source(document_id)

    @router.get("/healthz")
    def healthz() -> dict[str, str]:
        """Say whether questions can be answered: 200, or 503 with the reason."""
        readiness.require()
        return {"status": "ready"}

    router.include_router(make_rules_router(service))
    return router


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description, with the bodies that are parsed by hand."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, routes=app.routes)
        _, models = models_json_schema(
            [(model, "validation") for model in (Ask, PostedFeedback, PostedExport)],
            ref_template=_REFERENCE,
        )
        schema.setdefault("components", {}).setdefault("schemas", {}).update(
            {**rule_schemas(), **models["$defs"]}
        )
        app.openapi_schema = schema
    return app.openapi_schema
