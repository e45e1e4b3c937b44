"""The web application: REST, source page and question page over one service object."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING

import gradio as gr
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from assistant import __version__
from assistant.doors.apart import build_apart
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Progress
from assistant.web import api, problems, render
from assistant.web.ask import Front, make_ask_router, make_page
from assistant.web.export import make_export_router
from assistant.web.gradio_gate import GradioGate
from assistant.web.guards import Entrance, KnownHost, SameSite
from assistant.web.headers import SafeHeaders
from assistant.web.limits import BodyLimit, RateLimit
from assistant.web.pages import make_pages_router
from assistant.web.readiness import Readiness
from assistant.web.staff import StaffGate, make_staff_router
from assistant.web.theme import SiteTheme

if TYPE_CHECKING:
    from assistant.service import Assistant

# Smaller answers would not fit into fewer packets.
_WORTH_PACKING_BYTES = 4000
_LOG = logging.getLogger(__name__)


class _App(FastAPI):
    """FastAPI with what holds for every response around it, its own internal errors included."""

    settings: Settings

    def build_middleware_stack(self) -> ASGIApp:
        """Return the whole application."""
        inner = KnownHost(super().build_middleware_stack())
        return Entrance(SafeHeaders(inner, self.settings), self.settings.root_path)


def create_app(service: Assistant, settings: Settings, progress: Progress | None = None) -> FastAPI:
    """Return the application; once started, it gets `service` ready beside serving.

    Until then, and while a part is missing, requests that need an answer get 503. `progress` is
    told how far it is; the page shows it too.
    """

    def prepare(progress: Progress) -> None:
        service.ensure_ready(progress, build=lambda told: build_apart(settings, told))
        service.warm_up()

    def purge() -> None:
        # Without its database the assistant answers all the same.
        now = datetime.now(UTC)
        for kept in (service.purge_feedback, service.desk.purge, service.gaps.purge):
            try:
                kept(now)
            except AssistantError as error:
                _LOG.warning("what is too old was not deleted: %s", error)

    readiness = Readiness(prepare, progress)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        readiness.start()
        threading.Thread(target=purge, name="purge", daemon=True).start()
        yield

    # The interactive documentation is off: it loads its scripts from another host.
    app = _App(
        title="call-assistant",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.settings = settings
    render.set_root(settings.root_path)
    # The last one added is the first to see a request.
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING_BYTES, compresslevel=5)
    app.add_middleware(StaffGate, service=service, settings=settings)
    app.add_middleware(SameSite)
    app.add_middleware(RateLimit, limits=settings.rate_limit)
    app.add_middleware(BodyLimit, settings=settings)
    problems.install(app)
    app.include_router(make_ask_router(service, settings, readiness))
    app.include_router(api.make_router(service, settings, readiness))
    app.include_router(make_export_router(service, settings, readiness))
    app.include_router(make_pages_router(service, settings, readiness))
    app.include_router(make_staff_router(service, settings, readiness))
    static = resources.files("assistant.web") / "static"
    app.mount("/filer", StaticFiles(directory=str(static)), name="filer")
    app.openapi = lambda: api.describe(app)  # type: ignore[method-assign]
    return _with_page(app, make_page(service, settings, readiness))


def _with_page(app: FastAPI, page: gr.Blocks) -> FastAPI:
    own = list(app.routes)
    # Gradio's own theme would ask for a font file; its footer links to other hosts.
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=SiteTheme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size="1kb",
    )
    mount = app.routes[-1]
    assert isinstance(mount, Mount)
    mount.app = Front(GradioGate(mount.app, own))
    return app
