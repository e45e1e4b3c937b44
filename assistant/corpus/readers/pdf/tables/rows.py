"""Rows of a table that no rule parts: told by the gaps between words, and by what lines up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.corpus.readers.pdf.model import TextLine, Word
from assistant.corpus.readers.pdf.words import make_lines


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns by the gaps between them: each from `starts[n]` to the next one's start."""

    starts: tuple[float, ...]
    end: float

    @property
    def edges(self) -> tuple[float, ...]:
        return (*self.starts, self.end)

    def of(self, word: Word) -> int:
        """Return the column of a word."""
        middle = (word.x0 + word.x1) / 2
        return max((n for n, start in enumerate(self.starts) if start <= middle), default=0)


Stretch = tuple[float, float]


def gaps_of(lines: Sequence[TextLine], least: float) -> list[Stretch]:
    """Return the gaps of at least `least` points that all lines leave free, from left to right."""
    covered = sorted((word.x0, word.x1) for line in lines for word in line.words)
    gaps: list[Stretch] = []
    if not covered:
        return gaps
    end = covered[0][1]
    for start, stop in covered[1:]:
        if start - end >= least:
            gaps.append((end, start))
        end = max(end, stop)
    return gaps


def columns_of(lines: Sequence[TextLine], gaps: Sequence[Stretch]) -> Columns:
    """Return the columns that gaps part."""
    first = min(line.x0 for line in lines)
    return Columns((first, *((a + b) / 2 for a, b in gaps)), max(line.x1 for line in lines))


def cells_of(line: TextLine, columns: Columns) -> dict[int, list[Word]]:
    """Return the words of a line by column."""
    cells: dict[int, list[Word]] = {}
    for word in line.words:
        cells.setdefault(columns.of(word), []).append(word)
    return cells


def group_rows(lines: Sequence[TextLine], columns: Columns) -> list[list[TextLine]]:
    """Group lines into rows: one whose first column is empty goes on with the row above.

    Where rows stand further apart than their lines, the distance tells.
    """
    rows: list[list[TextLine]] = []
    gap = _row_gap(lines)
    for line in lines:
        cells = cells_of(line, columns)
        if rows and gap is not None:
            goes_on = line.base - rows[-1][-1].base < gap
        else:
            goes_on = bool(rows) and 0 not in cells and len(cells) < len(columns.starts)
        if goes_on:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _row_gap(lines: Sequence[TextLine]) -> float | None:
    """Return the distance from which on a new row begins; None where all are about the same."""
    steps = sorted(b.base - a.base for a, b in pairwise(lines))
    if len(steps) < 2:
        return None
    jumps = [(b - a, (a + b) / 2) for a, b in pairwise(steps)]
    jump, middle = max(jumps)
    narrow = sum(step < middle for step in steps)
    return middle if jump >= 2.5 and narrow >= 2 and steps[0] * 1.2 < middle else None


def lines_in(words: Sequence[Word], page: int) -> list[TextLine]:
    """Return the lines of a cell's words."""
    return make_lines(words, page)
