"""REST for what is decided by rules alone. It answers also while the index is not ready."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter

from assistant.doors.checks import parse_day
from assistant.doors.question import today
from assistant.web.guards import Body

if TYPE_CHECKING:
    from assistant.service import Assistant

_REFERENCE = "#/components/schemas/{name}"


def make_rules_router(service: Assistant) -> APIRouter:
    """Return the routes over `service`."""
    router = APIRouter()

    @router.post("/api/check", **_described("Budget", "CheckResult"))
    def check(body: Body) -> dict[str, Any]:
        """Check a budget against the rules of its call."""
        return service.check(service.read_input(body, json_only=True))

    @router.post("/api/eligibility", **_described("EligibilityAnswers", "EligibilityResult"))
    def eligibility(body: Body) -> dict[str, Any]:
        """Say whether somebody may apply, by their answers; `as_of` is today unless they say."""
        return service.eligibility(service.read_input(body, json_only=True), as_of=today())

    @router.get("/api/eligibility", **_described(None, "Questions"))
    def eligibility_path(call: str | None = None) -> dict[str, Any]:
        """Return the questions that lead to whether somebody may apply."""
        return service.eligibility_path(call)

    @router.post("/api/sme", **_described("SmeAnswers", "SmeResult"))
    def sme(body: Body) -> dict[str, Any]:
        """Say how large a company is by the EU's definition."""
        return service.sme(service.read_input(body, json_only=True))

    @router.get("/api/sme", **_described(None, "Questions"))
    def sme_path() -> dict[str, Any]:
        """Return the questions about a company's size."""
        return service.sme_path()

    @router.get("/api/rules", **_described(None, "Rules"))
    def rules(call: str | None = None, as_of: str | None = None) -> dict[str, Any]:
        """List the rules in force on a day (else today), each with what it rests on."""
        return service.rules(call, today() if as_of is None else parse_day(as_of, "as_of"))

    return router


@cache
def rule_schemas() -> dict[str, Any]:
    """Return the JSON schemas of bodies and results, by name."""
    file = resources.files("assistant.web") / "rules_schemas.json"
    schemas: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schemas


def _described(body: str | None, result: str) -> dict[str, Any]:
    """Return the description of a route; bodies are parsed by hand, so FastAPI does not know."""
    told: dict[str, Any] = {"responses": {200: {"content": _json(result)}, 422: _ERROR}}
    if body is not None:
        told["openapi_extra"] = {"requestBody": {"required": True, "content": _json(body)}}
    return told


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(name=name)}}}


_ERROR = {"description": "The input is wrong", "content": _json("Error")}
