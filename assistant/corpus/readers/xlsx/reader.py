"""Reads a workbook: its shown sheets in order, each with its tables and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.corpus.canonical import CanonicalBuilder, RawDocument
from assistant.corpus.readers.limits import Limits
from assistant.corpus.readers.ooxml.names import attribute, child, children, tag
from assistant.corpus.readers.ooxml.package import Package, relation_id
from assistant.corpus.readers.xlsx.blocks import add_blocks
from assistant.corpus.readers.xlsx.sheet import Book, area, read_sheet
from assistant.corpus.readers.xlsx.strings import read_strings
from assistant.corpus.readers.xlsx.styles import read_looks

# What a program calls a sheet when nobody gave it a name.
_UNNAMED = re.compile(r"(?:ark|sheet|tabelle|feuille)\s?\d*", re.IGNORECASE)
_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    part: str


def read_xlsx(data: bytes, stem: str, limits: Limits) -> RawDocument:
    """Read a workbook; its title is that of its properties, else `stem`.

    Numbers and dates stand as a Danish Excel shows them ("1.234,50", "30. maj 2022"), formulas as
    what they came to when the file was saved. Left out are hidden sheets, rows and columns, what
    is struck out or white on white, and comments. Raises InputError `broken_document`,
    `encrypted_document` or `expands_too_far`.
    """
    package = Package(data, f"{stem}.xlsx", limits)
    main = package.main()
    workbook = package.xml(main)
    if workbook is None or tag(workbook) != "x:workbook":
        raise package.broken()
    book = Book(
        read_strings(package, package.related(main, "sharedStrings")),
        read_looks(package.xml(package.related(main, "styles"))),
        attribute(child(workbook, "x:workbookPr"), "date1904") in _ON,
    )
    sheets = list(_shown(package, main))
    builder = CanonicalBuilder()
    lists = 0
    for named in sheets:
        sheet = read_sheet(package, named.part, book)
        sheet.heads |= _table_heads(package, named.part)
        texts = list(_text_boxes(package, named.part))
        if not sheet.rows and not texts:
            continue
        if len(sheets) > 1 or not _UNNAMED.fullmatch(named.name.strip()):
            builder.heading(named.name, 1)
        lists = add_blocks(builder, sheet, lists)
        for text in texts:
            builder.paragraph(text)
    return builder.build(stem, {"title": package.title() or stem})


def _shown(package: Package, main: str) -> Iterator[_Named]:
    """Yield the sheets that are shown and hold cells: none that is a chart."""
    targets = {r.id: r.target for r in package.relations(main) if r.kind == "worksheet"}
    for element in children(child(package.xml(main), "x:sheets"), "x:sheet"):
        part = targets.get(relation_id(element))
        if part is not None and (element.get("state") or "visible") == "visible":
            yield _Named(element.get("name") or "", part)


def _table_heads(package: Package, part: str) -> set[int]:
    """Return the rows that name the columns of the sheet's tables ("Format as table")."""
    heads: set[int] = set()
    for relation in package.relations(part):
        if relation.kind == "table":
            table = package.xml(relation.target)
            span = area(attribute(table, "ref") or "")
            if span and attribute(table, "headerRowCount") != "0":
                heads.add(span[0][0])
    return heads


def _text_boxes(package: Package, part: str) -> Iterator[str]:
    """Yield the texts of the shapes that lie on a sheet."""
    drawing = package.xml(package.related(part, "drawing"))
    for element in drawing.iter() if drawing is not None else ():
        if isinstance(element.tag, str) and element.tag.endswith("}txBody"):
            lines = (
                "".join(t.text or "" for t in p.iter() if tag(t) == "a:t")
                for p in children(element, "a:p")
            )
            yield "\n".join(line for line in lines if line.strip())
