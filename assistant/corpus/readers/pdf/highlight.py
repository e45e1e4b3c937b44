"""Where a page shows a stretch of canonical text: the boxes to mark."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.corpus.canonical import Place
from assistant.corpus.readers.pdf.model import Box


def boxes_of(places: Iterable[Place], text: str, start: int, end: int, page: int) -> list[Box]:
    """Return the boxes of `text[start:end]` on a page, one a line, in points from its top left."""
    boxes = (
        _box(place, text, start, end)
        for place in places
        if place.page == page and place.start < end and start < place.end
    )
    return [box for box in boxes if box is not None]


def pages_of(places: Iterable[Place], start: int, end: int) -> list[int]:
    """Return the pages that show `text[start:end]`."""
    return sorted({p.page for p in places if p.start < end and start < p.end})


def _box(place: Place, text: str, start: int, end: int) -> Box | None:
    """Return the box of the words of a line that lie in the stretch, whole words."""
    words = list(_words(text, place.start, place.end))
    edges = place.words
    if len(words) == len(edges):
        edges = tuple(e for e, (a, b) in zip(edges, words, strict=True) if a < end and start < b)
    if not edges:
        return None
    left, right = min(x0 for x0, _ in edges), max(x1 for _, x1 in edges)
    return Box(left, place.top, right, place.bottom)


def _words(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = start
    for word in text[start:end].split():
        at = text.index(word, at)
        yield at, at + len(word)
        at += len(word)
