"""What a page is made of, in points from its top left corner as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `top` is less than `bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Font:
    """What is known of a font by its name and flags."""

    name: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class Glyph:
    """A character as it is drawn: `base` is its baseline; `order` its place in the file.

    `after_space`: a space was written in front of it. `turned`: quarter turns that its writing runs
    clockwise of left to right.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: Font
    after_space: bool = False
    running: bool = False
    turned: int = 0


@dataclass(slots=True)
class Word:
    """Characters without a space between; `spaced`: a space was written in front of it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    spaced: bool = False
    running: bool = False

    @property
    def top(self) -> float:
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.25 * self.size


@dataclass(slots=True)
class TextLine:
    """Words that stand on one baseline, from left to right.

    `left` and `right` are its column's edges, `region` numbers it through the document; `narrow`:
    it is one of several beside each other. `plain`: none of its words is bold.
    """

    words: list[Word]
    page: int
    text: str
    base: float
    size: float
    bold: bool
    italic: bool
    plain: bool
    left: float = 0.0
    right: float = 0.0
    region: int = 0
    narrow: bool = False

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.25 * self.size


@dataclass(slots=True)
class TableCell:
    """A cell's lines, and how many columns and rows it spans from its place on."""

    lines: list[TextLine]
    head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Table:
    """A table of a page: rows of cells by column; None where a cell from elsewhere spans."""

    box: Box
    page: int
    edges: tuple[float, ...]
    rows: list[list[TableCell | None]]
    heads: int | None = None
    left: float = 0.0
    right: float = 0.0
    region: int = 0
    narrow: bool = False

    @property
    def x0(self) -> float:
        return self.box.x0

    @property
    def x1(self) -> float:
        return self.box.x1

    @property
    def top(self) -> float:
        return self.box.top

    @property
    def bottom(self) -> float:
        return self.box.bottom


@dataclass(frozen=True, slots=True)
class Fill:
    """A painted area; `order` is its place among all that is painted, later ones on top.

    `exact`: it is the whole box, not a shape within it.
    """

    box: Box
    colour: tuple[int, int, int]
    order: int
    exact: bool = True


@dataclass(slots=True)
class Drawing:
    """What a page shows besides text: rules (thin boxes), fills and pictures."""

    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[tuple[Box, int]] = field(default_factory=list)
    paths: int = 0


@dataclass(slots=True)
class PageContent:
    """A page as it was read from the file: what is seen of its text, and its drawing.

    `turned` are lines that are written up or down. `hidden` and `garbled` count characters that
    are not seen, or that the file has no letters for, `slanted` those of a stamp across the page.
    `bare`: there is no text at all, though there is something to see.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    turned: list[TextLine]
    drawing: Drawing
    hidden: int = 0
    garbled: int = 0
    slanted: int = 0
    bare: bool = False


Element = TextLine | Table


def common_size(lines: Sequence[TextLine]) -> float:
    """Return the size that most characters have, to half a point; 10 where there are none."""
    counts: dict[float, int] = {}
    for line in lines:
        size = round(2 * line.size) / 2
        counts[size] = counts.get(size, 0) + len(line.text)
    return max(counts, key=lambda size: (counts[size], -size), default=10.0)
