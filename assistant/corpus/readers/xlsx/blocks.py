"""The tables of a sheet: rows that stand together, under the names of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.corpus.canonical import CanonicalBuilder
from assistant.corpus.readers.grids import EMPTY, Row, add_rows, add_table
from assistant.corpus.readers.xlsx.sheet import Sheet


@dataclass(slots=True)
class Block:
    """Rows without an empty one between them; `marked`: the first is said to name the columns."""

    rows: list[Row] = field(default_factory=list)
    marked: bool = False


def add_blocks(builder: CanonicalBuilder, sheet: Sheet, first_list: int) -> int:
    """Add all tables of a sheet; returns the number of the next list.

    An empty row within a table sets its parts apart but not off: below it the names of the
    columns still hold, as long as no row of names begins another table.
    """
    names: list[str] = []
    for block in _blocks(sheet):
        if any(names) and not block.marked and _goes_on(names, block):
            add_rows(builder, names, block.rows, first_list)
            continue
        first_list += 1
        names = add_table(builder, block.rows, first_list, 1 if block.marked else None)
    return first_list + 1


def _blocks(sheet: Sheet) -> Iterator[Block]:
    columns = sorted({column for cells in sheet.rows.values() for column in cells})
    hidden = sorted(sheet.hidden)
    block = Block()
    previous = 0
    passed = 0
    for number in sorted(sheet.rows):
        begun = passed
        while passed < len(hidden) and hidden[passed] < number:
            passed += 1
        apart = number - previous - 1 - (passed - begun) > 0
        if block.rows and (apart or number in sheet.heads):
            yield block
            block = Block()
        if number in sheet.heads:
            block.marked = True
        cells = sheet.rows[number]
        block.rows.append([cells.get(column, EMPTY) for column in columns])
        previous = number
    if block.rows:
        yield block


def _goes_on(names: list[str], block: Block) -> bool:
    """Tell whether a block is more of the table above: figures in columns that have names."""
    for row in block.rows:
        filled = [n for n, cell in enumerate(row) if cell.text.strip()]
        if len(filled) > 1:
            named = all(n < len(names) and (names[n] or n == 0) for n in filled)
            return named and any(row[n].value for n in filled)
    return False
