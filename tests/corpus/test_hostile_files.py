"""Files made to hang, fill or fool a reader end in text or a clear error, within the limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.corpus.sandbox.limits import FileLimits
from assistant.corpus.sandbox.reader import SafeReader
from assistant.errors import InputError
from tests.corpus import hostile_files, hostile_pdfs

LIMITS = FileLimits(max_read_seconds=20, max_read_memory_mb=500)


def outcomes(
    folder: Path, files: Iterable[tuple[str, bytes]], limits: FileLimits = LIMITS
) -> dict[str, str]:
    """Read files; returns the code of its error for each, or the end of its text."""
    found = {}
    with SafeReader(limits) as reader:
        for name, data in files:
            file = folder / name
            file.write_bytes(data)
            try:
                found[name] = reader.read(file).text[-40:]
            except InputError as error:
                found[name] = error.code
    return found


def test_office_files(tmp_path: Path) -> None:
    found = outcomes(tmp_path, hostile_files.office().items())
    assert found == {
        "bomb.docx": "x" * 40,
        "lying-bomb.docx": "broken_document",
        "laughs.docx": "broken_document",
        "laughs.xlsx": "broken_document",
        "outside.docx": "Tekst.",
        "deep.docx": "broken_document",
        "nested.docx": "x",
        "wide-cells.docx": found["wide-cells.docx"],
        "far-cell.xlsx": "1\n\n2",
        "far-merge.xlsx": "1",
        "beyond.xlsx": found["beyond.xlsx"],
    }
    assert found["wide-cells.docx"].endswith("a: a; b: b")
    assert found["beyond.xlsx"] in ("1E+999", "broken_document")


def test_what_would_unpack_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    bomb = hostile_files.office()["bomb.docx"]
    low = replace(LIMITS, max_expanded_bytes=hostile_files.BOMB_BYTES)
    assert outcomes(tmp_path, [("bomb.docx", bomb)], low) == {"bomb.docx": "expands_too_far"}


def test_a_sheet_of_a_million_rows(tmp_path: Path) -> None:
    long = hostile_files.long_sheet(1_000_000)
    short = replace(LIMITS, max_read_seconds=2)
    assert outcomes(tmp_path, [("long.xlsx", long)], short) == {"long.xlsx": "too_slow"}


def test_pages_and_texts(tmp_path: Path) -> None:
    found = outcomes(tmp_path, hostile_files.pages().items())
    codes = {"too_deep", "nested_too_deep", "empty_document", "too_slow", "too_much_memory"}
    texts = {name: text for name, text in found.items() if text not in codes}
    assert {"brackets.md": "[" * 40, "lines.txt": ("\n\na" * 14)[-40:]}.items() <= found.items()
    assert found["yaml.md"] in ("nested_too_deep", "bad_front_matter")
    assert set(texts) <= {"wide.html", "laughs.html", "brackets.md", "lines.txt", "yaml.md"}
    assert "haha" not in found["laughs.html"]


def test_pdfs(tmp_path: Path) -> None:
    found = outcomes(tmp_path, hostile_pdfs.pdfs())
    codes = {"broken_document", "empty_document", "too_slow", "too_much_memory", "scanned_document"}
    assert found["plain.pdf"] == "Tekst"
    assert found.pop("many-pages.pdf") == "too_many_pages"
    for name, what in found.items():
        assert what in codes or what.endswith(("Tekst", "ord")), name


@pytest.mark.parametrize(
    ("pages", "what"), [(2, "too_many_pages"), (3, "Den sidste side er kort.")]
)
def test_a_pdf_has_no_more_pages_than_allowed(tmp_path: Path, pages: int, what: str) -> None:
    data = BytesIO()
    canvas = Canvas(data)
    for text in ("Alle kan søge.", "Fristen er den 1. maj.", "Den sidste side er kort."):
        canvas.drawString(100, 500, text)
        canvas.showPage()
    canvas.save()
    found = outcomes(tmp_path, [("p.pdf", data.getvalue())], replace(LIMITS, max_pages=pages))
    assert found["p.pdf"].endswith(what)
