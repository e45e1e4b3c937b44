"""PDFs that the tests look into: those LibreOffice made, and small ones made here."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.pdf import read_pdf

MADE = Path(__file__).parents[1] / "data" / "pdf"
REAL = Path(__file__).parents[3] / "shared" / "data" / "public-docs-da"
SHOWN = "Puljen er på 160 mio. kr."


def made(name: str) -> RawDocument:
    """Read one of the PDFs that LibreOffice made."""
    return read_pdf(MADE / f"{name}.pdf")


def drawn(path: Path, *pages: Callable[[Canvas], None], **options: object) -> Path:
    """Write a PDF of pages that are drawn on A4, from the bottom left corner."""
    canvas = Canvas(str(path), pagesize=(595, 842), **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def shown(canvas: Canvas) -> None:
    """Draw a line that everybody sees."""
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, SHOWN)


def scan(canvas: Canvas) -> None:
    """Draw a picture over the whole page."""
    picture = BytesIO()
    Image.effect_noise((200, 280), 30).save(picture, "PNG")
    picture.seek(0)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)


def blocks(raw: RawDocument, kind: str) -> list[str]:
    """Return the texts of the blocks of one kind."""
    return [raw.text[b.start : b.end] for b in raw.blocks if b.kind == kind]


def page_at(raw: RawDocument, words: str) -> int:
    """Return the page on which words begin, by the document's pages."""
    at = raw.text.index(words)
    return [page.number for page in raw.pages if page.start <= at][-1]
