"""Files made to harm their reader, as the bytes of the formats they pretend to be."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tests.corpus.office_files import cell, docx, p, table, xlsx, zipped

_DOCUMENT, _SHEET = "word/document.xml", "xl/worksheets/s1.xml"
_LAST = "l30"
BOMB_BYTES = 3_000_000


def office() -> dict[str, bytes]:
    """Return hostile Word and Excel files by name."""
    one = '<row r="1"><c r="A1"><v>1</v></c></row>'
    plain, book = docx(p("Tekst.")), xlsx(f"<sheetData>{one}</sheetData>")
    bomb = _with(plain, _DOCUMENT, "Tekst.", "x" * BOMB_BYTES)
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    nest, unnest = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    beyond = '<row r="9999999999"><c r="ZZZZZZ9999999999"><v>1e999</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return {
        "bomb.docx": bomb,
        "lying-bomb.docx": _lying(bomb, 1000),
        "laughs.docx": _with(plain, _DOCUMENT, "Tekst.", f"&{_LAST};", entities("ha")),
        "laughs.xlsx": _with(book, _SHEET, "<v>1", f"<v>&{_LAST};", entities("1")),
        "outside.docx": _with(plain, _DOCUMENT, "Tekst.", "Tekst.&e;", outside),
        "deep.docx": docx(nest * 20_000 + p("x") + unnest * 20_000),
        "nested.docx": docx(nest * 80 + p("x") + unnest * 80),
        "wide-cells.docx": docx(table(*[["a", cell("b", 2_000_000_000)]] * 100, heads=1)),
        "far-cell.xlsx": xlsx(f"<sheetData>{one}{far}</sheetData>"),
        "far-merge.xlsx": xlsx(f"<sheetData>{one}</sheetData>{merge}"),
        "beyond.xlsx": xlsx(f"<sheetData>{beyond}</sheetData>"),
    }


def long_sheet(rows: int) -> bytes:
    """Return a workbook with one sheet of so many rows."""
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n * 7}</v></c></row>'
        for n in range(1, rows + 1)
    )
    return xlsx(f"<sheetData>{cells}</sheetData>")


def pages() -> dict[str, bytes]:
    """Return hostile web pages and texts by name."""
    laughs = f"<?xml version='1.0'?>{entities('ha')}<html><p>&{_LAST};</html>"
    return {
        "deep.html": b"<div>" * 200_000 + b"tekst",
        "wide.html": b"<table>" + b"<tr><th>a<td colspan=1000000 rowspan=1000000>b" * 200,
        "lists.html": b"<ul><li>a" * 50_000,
        "laughs.html": laughs.encode(),
        "brackets.md": b"[" * 150_000,
        "comments.md": b"<!--" * 100_000,
        "quotes.md": b">" * 300_000 + b" dyb",
        "yaml.md": b"---\na: " + b"[" * 50_000 + b"\n---\n# Overskrift\n\nTekst.\n",
        "lines.txt": b"a\n\n" * 50_000,
    }


def entities(first: str) -> str:
    """Return a document type whose last entity is 10^30 times `first`."""
    levels = (f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 31))
    return f'<!DOCTYPE x [<!ENTITY l0 "{first}">{"".join(levels)}]>'


def _with(data: bytes, part: str, old: str, new: str, before: str = "") -> bytes:
    """Return an Office file with something else in one of its parts, and `before` in front."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    content = parts[part]
    assert isinstance(content, bytes)
    parts[part] = before + content.decode().replace(old, new)
    return zipped(parts)


def _lying(data: bytes, declared: int) -> bytes:
    """Return an archive whose document is said to have `declared` bytes."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        real = archive.getinfo(_DOCUMENT).file_size
    return data.replace(real.to_bytes(4, "little"), declared.to_bytes(4, "little"))
