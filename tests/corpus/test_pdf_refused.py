"""PDFs that can't be read: the error says which kind of trouble it is, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from assistant.corpus.readers.limits import Limits
from assistant.corpus.readers.pdf import read_pdf
from assistant.errors import InputError
from tests.corpus.pdf_files import SHOWN, drawn, scan, shown


def _code(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_pdf(path, limits or Limits())
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value.code


def _locked(path: Path, user: str) -> Path:
    writer = PdfWriter(drawn(path, shown))
    writer.encrypt(user, "ejer", algorithm="RC4-128")
    writer.write(path)
    return path


def test_a_password_is_asked_for_by_nobody(tmp_path: Path) -> None:
    assert _code(_locked(tmp_path / "låst.pdf", "hemmelig")) == "encrypted_document"


def test_a_lock_without_a_password_to_open_it_is_no_hindrance(tmp_path: Path) -> None:
    assert read_pdf(_locked(tmp_path / "ejer.pdf", "")).text == SHOWN


@pytest.mark.parametrize("data", [b"%PDF-1.7\nintet", b"\x00" * 500])
def test_what_is_no_whole_pdf_is_broken(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brudt.pdf"
    path.write_bytes(data)

    assert _code(path) == "broken_document"


def test_pictures_of_pages_are_a_scan(tmp_path: Path) -> None:
    assert _code(drawn(tmp_path / "scan.pdf", scan, scan)) == "scanned_document"


def test_a_page_of_a_scan_among_others_is_counted(tmp_path: Path) -> None:
    raw = read_pdf(drawn(tmp_path / "blandet.pdf", shown, scan))

    assert raw.text == SHOWN
    assert raw.left_out["scanned_pages"] == 1


def test_empty_pages_hold_no_text(tmp_path: Path) -> None:
    def nothing(canvas: Canvas) -> None:
        canvas.line(72, 100, 200, 100)

    assert _code(drawn(tmp_path / "tom.pdf", nothing)) == "empty_document"


def test_more_pages_than_allowed_are_refused(tmp_path: Path) -> None:
    path = drawn(tmp_path / "lang.pdf", shown, shown, shown)

    assert _code(path, Limits(max_pages=2)) == "too_many_pages"
    assert read_pdf(path, Limits(max_pages=3)).text.count(SHOWN) == 3
