"""A table as a grid: which of its rows name the columns, and each other row readable alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.corpus.canonical import CanonicalBuilder, normalise

_JOIN = " – "
_BOTH = " / "
_MOST_HEADS = 3
_LONGEST_NAME = 160
_LONGEST_LABEL = 120
_LONGEST_VALUE = 80
_DIGIT = re.compile(r"\d")
# What is left of a value without this is its unit: two dates are of one kind, too.
_KIND = re.compile(r"[\d\s.,:+\-–/()]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?")
_MONTH = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_VALUE = re.compile(
    rf"(?:[\d\s.,:%+\-–/()*<>≤≥~]|kr\b|dkk\b|eur\b|€|pct\b|mio\b|mia\b|kl\b|t\.kr|(?:{_MONTH})\w*\b)+",
    re.IGNORECASE,
)


class Cell:
    """A cell's canonical text. `head`: it is set off as a heading (bold, shaded, marked as one).

    A cell that spans columns or rows stands in each of their places as the same object.
    """

    __slots__ = ("head", "text")

    def __init__(self, text: str, head: bool = False) -> None:
        self.text = normalise(text)
        self.head = head

    @property
    def value(self) -> bool:
        """Tell whether the text is a number, an amount or a date: no name of a column."""
        text = self.text
        if len(text) > _LONGEST_VALUE or not _DIGIT.search(text) or _YEAR.fullmatch(text):
            return False
        return _VALUE.fullmatch(text) is not None


EMPTY = Cell("")
Row = list[Cell]


def add_table(
    builder: CanonicalBuilder, grid: Sequence[Row], list_id: int, marked: int | None = None
) -> list[str]:
    """Add a table: a caption row as a paragraph, label and value as such, the rest as rows.

    `marked` is how many of the first rows are marked as naming the columns (None: not said).
    Returns the names of the grid's columns, which a part of the table further down may need.
    """
    rows, marked, kept = _tidy(grid, marked)
    while len(rows) > 1 and _single(rows[0]) and not all(_single(row) for row in rows):
        builder.paragraph(_single(rows[0]))
        rows = rows[1:]
        marked = max(marked - 1, 0) if marked is not None else None
    if not rows:
        return []
    if len(rows[0]) == 1:
        for row in rows:
            builder.paragraph(row[0].text)
        return []
    heads = marked if marked else _guess_heads(rows)
    heads = min(heads, len(rows) - 1)
    if not heads and _is_labels(rows):
        for label, value in rows:
            builder.labelled(label.text.rstrip().rstrip(":"), value.text)
        return []
    names = _names(rows[:heads], len(rows[0]))
    add_rows(builder, names, rows[heads:], list_id)
    by_column = dict(zip(kept, names, strict=True))
    return [by_column.get(column, "") for column in range(kept[-1] + 1)]


def add_rows(
    builder: CanonicalBuilder, names: Sequence[str], rows: Sequence[Row], list_id: int
) -> None:
    """Add rows under their column names; one that spans the table stands before those below it."""
    group = ""
    unused = False
    for row in rows:
        single = _single(row)
        if single and (len(set(map(id, row))) == 1 or row[0].head) and len(single) <= _LONGEST_NAME:
            if unused:
                builder.row([], [group], list_id)
            group, unused = single, True
            continue
        unused = False
        headers, cells = _pairs(names, row)
        builder.row(["", *headers], [group, *cells], list_id)
    if unused:
        builder.row([], [group], list_id)


def _pairs(names: Sequence[str], row: Row) -> tuple[list[str], list[str]]:
    """Return a row's cells with their names; a cell over several columns has all their names."""
    headers: list[str] = []
    cells: list[str] = []
    column = 0
    while column < len(row):
        end = column + 1
        while end < len(row) and row[end] is row[column] and row[column] is not EMPTY:
            end += 1
        known = [name for name in names[column:end] if name]
        headers.append(_BOTH.join(dict.fromkeys(known)))
        cells.append(row[column].text)
        column = end
    return headers, cells


def _tidy(grid: Sequence[Row], marked: int | None) -> tuple[list[Row], int | None, list[int]]:
    """Make all rows equally wide and leave out empty rows and columns; say which were kept."""
    width = max((len(row) for row in grid), default=0)
    full = [[*row, *[EMPTY] * (width - len(row))] for row in grid]
    if marked is not None:
        marked = sum(any(cell.text for cell in row) for row in full[:marked])
    rows = [row for row in full if any(cell.text for cell in row)]
    used = [n for n in range(width) if any(row[n].text for row in rows)]
    # A column that only repeats what spans it says nothing of its own.
    kept = [
        n
        for n in used
        if n == 0 or any(row[n] is EMPTY or row[n] is not row[n - 1] for row in rows)
    ]
    return [[row[n] for n in kept] for row in rows], marked, kept


def _single(row: Row) -> str:
    """Return the text of a row that has nothing but one cell at its start, else nothing."""
    first = row[0]
    if all(cell is first or not cell.text for cell in row[1:]):
        return first.text
    return ""


def _guess_heads(rows: list[Row]) -> int:
    if len(rows) < 2:
        return 0
    heads = 0
    for row in rows[: min(_MOST_HEADS, len(rows) - 1)]:
        if not _is_styled(row):
            break
        heads += 1
    if heads == len(rows) - 1 and heads > 1 and _is_styled(rows[-1]):
        heads = 1
    if heads:
        return heads
    if not _may_name(rows[0]) or _has_label_column(rows):
        return 0
    if len(rows[0]) == 2:
        return int(_is_measured(rows[1:]) and not any(r[0].text.endswith(":") for r in rows))
    return 2 if _has_span(rows[0]) and len(rows) > 2 and _may_name(rows[1]) else 1


def _is_measured(rows: list[Row]) -> bool:
    """Tell whether two columns are things and one measure of them, not labels and any values."""
    kinds = {_KIND.sub("", row[1].text).strip().lower() for row in rows if row[1].value}
    return len(rows) > 1 and len(kinds) == 1 and all(row[1].value for row in rows)


def _is_styled(row: Row) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) > 1 and all(cell.head and not cell.value for cell in filled)


def _may_name(row: Row) -> bool:
    filled = [cell for cell in row if cell.text]
    complete = len(filled) >= len(row) - 1
    return complete and all(not c.value and len(c.text) <= _LONGEST_NAME for c in filled)


def _has_span(row: Row) -> bool:
    return any(a is b and a is not EMPTY for a, b in itertools.pairwise(row))


def _has_label_column(rows: list[Row]) -> bool:
    first = [row[0] for row in rows if row[0].text]
    return len(first) > 1 and all(cell.head for cell in first)


def _is_labels(rows: list[Row]) -> bool:
    return len(rows[0]) == 2 and all(
        0 < len(row[0].text) <= _LONGEST_LABEL and row[0] is not row[1] for row in rows
    )


def _names(heads: Sequence[Row], width: int) -> list[str]:
    """Join what stands above each column, a cell over several rows once."""
    names: list[str] = []
    for column in range(width):
        parts = [" ".join(row[column].text.split()) for row in heads]
        names.append(_JOIN.join(dict.fromkeys(part.rstrip(":") for part in parts if part)))
    return names
