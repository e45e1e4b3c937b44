"""The way to Gradio's app: only what its page needs is open, and its page gets a tight policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence

from starlette._utils import get_route_path
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.headers import gradio_policy

# Everything else that Gradio 6 mounts stays shut: its queue (the page's events are made with
# `queue=False`), files, uploads, proxies, streams, components from disk, its description and
# interface for programs, monitoring, its own login, its history of runs.
_OPEN = {
    "GET": (
        r"/",
        r"/assets/[\w.-]+",
        r"/static/(?:img|js|fonts)(?:/[\w.-]+)+",
        r"/theme\.css",
        r"/manifest\.json",
        r"/favicon\.ico",
    ),
    "POST": (r"/gradio_api/run/[\w-]{1,64}",),
}
_OPEN["HEAD"] = _OPEN["GET"]
_PATTERNS = {method: re.compile("|".join(paths)) for method, paths in _OPEN.items()}
_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


class GradioGate:
    """Stands where Gradio's app is mounted; `own` are the routes that were tried before it."""

    def __init__(self, gradio_app: ASGIApp, own: Sequence[BaseRoute]) -> None:
        self._app = gradio_app
        self._own = tuple(own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open; raises HTTPException 404 or 405 for the rest."""
        path, method = get_route_path(scope) or "/", scope["method"]
        pattern = _PATTERNS.get(method)
        if pattern is None or not pattern.fullmatch(path) or ".." in path:
            raise HTTPException(405 if self._is_known(path, scope) else 404)
        headers = [(n, v) for n, v in scope["headers"] if n != b"origin"]
        # Without an origin Gradio gives no other site leave to read; see `CustomCORSMiddleware`.
        scope = {**scope, "headers": headers}
        if path == "/":
            # The page needs nothing of the query on this side, and Gradio reads state from it.
            plain = [(n, v) for n, v in headers if n != b"accept-encoding"]
            scope = {**scope, "query_string": b"", "headers": plain}
            send = _Page(send)
        await self._app(scope, receive, send)

    def _is_known(self, path: str, scope: Scope) -> bool:
        if any(pattern.fullmatch(path) for pattern in _PATTERNS.values()):
            return True
        return any(route.matches(scope)[0] is Match.PARTIAL for route in self._own)


class _Page:
    """Holds the page back until its inline scripts are known, and names them in its policy."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        scripts = {_digest(found.group(1)) for found in _SCRIPT.finditer(self._body)}
        headers = MutableHeaders(scope=self._start)
        headers["Content-Security-Policy"] = gradio_policy(sorted(scripts))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def _digest(script: bytes) -> str:
    # HTML turns line ends into \n before it looks at the script.
    plain = script.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return "sha256-" + base64.b64encode(hashlib.sha256(plain).digest()).decode()
