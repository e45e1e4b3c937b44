"""Who may send what: the way in for every request, and what only our own pages may post."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.web.problems import error_response

_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")
_READING = ("GET", "HEAD", "OPTIONS")
# In the scope: whether a proxy passed the request on, as far as proxies tell.
FORWARDED = "assistant.forwarded"
_PROXIES_SAY = (b"via", b"x-real-ip", b"x-client-ip", b"true-client-ip", b"cf-connecting-ip")


class Entrance:
    """Puts the root path where Starlette looks for it, whether the proxy took it off or not.

    What proxies say (X-Forwarded-For and -Proto) uvicorn has used by now, if it came from one that
    is trusted. Nobody behind this sees it: Gradio would believe anybody. That a proxy said anything
    at all stands in the scope, as `FORWARDED`.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app = app
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as if it had come straight from the browser."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = [
            (name, value)
            for name, value in scope["headers"]
            if not name.startswith(b"x-forwarded-") and name != b"forwarded"
        ]
        proxied = len(headers) < len(scope["headers"]) or any(
            name in _PROXIES_SAY for name, _ in headers
        )
        path = scope["path"]
        if self._root and path == self._root:
            # What the page names by "./" would be looked for beside it, not below.
            await RedirectResponse(f"{self._root}/")(scope, receive, send)
            return
        if self._root and not path.startswith(f"{self._root}/"):
            path = self._root + path
        inner = {**scope, "path": path, "root_path": self._root, "headers": headers}
        await self._app({**inner, FORWARDED: proxied}, receive, send)


class KnownHost:
    """Refuses a Host that is no host: links, and Gradio's page, are made from it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where the header is in order."""
        if scope["type"] == "http" and not _HOST.fullmatch(Headers(scope=scope).get("host", "")):
            error = AssistantError(
                "bad_host", "The header Host is missing or wrong.", "Use an ordinary address."
            )
            await error_response(error, 400)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class SameSite:
    """Refuses what another site lets a visitor's browser send: posts, puts, deletions."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless it comes from a page of another site."""
        reads = scope["type"] != "http" or scope["method"] in _READING
        if not reads and not _is_own(Headers(scope=scope)):
            error = AssistantError(
                "cross_site",
                "This request comes from a page of another site.",
                "Open the page itself.",
            )
            await error_response(error, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    # Browsers send the first over HTTPS and to this machine, the second always; programs neither.
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    # The scheme may be another: a proxy speaks HTTPS to the browser and HTTP to us.
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


async def _body(request: Request) -> bytes:
    # Read as bytes and parsed by the doors' own function, so that every door refuses the same.
    return await request.body()


async def _json_body(request: Request) -> bytes:
    # A form can't send this type, and a script of another site not without asking us first.
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise NotJsonError(
            "not_json", "The body must be JSON.", "Send the header Content-Type: application/json."
        )
    return await request.body()


class NotJsonError(AssistantError):
    """The body is of another type (HTTP 415)."""

    http_status = 415


Body = Annotated[bytes, Depends(_body)]
JsonBody = Annotated[bytes, Depends(_json_body)]
