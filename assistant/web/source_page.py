"""`/kilde/{id}?fra=&til=`: a source on one page, with the quoted place highlighted."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.errors import AssistantError, InputError
from assistant.types import Language
from assistant.web.readiness import Readiness
from assistant.web.render import error_message, page
from assistant.web.source_text import pieces

if TYPE_CHECKING:
    from assistant.service import Assistant

_LOG = logging.getLogger(__name__)


def make_source_router(service: Assistant, readiness: Readiness) -> APIRouter:
    """Return the route of the source page over `service`."""
    router = APIRouter()

    @router.get("/kilde/{document_id}", response_class=HTMLResponse, include_in_schema=False)
    def show(
        document_id: str, fra: str | None = None, til: str | None = None, lang: str = "da"
    ) -> HTMLResponse:
        language: Language = "en" if lang == "en" else "da"
        try:
            readiness.require()
            return HTMLResponse(_source(service, document_id, fra, til, language))
        except AssistantError as error:
            status = 404 if error.code == "unknown_source" else error.http_status
            return _problem(error.code, error.message, status, language)
        except Exception:  # a page for people, not the error object of the REST routes
            _LOG.exception("the source page failed")
            return _problem("internal", "", 500, language)

    return router


def _source(
    service: Assistant, document_id: str, fra: str | None, til: str | None, language: Language
) -> str:
    document = service.source(document_id)
    text = document.text or ""
    start, end = _stretch(fra, til, len(text))
    blocks = pieces(text, document.sections, start, end)
    # The title is the page's one h1: as it stands in the text, so that it can be highlighted too.
    titled = bool(blocks) and blocks[0].kind == "heading" and blocks[0].text == document.title
    url = document.source_url or ""
    return page(
        "kilde.html",
        language,
        document=document,
        heading=blocks[0] if titled else None,
        blocks=blocks[1:] if titled else blocks,
        marked=start < end,
        updated=document.dates.get("updated"),
        url=url if url.startswith(("https://", "http://")) else "",
    )


def _stretch(fra: str | None, til: str | None, length: int) -> tuple[int, int]:
    """Return the offsets to mark, (0, 0) for none; raises InputError `bad_offsets`."""
    if fra is None and til is None:
        return 0, 0
    # isascii: "²" is a digit, too, but int() refuses it; the length guards int() on long input.
    if not all(x and x.isascii() and x.isdecimal() and len(x) <= 12 for x in (fra, til)):
        raise InputError("bad_offsets", "`fra` and `til` must be whole numbers.", "Follow a link.")
    start, end = int(fra or ""), int(til or "")
    if not start < end <= length:
        raise InputError("bad_offsets", f"The text has {length} characters.", "Follow a link.")
    return start, end


def _problem(code: str, message: str, status: int, language: Language) -> HTMLResponse:
    shown = error_message(code, message, language)
    return HTMLResponse(page("problem.html", language, message=shown), status)
