"""Lines to paragraphs and items: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Literal

from assistant.corpus.readers.pdf.marks import item_mark
from assistant.corpus.readers.pdf.model import Element, Table, TextLine

# In parts of the usual step from line to line, and points.
_STEP = 1.18
_MORE = 1.5
_CLOSE = 1.8
# In parts of the size of the letters.
_INDENT = 0.45
_SPACE = 0.25
_SIZES = 0.6
_SHORT = 0.62
_FAR = 0.8
_ENDS = re.compile(r"[.!?:;…][\"”’)»\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
# A list's item ends so where another one follows.
_ITEM_ENDS = re.compile(r"(?:[.!?:;,…]|\b(?:og|eller|samt|and|or))[\"”’)»\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_CLAUSE = re.compile(r"^(?:§\s*\d|Stk\.\s*\d)")


@dataclass(slots=True)
class Piece:
    """A paragraph, an item or a table; what becomes a heading or a note is told later.

    `breaks`: the lines, by number, before which the line break stays. `skip`: the length of an
    item's mark. `inside`: where the text of an item begins, from the left.
    """

    kind: Literal["paragraph", "item", "heading", "table", "note"]
    lines: list[TextLine] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    number: str | None = None
    skip: int = 0
    level: int = 0
    inside: float = 0.0
    table: Table | None = None
    gap_before: bool = True

    @property
    def last(self) -> TextLine:
        return self.lines[-1]


Join = Literal["join", "line", "new"]


class Flow:
    """Makes pieces of a document's elements, which come page by page."""

    def __init__(self, pages: Sequence[Sequence[Element]]) -> None:
        lines = [e for page in pages for e in page if isinstance(e, TextLine)]
        self._steps = _steps(lines)

    def pieces(self, elements: Sequence[Element]) -> list[Piece]:
        """Return the pieces of one page, its regions apart."""
        pieces: list[Piece] = []
        for element in elements:
            last = pieces[-1] if pieces else None
            if isinstance(element, Table):
                pieces.append(Piece("table", table=element))
                continue
            if last is None or last.kind == "table" or last.last.region != element.region:
                pieces.append(_begin(element, gap=True))
                continue
            how = self._how(last, element)
            if how == "new":
                gap = self._gap(last.last, element)
                pieces.append(_begin(element, gap=gap, after=last))
            else:
                if how == "line":
                    last.breaks.add(len(last.lines))
                last.lines.append(element)
        return pieces

    def _gap(self, above: TextLine, line: TextLine) -> bool:
        """Tell whether more than the usual space stands above a line."""
        usual = self._steps.get(round(2 * line.size), 1.2 * line.size)
        step = line.base - above.base
        return step > _STEP * usual and step > usual + _MORE

    def _how(self, piece: Piece, line: TextLine) -> Join:
        above = piece.last
        if self._gap(above, line) or line.base < above.base:
            inside = piece.kind == "item" and abs(line.x0 - piece.inside) < _INDENT * line.size
            more = inside and line.x0 > line.left + line.size and _is_plain(piece, line)
            near = line.base - above.base < 2.2 * self._steps.get(round(2 * line.size), line.size)
            return "line" if more and near and item_mark(line.text) is None else "new"
        if abs(above.size - line.size) > _SIZES or {_weight(above), _weight(line)} == {0, 2}:
            return "new"
        if _begins_item(piece, line) or (_CLAUSE.match(line.text) and _ends(above)):
            return "new"
        if _weight(line) == 2 or line.size > 1.15 * _body(self._steps, line):
            return "join"
        return _by_edges(piece, above, line)


def _begin(line: TextLine, *, gap: bool, after: Piece | None = None) -> Piece:
    marked = item_mark(line.text)
    if marked is None or (after is not None and not gap and not _begins_item(after, line)):
        return Piece("paragraph", [line], gap_before=gap)
    number, text = marked
    skip = len(line.text) - len(text)
    return Piece(
        "item", [line], number=number, skip=skip, inside=_inside(line, skip), gap_before=gap
    )


