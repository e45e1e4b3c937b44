"""One sheet: its shown cells by row and column, merged ones in each of their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element

from assistant.corpus.readers.grids import Cell
from assistant.corpus.readers.ooxml.names import attribute, child, tag
from assistant.corpus.readers.ooxml.package import Package
from assistant.corpus.readers.ooxml.stream import elements
from assistant.corpus.readers.xlsx.dates import show_iso
from assistant.corpus.readers.xlsx.numbers import show
from assistant.corpus.readers.xlsx.strings import text_of, unescaped
from assistant.corpus.readers.xlsx.styles import PLAIN, Look

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_PARTS = ("sheetFormatPr", "col", "row", "mergeCell", "autoFilter")
_LAST_COLUMN = 16_384
_MOST_MERGED = 500_000
_ON = frozenset({"1", "true"})
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Sequence[str]
    looks: Sequence[Look]
    since_1904: bool = False


@dataclass(slots=True)
class Sheet:
    """The shown cells: `rows[row][column]`, both from 1.

    `hidden` holds rows that are not shown, `heads` rows that a filter marks as naming columns.
    """

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)


def read_sheet(package: Package, part: str, book: Book) -> Sheet:
    """Read a sheet; hidden rows and columns, and text that is white on white, are left out."""
    sheet = Sheet()
    hidden_columns: list[tuple[int, int]] = []
    merged: list[str] = []
    rows_hidden = False
    last = 0
    for element in elements(package, part, *_PARTS):
        name = tag(element)
        if name == "x:sheetFormatPr":
            rows_hidden = element.get("zeroHeight") in _ON
        elif name == "x:col" and element.get("hidden") in _ON:
            hidden_columns.append((_number(element.get("min")), _number(element.get("max"))))
        elif name == "x:row":
            last = _number(element.get("r")) or last + 1
            if element.get("hidden", "1" if rows_hidden else "0") in _ON:
                sheet.hidden.add(last)
                continue
            cells = _cells(element, book, hidden_columns)
            if cells:
                sheet.rows[last] = cells
        elif name == "x:mergeCell":
            merged.append(element.get("ref") or "")
        elif name == "x:autoFilter" and (span := area(element.get("ref") or "")):
            sheet.heads.add(span[0][0])
    _merge(sheet, merged)
    return sheet


def area(reference: str) -> tuple[Place, Place] | None:
    """Return the first and the last place (row, column) of "B2:D7"."""
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    return (start, end) if start and end else None


def _cells(row: _Element, book: Book, hidden: Sequence[tuple[int, int]]) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    column = 0
    for element in row:
        if tag(element) != "x:c":
            continue
        place = _place(element.get("r") or "")
        column = place[1] if place else column + 1
        if any(first <= column <= last for first, last in hidden):
            continue
        index = _number(element.get("s"))
        look = book.looks[index] if index < len(book.looks) else PLAIN
        text = "" if look.gone else _text(element, look, book)
        if text.strip():
            cells[column] = Cell(text, look.head)
    return cells


def _text(element: _Element, look: Look, book: Book) -> str:
    kind = attribute(element, "t") or "n"
    if kind == "inlineStr":
        inline = child(element, "x:is")
        return "" if inline is None else text_of(inline)
    found = child(element, "x:v")
    text = (found.text or "") if found is not None else ""
    if kind == "s":
        index = _number(text.strip())
        return book.strings[index] if text.strip() and index < len(book.strings) else ""
    if kind == "str":
        return unescaped(text)
    if kind == "b":
        return {"1": "SAND", "0": "FALSK"}.get(text.strip(), "")
    if kind == "d":
        return show_iso(text.strip())
    if kind == "e":
        # "#REF!" says nothing about what should stand there.
        return ""
    try:
        return show(Decimal(text.strip()), look.code, since_1904=book.since_1904)
    except InvalidOperation:
        return text


def _merge(sheet: Sheet, merged: Sequence[str]) -> None:
    """Put a merged cell in each of its places that lies within the sheet's used part."""
    left = _MOST_MERGED
    widest = max((max(cells) for cells in sheet.rows.values()), default=0)
    for reference in merged:
        span = area(reference)
        if span is None or left <= 0:
            continue
        (top, first), (bottom, last) = span
        cell = sheet.rows.get(top, {}).get(first)
        if cell is None:
            continue
        for row in range(top, min(bottom, top + left) + 1):
            cells = sheet.rows.get(row)
            if cells is not None:
                end = min(last, widest)
                cells.update(dict.fromkeys(range(first, end + 1), cell))
                left -= max(end - first + 1, 1)


def _place(reference: str) -> Place | None:
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(found.group(2)), column) if column <= _LAST_COLUMN else None


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else 0
