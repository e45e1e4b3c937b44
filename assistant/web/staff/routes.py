"""All routes below /staff as one router; `gate.StaffGate` stands before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

from assistant.settings import Settings
from assistant.web.readiness import Readiness
from assistant.web.staff import desk, gaps, learn
from assistant.web.staff.login import make_login_router
from assistant.web.staff.me import make_me_router
from assistant.web.staff.start import make_start_router

if TYPE_CHECKING:
    from assistant.service import Assistant


def make_staff_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the staff's pages over `service`."""
    router = APIRouter(include_in_schema=False)
    router.include_router(make_login_router(service, settings))
    router.include_router(make_start_router(service, readiness))
    router.include_router(make_me_router(service))
    for piece in (desk, gaps, learn):
        router.include_router(piece.make_router(service, settings, readiness))
    return router
