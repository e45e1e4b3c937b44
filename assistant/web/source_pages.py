"""The pages of a source that has pages: one as a picture, with the quote marked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import Response

from assistant.errors import AssistantError, InputError
from assistant.quotes import page_of
from assistant.types import SourceView
from assistant.web.problems import error_response

if TYPE_CHECKING:
    from assistant.service import Assistant

# Nothing that is asked for and is not there is the client's input gone wrong.
_NOT_THERE = ("unknown_source", "unknown_page", "original_changed")


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to show: its picture's address, and those of this view with the pages beside it.

    Addresses are relative to the source's own. `shown`: somebody asked for this page, or for a
    place on it. `marked`: the picture shows what is quoted.
    """

    number: int
    picture: str
    shown: bool
    marked: bool
    previous: str
    next: str


def page_view(
    document: SourceView, start: int, end: int, side: str | None, kept: Mapping[str, str]
) -> PageView | None:
    """Return the page to show of a document: the one asked for, else that of the quote, else the
    first; None for one without pages.

    `kept` are the parameters of the address that stay. Raises InputError `unknown_page`.
    """
    numbers = sorted({page.number for page in document.pages})
    if not numbers:
        return None
    marked = start < end
    first = page_of(document.pages, start) if marked else numbers[0]
    last = page_of(document.pages, end - 1) if marked else numbers[0]
    number = first if side is None else _number(side, numbers)
    assert first is not None
    assert last is not None
    assert number is not None
    place = {"fra": start, "til": end} if marked else {}
    picture = f"/kilde/{quote(document.id, safe='')}/side/{number}.png"

    def there(page: int) -> str:
        inside = numbers[0] <= page <= numbers[-1]
        return f"?{urlencode({**kept, **place, 'side': page})}#side" if inside else ""

    return PageView(
        number=number,
        picture=f"{picture}?{urlencode(place)}" if place else picture,
        shown=side is not None or marked,
        marked=marked and min(first, last) <= number <= max(first, last),
        previous=there(number - 1),
        next=there(number + 1),
    )


def picture_response(
    request: Request, service: Assistant, document_id: str, page: int, start: int, end: int
) -> Response:
    """Return a page as PNG; the browser keeps it, and asks whether it is still the same."""
    try:
        picture = service.page_picture(document_id, page, start, end)
    except AssistantError as error:
        return error_response(error, 404 if error.code in _NOT_THERE else None)
    tag = f'"{hashlib.sha256(picture).hexdigest()[:32]}"'
    headers: dict[str, Any] = {"Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(picture, media_type="image/png", headers=headers)


def _number(side: str, numbers: Sequence[int]) -> int:
    if not (side.isascii() and side.isdecimal() and len(side) <= 6):
        raise InputError("bad_offsets", "`side` must be a whole number.", "Follow a link.")
    number = int(side)
    if not 1 <= number <= numbers[-1]:
        raise InputError("bad_offsets", f"There is no page {number}.", "Follow a link.")
    return number
