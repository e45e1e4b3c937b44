"""`/kilde/{id}?fra=&til=` or `?sted=`: a source on one page, with the quoted place highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.doors.question import today
from assistant.errors import InputError
from assistant.permalink import place_of
from assistant.types import Language, SourceView
from assistant.web.ask.banner import Banner, banners
from assistant.web.problem_page import answered
from assistant.web.readiness import Readiness
from assistant.web.shell import language_of, show
from assistant.web.source_pages import page_view, picture_response
from assistant.web.source_text import pieces
from assistant.web.sources_page import dates

if TYPE_CHECKING:
    from assistant.service import Assistant

_SHOWN = ("lang", "vis")


def make_source_router(service: Assistant, readiness: Readiness) -> APIRouter:
    """Return the route of the source page over `service`."""
    router = APIRouter()

    @router.get("/kilde/{document_id}", response_class=HTMLResponse, include_in_schema=False)
    def source(
        request: Request,
        document_id: str,
        fra: str | None = None,
        til: str | None = None,
        sted: str | None = None,
        side: str | None = None,
    ) -> HTMLResponse:
        def page() -> HTMLResponse:
            readiness.require()
            return _reader(request, service, document_id, fra, til, sted, side)

        return answered(request, page)

    @router.get("/kilde/{document_id}/side/{number}.png", include_in_schema=False)
    def picture(
        request: Request,
        document_id: str,
        number: Annotated[int, Path(ge=1, le=1_000_000)],
        fra: Annotated[int, Query(ge=0, le=10**9)] = 0,
        til: Annotated[int, Query(ge=0, le=10**9)] = 0,
    ) -> Response:
        readiness.require()
        return picture_response(request, service, document_id, number, fra, til)

    return router


def _reader(
    request: Request,
    service: Assistant,
    document_id: str,
    fra: str | None,
    til: str | None,
    sted: str | None,
    side: str | None,
) -> HTMLResponse:
    document = service.source(document_id)
    text = document.text or ""
    if sted is not None:
        start, end = _named(sted, len(text))
    else:
        start, end = _stretch(fra, til, len(text))
    blocks = pieces(text, document.sections, start, end, document.labels, document.pages)
    # The title is the page's one h1: as it stands in the text, so that it can be highlighted too.
    titled = bool(blocks) and blocks[0].kind == "heading" and blocks[0].text == document.title
    body = blocks[1:] if titled else blocks
    language = language_of(request)
    url = document.source_url or ""
    return show(
        request,
        "kilde.html",
        current="sources",
        within=True,
        framed=request.query_params.get("vis") == "ramme",
        document=document,
        heading=blocks[0] if titled else None,
        blocks=body,
        contents=[block for block in body if block.kind in ("heading", "label")],
        marked=start < end,
        side=page_view(document, start, end, side, _kept(request)),
        permanent=f"?fra={start}&til={end}#citat" if start < end else "",
        dates=dates(document.dates, language),
        state=_state(service, document, language),
        url=url if url.startswith(("https://", "http://")) else "",
    )


def _kept(request: Request) -> dict[str, str]:
    """Return the parameters of the address that say how the page is shown, not what."""
    return {name: request.query_params[name] for name in _SHOWN if name in request.query_params}


def _state(service: Assistant, document: SourceView, language: Language) -> Banner | None:
    calls = [call for call in service.calls() if call.id == document.call]
    return next(iter(banners(calls, today(), language)), None)


def _named(sted: str, length: int) -> tuple[int, int]:
    """Return the offsets that a letter's link names; raises InputError `bad_offsets`."""
    place = place_of(sted)
    if place is None or place[1] > length:
        raise InputError("bad_offsets", "`sted` names no place in the text.", "Follow a link.")
    return place


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
