"""The web application: REST, source page and question page over one service object."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from typing import TYPE_CHECKING

import gradio as gr
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from assistant import __version__
from assistant.settings import Settings
from assistant.types import Progress
from assistant.web import api, problems
from assistant.web.ask_page import make_page
from assistant.web.limits import BodyLimit, SafeHeaders
from assistant.web.readiness import Readiness
from assistant.web.source_page import make_source_router

if TYPE_CHECKING:
    from assistant.service import Assistant

_FONTS = ("system-ui", "Segoe UI", "Roboto", "DejaVu Sans", "sans-serif")


def create_app(service: Assistant, settings: Settings, progress: Progress | None = None) -> FastAPI:
    """Return the application; once started, it gets `service` ready beside serving.

    Until then, and while a part is missing, requests that need an answer get 503. `progress` is
    told how far it is; the page shows it too.
    """

    def prepare(progress: Progress) -> None:
        service.ensure_ready(progress)
        service.warm_up()

    readiness = Readiness(prepare, progress)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        readiness.start()
        yield

    # The interactive documentation is off: it loads its scripts from another host.
    app = FastAPI(
        title="call-assistant",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(SafeHeaders)
    problems.install(app)
    app.include_router(api.make_router(service, settings, readiness))
    app.include_router(make_source_router(service, readiness))
    static = resources.files("assistant.web") / "static"
    app.mount("/filer", StaticFiles(directory=str(static)), name="filer")
    app.openapi = lambda: api.describe(app)  # type: ignore[method-assign]
    return _with_page(app, make_page(service, settings, readiness), str(static / "page.css"))


def _with_page(app: FastAPI, page: gr.Blocks, css: str) -> FastAPI:
    # System fonts: Gradio's own theme would ask for a font file; its footer links to other hosts.
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=gr.themes.Base(
            primary_hue=gr.themes.colors.blue, font=_FONTS, font_mono=("monospace",)
        ),
        css_paths=[css],
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        max_file_size="1kb",
    )
    return mounted
