"""Tables without a frame: lines whose words stand in the same columns, with free gaps between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus.readers.pdf.marks import MARKER
from assistant.corpus.readers.pdf.model import Box, Element, Table, TableCell, TextLine, Word
from assistant.corpus.readers.pdf.tables.rows import (
    Columns,
    Stretch,
    cells_of,
    columns_of,
    gaps_of,
    group_rows,
)
from assistant.corpus.readers.pdf.tables.ruled import Rule
from assistant.corpus.readers.pdf.words import make_lines

# In parts of the size of the letters.
_WIDE = 1.2
_FREE = 0.7
_FURTHEST = 3.2
_CLOSE = 1.4
_FEWEST_ROWS = 3
# Of a table's width, what a rule that belongs to it has at least.
_RULE = 0.7
_LONG_PROSE = 90


def with_loose_tables(lines: Sequence[TextLine], rules: Sequence[Rule]) -> list[Element]:
    """Return lines with those that make a table put into one; from the top down."""
    found: list[Element] = []
    number = 0
    while number < len(lines):
        run = _run(lines[number:])
        table = _table(run, rules) if run else None
        if table is None:
            found.append(lines[number])
            number += 1
        else:
            found.append(table)
            number += len(run)
    return found


def _groups(line: TextLine) -> int:
    """Count the groups of words that stand far apart; a list's mark belongs to its text."""
    least = _WIDE * line.size
    apart = [
        (a, b) for a, b in zip(line.words, line.words[1:], strict=False) if b.x0 - a.x1 >= least
    ]
    if apart and apart[0][0] is line.words[0] and MARKER.fullmatch(line.words[0].text):
        apart = apart[1:]
    return len(apart) + 1


def _run(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines from the first on that leave at least one gap free together."""
    first = lines[0]
    if _groups(first) < 2:
        return []
    run = [first]
    gaps = _gaps(run)
    for line in lines[1:]:
        if line.base - run[-1].base > _FURTHEST * max(line.size, run[-1].size):
            break
        more = _gaps([*run, line])
        single = _groups(line) < 2
        if not more or (single and (len(more) < len(gaps) or len(line.text) > _LONG_PROSE)):
            break
        run.append(line)
        gaps = more
    while run and _groups(run[-1]) < 2 and not _goes_on(run):
        run.pop()
    return run


def _goes_on(run: Sequence[TextLine]) -> bool:
    """Tell whether the last line, of one cell, belongs to the row above it."""
    if len(run) < 2:
        return False
    line, above = run[-1], run[-2]
    near = line.base - above.base <= _CLOSE * line.size
    return near and (line.x0 > above.x0 + line.size or line.text[:1].islower())


def _gaps(run: Sequence[TextLine]) -> list[Stretch]:
    size = max(line.size for line in run)
    gaps = gaps_of(run, _FREE * size)
    marks = [line.words[0] for line in run if MARKER.fullmatch(line.words[0].text)]
    if gaps and len(marks) == len(run):
        # A list is no table of its marks.
        return [gap for gap in gaps if gap[0] > max(word.x1 for word in marks) + 1]
    return gaps


def _table(run: Sequence[TextLine], rules: Sequence[Rule]) -> Table | None:
    gaps = _gaps(run)
    if not gaps:
        return None
    columns = columns_of(run, gaps)
    own = _own_rules(run, rules)
    filled = sum(len(cells_of(line, columns)) > 1 for line in run)
    if filled < (2 if own else _FEWEST_ROWS) or filled < 0.4 * len(run):
        return None
    parts = _Parts.of(run, own)
    groups = [row for part in parts.parts for row in parts.rows(part, columns)]
    if len(groups) < 2:
        return None
    rows = [_row(group, columns) for group in groups]
    heads = len(parts.rows(parts.parts[0], columns)) if parts.has_head else None
    box = Box(columns.starts[0], run[0].top, columns.end, run[-1].bottom)
    return Table(box, run[0].page, columns.edges, rows, heads)


def _own_rules(run: Sequence[TextLine], rules: Sequence[Rule]) -> list[float]:
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    top, bottom = run[0].top - run[0].size, run[-1].bottom + run[-1].size
    wide = (r for r in rules if min(r.end, right) - max(r.start, left) >= _RULE * (right - left))
    return sorted(rule.at for rule in wide if top <= rule.at <= bottom)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a table between its rules; `each`: a rule parts each row from the next."""

    parts: tuple[tuple[TextLine, ...], ...]
    each: bool

    @classmethod
    def of(cls, run: Sequence[TextLine], rules: Sequence[float]) -> _Parts:
        parts: list[list[TextLine]] = []
        above = -1
        for line in run:
            passed = sum(rule < line.base - 0.3 * line.size for rule in rules)
            if passed == above:
                parts[-1].append(line)
            else:
                parts.append([line])
            above = passed
        sizes = sorted(len(part) for part in parts)
        each = len(parts) >= _FEWEST_ROWS and sizes[len(sizes) // 2] <= 2 and sizes[-1] <= 6
        return cls(tuple(tuple(part) for part in parts), each)

    @property
    def has_head(self) -> bool:
        """Whether a rule below the first rows says that they name the columns."""
        return not self.each and 2 <= len(self.parts) <= 4 and len(self.parts[0]) <= 3

    def rows(self, part: Sequence[TextLine], columns: Columns) -> list[list[TextLine]]:
        """Return the rows of a part."""
        return [list(part)] if self.each else group_rows(part, columns)


def _row(lines: Sequence[TextLine], columns: Columns) -> list[TableCell | None]:
    words: list[list[Word]] = [[] for _ in columns.starts]
    for line in lines:
        for column, cell in cells_of(line, columns).items():
            words[column].extend(cell)
    cells: list[TableCell | None] = []
    for own in words:
        made = make_lines(own, lines[0].page)
        cells.append(TableCell(made, bool(made) and all(line.bold for line in made)))
    return cells
