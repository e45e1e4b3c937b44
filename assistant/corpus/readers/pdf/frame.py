"""From a PDF's own coordinates to points from the top left corner of the page as it is shown."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.corpus.readers.pdf.model import Box

_SLANT = 0.05


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in its own coordinates, and the quarter turns it is shown with."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> Frame:
        """Return the frame of a page."""
        rect = pdfium_c.FS_RECTF()
        pdfium_c.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
        turns = page.get_rotation() // 90 % 4
        return cls(rect.left, rect.bottom, rect.right, rect.top, turns)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page is shown."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a rectangle of the page is shown."""
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def direction(self, a: float, b: float) -> int | None:
        """Return the quarter turns clockwise of what is written along (a, b); None: slanted."""
        angle = math.degrees(math.atan2(b, a)) - 90 * self.turns
        turns = round(angle / 90)
        if abs(angle - 90 * turns) > math.degrees(_SLANT):
            return None
        return -turns % 4
