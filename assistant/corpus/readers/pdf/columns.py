"""The order in which a page is read: above, left column, right column, below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.corpus.readers.pdf.model import Table, TextLine, Word
from assistant.corpus.readers.pdf.words import make_lines

# So many lines on each side make columns.
_FEWEST_LINES = 4
_NARROWEST = 8.0
_CANDIDATES = 12
# Letters of a usual line of a column; lines that reach the column's edge, of all.
_LINE_LETTERS = 12
_REACH = 0.8
_FULL_LINES = 0.4
# A table is written row by row, columns one after the other: changes of side per line.
_CHANGES = 0.2
_DEEPEST = 6


@dataclass(slots=True)
class Region:
    """Words and tables that are read from the top down; words in the order of the file.

    `narrow`: there is another region beside it.
    """

    words: list[Word]
    tables: list[Table]
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where two columns part: at `x`, between the heights `top` and `bottom`."""

    x: float
    top: float
    bottom: float
    lines: int


def split_columns(words: list[Word], tables: list[Table]) -> list[Region]:
    """Return the regions of a page in the order they are read."""
    return list(_split(Region(words, tables), 0))


def _split(whole: Region, depth: int) -> Iterator[Region]:
    words, tables = whole.words, whole.tables
    cut = _best_cut(words, tables) if depth < _DEEPEST else None
    if cut is None:
        if words or tables:
            yield whole
        return
    parts = (
        _part(words, tables, lambda x, y: y <= cut.top),
        _part(words, tables, lambda x, y: cut.top < y < cut.bottom and x < cut.x),
        _part(words, tables, lambda x, y: cut.top < y < cut.bottom and x >= cut.x),
        _part(words, tables, lambda x, y: y >= cut.bottom),
    )
    for number, part in enumerate(parts):
        part.narrow = whole.narrow or number in (1, 2)
        yield from _split(part, depth + 1)


def _part(words: list[Word], tables: list[Table], inside: Callable[[float, float], bool]) -> Region:
    return Region(
        [word for word in words if inside((word.x0 + word.x1) / 2, word.base)],
        [t for t in tables if inside((t.x0 + t.x1) / 2, (t.top + t.bottom) / 2)],
    )


def _best_cut(words: Sequence[Word], tables: Sequence[Table]) -> _Cut | None:
    if len(words) < 4 * _FEWEST_LINES:
        return None
    starts = Counter(round(word.x0) for word in words)
    leftmost = min(starts)
    edges = [x for x, n in starts.most_common(3 * _CANDIDATES) if n >= 2 and x > leftmost + 30]
    cuts = (cut for x in edges[:_CANDIDATES] for cut in _cuts(x, words, tables))
    return max(cuts, key=lambda cut: (cut.lines, -cut.x), default=None)


def _cuts(edge: float, words: Sequence[Word], tables: Sequence[Table]) -> list[_Cut]:
    """Return the stretches of a page in which nothing crosses the left edge of a column."""
    x = edge - 2.0
    # A column's edge is free on its left; a word that reaches in there belongs to no column.
    free = edge - _NARROWEST
    crossing = [(w.base - 0.75 * w.size, w.base) for w in words if w.x0 < edge - 1 and w.x1 > free]
    crossing += [(table.top, table.bottom) for table in tables if table.x0 < x < table.x1]
    least = _FEWEST_LINES * min(word.size for word in words)
    top = -1e9
    found = []
    for start, end in [*sorted(crossing), (1e9, 1e9)]:
        if start - top > least:
            cut = _cut(x, top, start, words)
            if cut is not None:
                found.append(cut)
        top = max(top, end)
    return found


def _cut(x: float, top: float, bottom: float, words: Sequence[Word]) -> _Cut | None:
    within = [word for word in words if top < word.base < bottom]
    left = [word for word in within if (word.x0 + word.x1) / 2 < x]
    right = [word for word in within if (word.x0 + word.x1) / 2 >= x]
    if min(len(left), len(right)) < 2 * _FEWEST_LINES:
        return None
    gap = min(w.x0 for w in right) - max(w.x1 for w in left)
    if gap < max(_NARROWEST, 0.8 * median(w.size for w in within)):
        return None
    sides = make_lines(left, 0), make_lines(right, 0)
    lines = min(len(side) for side in sides)
    if lines < _FEWEST_LINES or not all(_letters(side) >= _LINE_LETTERS for side in sides):
        return None
    changes = sum((a.x0 < x) != (b.x0 < x) for a, b in pairwise(within))
    one_after_the_other = changes <= max(2, _CHANGES * lines)
    full = all(_full(side) >= _FULL_LINES for side in sides)
    return _Cut(x, top, bottom, lines) if one_after_the_other or full else None


def _letters(lines: Sequence[TextLine]) -> float:
    return median(len(line.text) for line in lines)


def _full(lines: Sequence[TextLine]) -> float:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    reach = left + _REACH * (right - left)
    return sum(line.x1 >= reach for line in lines) / len(lines)
