"""Gradio's page, dressed before it is sent: its language, our styles and scripts, no advertising.

Gradio adds what `head=` names only once its own scripts run: too late for the theme, which would be
seen to change, and for who has no scripts and must be told what is missing.
"""

from __future__ import annotations

import re

from starlette._utils import get_route_path
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.types import Language
from assistant.web import render
from assistant.web.ask import view
from assistant.web.shell import language_of

_LANGUAGE = re.compile(r'(<html\s+lang=)"en"')
# Gradio's name, picture and address, for who links to the page elsewhere.
_ADVERTISING = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
# It says nothing, but makes every `#place` an address without the query: another page.
_BASE = re.compile(r'<base href="\./"\s*/>\s*')
_HEAD_END = re.compile(r"</head>")
_BODY = re.compile(r"<body[^>]*>")


class Front:
    """Stands before Gradio's app and dresses the page at `/`; the rest passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back for `/` is held back until it is whole."""
        is_page = scope["type"] == "http" and (get_route_path(scope) or "/") == "/"
        if is_page and scope["method"] == "GET":
            send = _Dressing(send, language_of(Request(scope)))
        await self._app(scope, receive, send)


class _Dressing:
    def __init__(self, send: Send, language: Language) -> None:
        self._send = send
        self._language = language
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(scope=self._start)
        if headers.get("content-type", "").startswith("text/html"):
            self._body = dress(self._body.decode(), self._language).encode()
            headers["Content-Length"] = str(len(self._body))
            headers["Content-Language"] = self._language
            headers["Cache-Control"] = "no-cache"
            headers.append("Vary", "Cookie")
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def dress(html: str, language: Language) -> str:
    """Return Gradio's index page with `language`, our head, and words for who has no scripts."""
    head = view.fragment("head.html", language, shared=render.partial("_head.html", language))
    without_scripts = view.fragment("noscript.html", language)
    html = _LANGUAGE.sub(rf'\1"{language}"', html, count=1)
    html = _ADVERTISING.sub("", html)
    html = _BASE.sub("", html, count=1)
    html = _HEAD_END.sub(lambda found: head + found.group(), html, count=1)
    return _BODY.sub(lambda found: found.group() + without_scripts, html, count=1)
