"""REST: what the command line answers, over HTTP. Handlers run in worker threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException

from assistant.doors.question import ask_from_object, parse_json, today
from assistant.settings import Settings
from assistant.types import Answer, Ask, SourceView
from assistant.web.readiness import Readiness

if TYPE_CHECKING:
    from assistant.service import Assistant

_REFERENCE = "#/components/schemas/{model}"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
_ASK_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": _REFERENCE.format(model="Ask")}}},
    }
}


async def _body(request: Request) -> bytes:
    # Read as bytes and parsed by the doors' own function, so that every door refuses the same.
    return await request.body()


Body = Annotated[bytes, Depends(_body)]


def make_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the routes over `service`; before it is ready they answer 503."""
    router = APIRouter()

    @router.post("/api/ask", response_model=Answer, openapi_extra=_ASK_BODY)
    def ask(body: Body) -> Any:
        """Answer a question."""
        request = ask_from_object(parse_json(body), settings.max_question_chars, today())
        readiness.require()
        return service.ask(request)

    @router.get("/api/sources")
    def sources() -> dict[str, list[dict[str, Any]]]:
        """List the documents."""
        readiness.require()
        listed = service.sources()
        return {
            "sources": [d.model_dump(mode="json", exclude={"text", "sections"}) for d in listed]
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

    # Without these, Gradio's app at "/" would answer: for a mistyped address, and for uploads,
    # which no page here takes.
    @router.api_route("/api/{path:path}", methods=_METHODS, include_in_schema=False)
    def nothing(path: str) -> None:
        raise HTTPException(405 if path in ("ask", "sources") else 404)

    @router.api_route("/gradio_api/upload", methods=_METHODS, include_in_schema=False)
    @router.api_route("/gradio_api/upload/", methods=_METHODS, include_in_schema=False)
    def no_upload() -> None:
        raise HTTPException(404)

    return router


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description, with the body of `ask`, which is parsed by hand."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, routes=app.routes)
        _, models = models_json_schema([(Ask, "validation")], ref_template=_REFERENCE)
        schema.setdefault("components", {}).setdefault("schemas", {}).update(models["$defs"])
        app.openapi_schema = schema
    return app.openapi_schema
