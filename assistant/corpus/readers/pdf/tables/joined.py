"""Tables that go on over the end of a page: one table, its head repeated or not."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.readers.pdf.model import Element, Table, TableCell

_SAME_EDGE = 6.0
_SAME_START = 18.0
_MOST_HEADS = 3


def join_tables(pages: Sequence[list[Element]]) -> None:
    """Put the part of a table that begins a page behind the part that ends the page before."""
    whole: Table | None = None
    page_of_whole = -1
    for number, elements in enumerate(pages):
        if not elements:
            continue
        first = elements[0]
        goes_on = whole is not None and page_of_whole == number - 1
        if goes_on and whole is not None and isinstance(first, Table) and _alike(whole, first):
            _append(whole, first)
            elements.pop(0)
            if not elements:
                page_of_whole = number
                continue
        last = elements[-1] if elements else None
        whole = last if isinstance(last, Table) else None
        page_of_whole = number


def _alike(table: Table, part: Table) -> bool:
    if len(table.rows[0]) != len(part.rows[0]):
        return False
    if all(abs(a - b) <= _SAME_EDGE for a, b in zip(table.edges, part.edges, strict=True)):
        return True
    starts = zip(table.edges[:-1], part.edges[:-1], strict=True)
    return all(abs(a - b) <= _SAME_START for a, b in starts)


def _append(table: Table, part: Table) -> None:
    repeated = _repeated(table, part)
    if repeated:
        table.heads = repeated
    rows = part.rows[repeated:]
    if rows and _is_rest(table.rows[-1], rows[0]):
        for above, cell in zip(table.rows[-1], rows[0], strict=True):
            if above is not None and cell is not None:
                above.lines += cell.lines
        rows = rows[1:]
    table.rows += rows


def _repeated(table: Table, part: Table) -> int:
    """Count the first rows that say the same in both: the names of the columns."""
    same = 0
    for a, b in zip(table.rows[:_MOST_HEADS], part.rows[:_MOST_HEADS], strict=False):
        if _text(a) != _text(b) or not _text(a).strip():
            break
        same += 1
    return same if same < len(table.rows) else 0


def _is_rest(above: Sequence[TableCell | None], row: Sequence[TableCell | None]) -> bool:
    """Tell whether a row is the rest of the one above, cut by the end of the page."""
    if row[0] is None or row[0].lines or any(cell is None for cell in (*above, *row)):
        return False
    begun = [cell.lines[0].text for cell in row if cell is not None and cell.lines]
    return bool(begun) and all(text[:1].islower() for text in begun)


def _text(row: Sequence[TableCell | None]) -> str:
    return "|".join(
        " ".join(line.text for line in cell.lines) if cell is not None else "" for cell in row
    )
