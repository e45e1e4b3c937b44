"""One page as it is read from the file: its words, and what is drawn around them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium

from assistant.corpus.readers.pdf.frame import Frame
from assistant.corpus.readers.pdf.glyphs import read_glyphs
from assistant.corpus.readers.pdf.model import Glyph, PageContent, TextLine, Word
from assistant.corpus.readers.pdf.objects import Painter
from assistant.corpus.readers.pdf.words import make_lines, make_words

# So many paths make letters, where there are no letters.
_DRAWN_TEXT = 200


def read_page(document: pdfium.PdfDocument, number: int, painter: Painter) -> PageContent:
    """Read page `number`, counted from 1; raises PdfiumError where it is broken."""
    page = document[number - 1]
    try:
        frame = Frame.of(page)
        painted = painter.read(page, frame)
        glyphs = read_glyphs(page, frame, painted)
    finally:
        page.close()
    width, height = frame.size
    drawing = painted.drawing
    upright = [glyph for glyph in glyphs.seen if glyph.turned == 0]
    shown = bool(drawing.pictures) or drawing.paths >= _DRAWN_TEXT or glyphs.garbled > 0
    return PageContent(
        number=number,
        width=width,
        height=height,
        words=make_words(upright),
        turned=[line for turns in (1, 2, 3) for line in _turned(glyphs.seen, turns, number)],
        drawing=drawing,
        hidden=glyphs.hidden,
        garbled=glyphs.garbled,
        slanted=glyphs.slanted,
        bare=not glyphs.seen and shown,
    )


def _turned(glyphs: list[Glyph], turns: int, page: int) -> list[TextLine]:
    """Return the lines that are written `turns` quarters clockwise, placed on the page."""
    lines = make_lines(make_words(glyph for glyph in glyphs if glyph.turned == turns), page)
    return [_placed(line, turns) for line in lines]


def _placed(line: TextLine, turns: int) -> TextLine:
    """Return a turned line as one word in its place: written up or down it is tall and narrow."""
    start, end = line.x0, line.x1
    low, high = line.base - line.size, line.base
    if turns == 1:
        x0, x1, top, bottom = -high, -low, start, end
    elif turns == 2:
        x0, x1, top, bottom = -end, -start, -high, -low
    else:
        x0, x1, top, bottom = low, high, -end, -start
    size = bottom - top
    word = Word(line.text, x0, x1, bottom - 0.25 * size, size, line.bold, line.italic)
    return replace(line, words=[word], base=word.base)
