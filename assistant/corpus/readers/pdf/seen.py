"""Which characters a reader of the page sees: what is hidden is no text of the document."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.readers.pdf.model import Box, Drawing, Fill
from assistant.corpus.readers.pdf.objects import TextPart

_INVISIBLE = 3
_CLIP_ONLY = 7
# Nobody reads letters of less than a point.
_SMALLEST = 1.0
# Colours that differ by no more than this in any part look the same.
_SAME = 16
_WHITE = (255, 255, 255)
# A picture this large is the page: a scan, with what a machine read in it hidden behind.
_WHOLE_PAGE = 0.7


class Sight:
    """What is seen of a page's text, given all else that is painted on it."""

    def __init__(self, drawing: Drawing, width: float, height: float) -> None:
        self._page = Box(0, 0, width, height)
        self._fills = drawing.fills
        pictures = drawing.pictures
        self._scan = any(_share(box, self._page) >= _WHOLE_PAGE for box, _ in pictures)
        # What was painted later lies on top.
        self._covers = [Fill(box, _WHITE, order) for box, order in pictures]
        self._covers += [fill for fill in drawing.fills if fill.exact]
        self._grounds = {_WHITE, *(fill.colour for fill in drawing.fills)}
        self._last = max((cover.order for cover in self._covers), default=-1)
        self._clear: dict[int, bool] = {}

    @property
    def is_scan(self) -> bool:
        """Whether a picture covers the page, so that hidden text may be what stands in it."""
        return self._scan

    def sees(self, part: TextPart | None, size: float, x: float, y: float) -> bool:
        """Tell whether a character of `part`, its middle at (x, y), can be seen."""
        if size < _SMALLEST or not self._page.holds(x, y):
            return False
        if part is None or self._is_clear(part):
            return True
        if part.mode in (_INVISIBLE, _CLIP_ONLY) or part.alpha < _SAME:
            return False
        if any(cover.order > part.order and cover.box.holds(x, y) for cover in self._covers):
            return False
        return not _alike(part.colour, self._ground(part.order, x, y))

    def _is_clear(self, part: TextPart) -> bool:
        """Tell whether a part is seen wherever it stands: nothing is on top, no ground like it."""
        if part.order not in self._clear:
            self._clear[part.order] = (
                part.mode not in (_INVISIBLE, _CLIP_ONLY)
                and part.alpha >= _SAME
                and part.order > self._last
                and not any(_alike(part.colour, ground) for ground in self._grounds)
            )
        return self._clear[part.order]

    def _ground(self, order: int, x: float, y: float) -> tuple[int, int, int] | None:
        """Return the colour that lies under a point before `order`; None: a picture."""
        below = [f for f in self._fills if f.order < order and f.box.holds(x, y)]
        pictures = [c for c in self._covers if c not in below and c.order < order]
        top = max(below, key=lambda fill: fill.order, default=None)
        for cover in pictures:
            if cover.box.holds(x, y) and (top is None or cover.order > top.order):
                return None
        return top.colour if top is not None else _WHITE


def _share(box: Box, page: Box) -> float:
    width = min(box.x1, page.x1) - max(box.x0, page.x0)
    height = min(box.bottom, page.bottom) - max(box.top, page.top)
    area = page.width * page.height
    return max(width, 0) * max(height, 0) / area if area > 0 else 0.0


def _alike(colour: Sequence[int], ground: Sequence[int] | None) -> bool:
    if ground is None:
        return False
    return all(abs(a - b) <= _SAME for a, b in zip(colour, ground, strict=True))
