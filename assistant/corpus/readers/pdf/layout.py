"""A page's lines and tables in the order they are read."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.readers.pdf.columns import Region, split_columns
from assistant.corpus.readers.pdf.model import Element, PageContent, TextLine
from assistant.corpus.readers.pdf.tables.cells import ruled_tables
from assistant.corpus.readers.pdf.tables.loose import with_loose_tables
from assistant.corpus.readers.pdf.tables.ruled import Rule, across_rules
from assistant.corpus.readers.pdf.words import make_lines

_SAME_EDGE = 6.0
_SAME_END = 3.0


def lay_out(page: PageContent, first_region: int) -> list[Element]:
    """Return what stands on a page, each with its column's edges; regions count on from a number.

    Lines that are written up or down, other than in a table's cells, come last.
    """
    tables = ruled_tables(page)
    rules = across_rules(page.drawing)
    elements: list[Element] = []
    region_number = first_region
    for region in split_columns(page.words, tables):
        for element in _region(region, page.number, rules):
            element.region = region_number
            elements.append(element)
        region_number += 1
    for line in page.turned:
        line.left, line.right = line.x0, line.x1
        line.region = region_number
        region_number += 1
        elements.append(line)
    return elements


def _region(region: Region, page: int, rules: Sequence[Rule]) -> list[Element]:
    lines = make_lines(region.words, page)
    elements: list[Element] = []
    tables = sorted(region.tables, key=lambda table: table.top)
    free: list[TextLine] = []
    for line in lines:
        # Lines above and below a table make no table together.
        while tables and tables[0].top < line.base:
            elements += with_loose_tables(free, rules)
            free = []
            elements.append(tables.pop(0))
        free.append(line)
    elements += with_loose_tables(free, rules)
    elements += tables
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    for element in elements:
        element.left, element.right, element.narrow = left, right, region.narrow
    return elements


def agree_on_edges(pages: Sequence[Sequence[Element]]) -> None:
    """Give columns the right edge that their lines reach, where they begin at the same place.

    A page of short lines would else seem narrow, and one line that sticks out make all others
    short.
    """
    columns: dict[tuple[int, bool], list[TextLine]] = {}
    for line in (e for page in pages for e in page if isinstance(e, TextLine)):
        key = (round(line.left / _SAME_EDGE), line.narrow)
        columns.setdefault(key, []).append(line)
    for lines in columns.values():
        right = _right_edge([line.x1 for line in lines])
        for line in lines:
            line.right = right


def _right_edge(ends: Sequence[float]) -> float:
    """Return the furthest place at which several lines end; the furthest of all if none do."""
    ordered = sorted(ends, reverse=True)
    enough = max(3, len(ordered) // 50)
    for number, end in enumerate(ordered[: len(ordered) - enough + 1]):
        if end - ordered[number + enough - 1] <= _SAME_END:
            return end
    return ordered[0]
