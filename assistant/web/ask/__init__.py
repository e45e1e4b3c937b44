"""The Ask page at `/`: its components, what it shows, and the route that renders its answers."""

from __future__ import annotations

from assistant.web.ask.front import Front
from assistant.web.ask.page import make_page
from assistant.web.ask.routes import make_ask_router

__all__ = ["Front", "make_ask_router", "make_page"]
