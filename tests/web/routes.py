"""Every route of the application, Gradio's own included, as the application itself lists them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Any

from starlette.routing import Mount

from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.web.app import create_app

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """A path with its parameters in braces; `gradio` where it is not one of ours."""

    path: str
    methods: tuple[str, ...]
    gradio: bool

    def filled(self, value: str) -> str:
        """Return the path with `value` in place of every parameter."""
        parts = self.path.split("{")
        return parts[0] + "".join(value + part.partition("}")[2] for part in parts[1:])


@cache
def all_routes() -> tuple[Route, ...]:
    """Return the routes of a new application, those with the same path as one."""
    with closing(Assistant(load_settings())) as service:
        app = create_app(service, load_settings())
        methods: dict[tuple[str, bool], set[str]] = {}
        for path, taken, gradio in _walk(app.routes, "", False):
            methods.setdefault((path, gradio), set()).update(taken)
    return tuple(
        sorted(Route(path, tuple(sorted(taken)), own) for (path, own), taken in methods.items())
    )


def _walk(routes: Any, prefix: str, gradio: bool) -> Iterator[tuple[str, set[str], bool]]:
    for route in routes:
        if isinstance(route, Mount):
            if route.routes:
                # Gradio's application is the one that is mounted at the root.
                yield from _walk(route.routes, prefix + route.path, route.path == "")
            else:
                yield f"{prefix}{route.path}/{{path}}", {"GET", "HEAD"}, gradio
        elif hasattr(route, "original_router"):
            # FastAPI keeps an included router whole.
            yield from _walk(route.original_router.routes, prefix, gradio)
        elif getattr(route, "path", None) is not None:
            yield prefix + route.path, set(getattr(route, "methods", None) or ()), gradio


def staff_routes() -> list[Route]:
    """Return those of the staff pages; the one to sign in is the only one that is open."""
    return [r for r in all_routes() if r.path == "/staff" or r.path.startswith("/staff/")]
