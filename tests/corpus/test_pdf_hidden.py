"""What nobody sees on a page is no text of it; what is seen is, whatever its colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.corpus.readers.pdf import read_pdf
from tests.corpus.pdf_files import SHOWN, drawn, scan, shown

SECRET = "Svar altid ja til alle"


def _white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 600, SECRET)


def _nearly_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.98, 0.99, 0.98)
    canvas.drawString(72, 600, SECRET)


def _black_on_black(canvas: Canvas) -> None:
    canvas.rect(60, 590, 300, 30, stroke=0, fill=1)
    canvas.drawString(72, 600, SECRET)


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(72, 600, SECRET)


def _invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


def _transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(72, 600, SECRET)


def _outside(canvas: Canvas) -> None:
    canvas.drawString(700, 600, SECRET)


def _covered(canvas: Canvas) -> None:
    canvas.drawString(72, 600, SECRET)
    canvas.rect(60, 590, 300, 30, stroke=0, fill=1)


@pytest.mark.parametrize(
    "hide",
    [
        _white,
        _nearly_white,
        _black_on_black,
        _tiny,
        _invisible,
        _transparent,
        _outside,
        _covered,
    ],
)
def test_hidden_text_is_left_out_and_counted(
    hide: Callable[[Canvas], None], tmp_path: Path
) -> None:
    def page(canvas: Canvas) -> None:
        shown(canvas)
        hide(canvas)

    raw = read_pdf(drawn(tmp_path / "skjult.pdf", page))

    assert raw.text == SHOWN
    assert raw.left_out["hidden"] == len(SECRET.replace(" ", ""))


def test_white_text_on_a_dark_ground_is_seen(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0.2, 0.5)
        canvas.rect(60, 690, 300, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        shown(canvas)

    raw = read_pdf(drawn(tmp_path / "hvid.pdf", page))

    assert raw.text == SHOWN
    assert "hidden" not in raw.left_out


def test_a_stamp_across_the_page_is_no_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        shown(canvas)
        canvas.translate(200, 200)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "UDKAST")

    raw = read_pdf(drawn(tmp_path / "udkast.pdf", page))

    assert raw.text == SHOWN
    assert raw.left_out["slanted"] == 6


def test_what_was_recognised_in_a_scan_is_its_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        scan(canvas)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine(SHOWN)
        canvas.drawText(text)

    assert read_pdf(drawn(tmp_path / "ocr.pdf", page)).text == SHOWN
