"""What every page of its own has around it: header, footer, and the reader's language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.types import Language
from assistant.web import render

LANGUAGE_COOKIE = "sprog"


def language_of(request: Request) -> Language:
    """Return the language to show: `?lang=` wins, else the cookie, else Danish."""
    asked = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    return "en" if asked == "en" else "da"


def show(
    request: Request, template: str, *, current: str = "", status: int = 200, **values: Any
) -> HTMLResponse:
    """Return `template` as a page; `current` is its place in the menu, if it has one."""
    language = language_of(request)
    html = render.page(
        template, language, current=current, other_href=_other_language(request, language), **values
    )
    # One address serves two languages, and says what is in the index now.
    headers = {"Cache-Control": "no-cache", "Vary": "Cookie", "Content-Language": language}
    return HTMLResponse(html, status, headers)


def _other_language(request: Request, language: Language) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return "?" + urlencode([*kept, ("lang", "da" if language == "en" else "en")])