def _inside(line: TextLine, skip: int) -> float:
    """Return where the text behind an item's mark begins."""
    at = 0
    for word in line.words:
        at += (line.text[at : at + 1] == " ") + len(word.text)
        if at > skip:
            return word.x0
    return line.x0


def _begins_item(piece: Piece, line: TextLine) -> bool:
    """Tell an item's mark from a number that a line of a paragraph happens to begin with."""
    if item_mark(line.text) is None:
        return False
    if piece.kind == "item":
        first = piece.lines[0]
        outside = line.x0 < piece.inside - _INDENT * line.size
        return outside or abs(line.x0 - first.x0) < _INDENT * line.size or _ended(piece)
    return _ended(piece) or abs(line.x0 - piece.last.x0) > _INDENT * line.size


def _ended(piece: Piece) -> bool:
    return _ITEM_ENDS.search(piece.last.text) is not None


def _by_edges(piece: Piece, above: TextLine, line: TextLine) -> Join:
    indent = _INDENT * line.size
    if piece.kind == "item":
        first = piece.lines[0]
        hangs = piece.inside > first.x0 + indent
        if len(piece.lines) > 1 and line.x0 < above.x0 - indent:
            return "new"
        if (
            hangs
            and line.x0 < piece.inside - indent
            and (len(piece.lines) > 1 or _had_room(above, line) or _ends(above))
        ):
            return "new"
    elif not _centred(above, line):
        outdented = line.x0 < above.x0 - indent and len(piece.lines) > 1
        indented = line.x0 > above.x0 + indent
        # A paragraph whose first line sticks out goes on further in; a full line shows it.
        hangs = len(piece.lines) == 1 and not _ends(above) and not _had_room(above, line)
        if outdented or (indented and not hangs):
            return "new"
    if not _had_room(above, line):
        return "join"
    far = above.x1 > above.left + _FAR * (above.right - above.left)
    if (line.text[:1].islower() or far) and not _ends(above):
        return "join"
    short = max(above.x1 - above.x0, line.x1 - line.x0) < _SHORT * (line.right - line.left)
    return "line" if short or piece.kind == "item" else "new"


def _had_room(above: TextLine, line: TextLine) -> bool:
    """Tell whether the first word of a line would have stood on the line above, had it gone on."""
    first = line.words[0]
    return above.x1 + _SPACE * line.size + (first.x1 - first.x0) < above.right - 1


def _ends(line: TextLine) -> bool:
    return _ENDS.search(line.text) is not None


def _centred(above: TextLine, line: TextLine) -> bool:
    return abs((above.x0 + above.x1) - (line.x0 + line.x1)) < 6


def _weight(line: TextLine) -> int:
    return 2 if line.bold else 0 if line.plain else 1


def _is_plain(piece: Piece, line: TextLine) -> bool:
    return abs(piece.last.size - line.size) <= _SIZES and not line.bold


def _body(steps: Mapping[int, float], line: TextLine) -> float:
    """Return the smallest size that lines come in, at most the line's own."""
    return min((size / 2 for size in steps), default=line.size)


def _steps(lines: Sequence[TextLine]) -> dict[int, float]:
    """Return the usual step from line to line by size, in half points."""
    steps: dict[int, list[float]] = defaultdict(list)
    for above, line in pairwise(lines):
        same = above.region == line.region and abs(above.size - line.size) <= _SIZES
        step = line.base - above.base
        if same and 0 < step <= _CLOSE * line.size:
            steps[round(2 * line.size)].append(step)
    return {size: median(found) for size, found in steps.items() if len(found) > 1}


def goes_on(piece: Piece, following: Piece) -> bool:
    """Tell whether a piece goes on where the next column or page begins."""
    if piece.kind not in ("paragraph", "item") or following.kind != "paragraph":
        return False
    above, line = piece.last, following.lines[0]
    if abs(above.size - line.size) > _SIZES or {_weight(above), _weight(line)} == {0, 2}:
        return False
    if _ends(above) or _CLAUSE.match(line.text):
        return False
    if above.text.endswith("-") or line.text[:1].islower() or above.text.endswith(","):
        return True
    return not _had_room(above, line) and line.x0 <= line.left + _INDENT * line.size
