"""All pages but the Ask page, as one router."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

from assistant.settings import Settings
from assistant.web.budget import make_budget_router
from assistant.web.paths import make_paths_router
from assistant.web.readiness import Readiness
from assistant.web.source_page import make_source_router
from assistant.web.sources_page import make_sources_router
from assistant.web.text_pages import make_text_router

if TYPE_CHECKING:
    from assistant.service import Assistant


def make_pages_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the routes of the sources and of the texts about the service."""
    router = APIRouter()
    router.include_router(make_sources_router(service, readiness))
    router.include_router(make_source_router(service, readiness))
    router.include_router(make_budget_router(service))
    router.include_router(make_text_router(settings))
    router.include_router(make_paths_router(service))
    return router
