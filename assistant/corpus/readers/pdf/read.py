"""From a PDF's pages to its canonical text."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.limits import Limits
from assistant.corpus.readers.pdf.contents import leave_out_contents
from assistant.corpus.readers.pdf.flow import Flow, Piece, goes_on
from assistant.corpus.readers.pdf.headings import join_parts, mark_headings
from assistant.corpus.readers.pdf.joining import Vocabulary
from assistant.corpus.readers.pdf.layout import agree_on_edges, lay_out
from assistant.corpus.readers.pdf.model import Element, PageContent, TextLine, common_size
from assistant.corpus.readers.pdf.notes import Note, take_notes
from assistant.corpus.readers.pdf.objects import Painter
from assistant.corpus.readers.pdf.opening import broken, opened
from assistant.corpus.readers.pdf.outline import find_outline, read_outline
from assistant.corpus.readers.pdf.page import read_page
from assistant.corpus.readers.pdf.running import leave_out_running
from assistant.corpus.readers.pdf.tables.cells import ruled_boxes
from assistant.corpus.readers.pdf.tables.joined import join_tables
from assistant.corpus.readers.pdf.write import write
from assistant.errors import InputError

logger = logging.getLogger(__name__)
_DEFAULTS = Limits()
_REGIONS_A_PAGE = 10_000
# A title that a program made up: a file's name, or its own.
_NO_TITLE = re.compile(
    r"\.(?:docx?|pdf|odt|xlsx?|pptx?|indd)\b|untitled|uden navn|unavngivet|^microsoft", re.I
)


def read_pdf(path: Path, limits: Limits = _DEFAULTS) -> RawDocument:
    """Read a PDF into canonical text, with its pages and where each line is shown.

    Left out, and counted in `left_out` by characters: what is hidden (`hidden`), running heads and
    feet (`running`), printed tables of contents (`contents`), stamps across a page (`slanted`),
    what has no letters (`garbled`); by pages: pictures of pages (`scanned_pages`), broken ones
    (`broken_pages`). Raises InputError `encrypted_document`, `broken_document`, `scanned_document`,
    `unreadable_text`, `empty_document` or `too_many_pages`; OSError passes.
    """
    left_out: Counter[str] = Counter()
    with opened(path) as document:
        if len(document) > limits.max_pages:
            raise InputError(
                "too_many_pages",
                f"{path.name} has {len(document)} pages; {limits.max_pages} are allowed.",
                "Split it, or raise ASSISTANT_MAX_PAGES.",
            )
        pages = _read_pages(document, left_out)
        outline = read_outline(document)
        title = _title(document)
    if not pages:
        raise broken(path.name)
    has_pictures = any(page.bare or page.drawing.pictures for page in pages)
    pieces, notes = _pieces(pages, left_out)
    if not pieces and not any(notes.values()):
        raise _no_text(path.name, left_out, has_pictures)
    titled = mark_headings(pieces, find_outline(outline, pieces))
    join_parts(pieces)
    words = Vocabulary(line.text for piece in pieces for line in piece.lines)
    meta = {} if titled else {"title": title or path.stem}
    counts = {reason: number for reason, number in left_out.items() if number}
    if counts:
        logger.info("%s: left out %s", path.name, counts)
    return write(pieces, notes, words).build(path.stem, meta, counts)


def _read_pages(document: pdfium.PdfDocument, left_out: Counter[str]) -> list[PageContent]:
    painter = Painter()
    pages: list[PageContent] = []
    for number in range(1, len(document) + 1):
        try:
            page = read_page(document, number, painter)
        except pdfium.PdfiumError:
            left_out["broken_pages"] += 1
            continue
        left_out["hidden"] += page.hidden
        left_out["garbled"] += page.garbled
        left_out["slanted"] += page.slanted
        left_out["scanned_pages"] += page.bare
        pages.append(page)
    return pages


def _pieces(
    pages: Sequence[PageContent], left_out: Counter[str]
) -> tuple[list[Piece], dict[int, list[Note]]]:
    """Return what stands in the document in the order it is read, and the notes by page."""
    last = pages[-1].number
    for page in pages:
        left_out["contents"] += leave_out_contents(page, last)
    boxes = {page.number: ruled_boxes(page) for page in pages}
    left_out["running"] += sum(leave_out_running(pages, boxes).values())
    laid = [lay_out(page, page.number * _REGIONS_A_PAGE) for page in pages]
    agree_on_edges(laid)
    body = common_size([e for page in laid for e in page if isinstance(e, TextLine)])
    kept: list[list[Element]] = []
    notes: dict[int, list[Note]] = {}
    for page, elements in zip(pages, laid, strict=True):
        rest, notes[page.number] = take_notes(elements, page.height, body)
        kept.append(rest)
    join_tables(kept)
    flow = Flow(kept)
    pieces: list[Piece] = []
    for elements in kept:
        for piece in flow.pieces(elements):
            if pieces and _elsewhere(pieces[-1], piece) and goes_on(pieces[-1], piece):
                pieces[-1].lines += piece.lines
            else:
                pieces.append(piece)
    return pieces, notes


def _elsewhere(piece: Piece, following: Piece) -> bool:
    if not piece.lines or not following.lines:
        return False
    return piece.last.region != following.lines[0].region


def _title(document: pdfium.PdfDocument) -> str:
    """Return the title that the file gives itself, unless a program made it up."""
    try:
        title = " ".join(str(document.get_metadata_value("Title")).split())
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return ""
    return "" if _NO_TITLE.search(title) or len(title) < 4 else title[:300]


def _no_text(name: str, left_out: Counter[str], has_pictures: bool) -> InputError:
    if left_out["garbled"]:
        return InputError(
            "unreadable_text",
            f"{name} has characters, but does not say which letters they are.",
            "Save it anew from the program it was made with, or let a program for text recognition "
            "(OCR) read it.",
        )
    if has_pictures:
        return InputError(
            "scanned_document",
            f"{name} is a scan: pictures of pages without text.",
            "Let a program for text recognition (OCR) add the text, or ask for the original file.",
        )
    return InputError(
        "empty_document", f"{name} holds no text.", "Check that the right file was saved."
    )
