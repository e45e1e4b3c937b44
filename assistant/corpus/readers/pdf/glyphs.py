"""The characters of a page: which ones, where, how large, and whether they can be seen."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.corpus.readers.pdf.frame import Frame
from assistant.corpus.readers.pdf.model import Box, Font, Glyph
from assistant.corpus.readers.pdf.objects import Painted, TextPart, address
from assistant.corpus.readers.pdf.seen import Sight

# What PDFium gives for a hyphen at the end of a line.
_HYPHENS = (0x02, 0xFFFE)
# Bullets of the fonts Symbol and Wingdings, which have no letters of their own.
_PRIVATE = range(0xE000, 0xF900)
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\uf02d\uf071\uf06f\uf0be")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "opensymbol", "dingbats")


@dataclass(slots=True)
class Glyphs:
    """What is seen of a page's characters, and how many are not.

    `layer`: they are hidden behind the scan of which they say what stands in it.
    """

    seen: list[Glyph] = field(default_factory=list)
    hidden: int = 0
    garbled: int = 0
    slanted: int = 0
    layer: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    glyph: Glyph
    part: TextPart | None
    visible: bool


def read_glyphs(page: pdfium.PdfPage, frame: Frame, painted: Painted) -> Glyphs:
    """Return the characters of a page in the order of the file."""
    found = Glyphs()
    width, height = frame.size
    sight = Sight(painted.drawing, width, height)
    textpage = page.get_textpage()
    try:
        raws = _read(textpage, frame, painted, sight, found)
    finally:
        textpage.close()
    visible = [raw.glyph for raw in raws if raw.visible]
    if not visible and sight.is_scan and raws:
        found.layer = True
        found.seen = [raw.glyph for raw in raws if _inside(raw.glyph, width, height)]
    else:
        found.seen = visible
        found.hidden = len(raws) - len(visible)
    return found


def _read(
    textpage: pdfium.PdfTextPage, frame: Frame, painted: Painted, sight: Sight, found: Glyphs
) -> list[_Raw]:
    raws: list[_Raw] = []
    matrix = pdfium_c.FS_MATRIX()
    box = pdfium_c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix_at, box_at = ctypes.byref(matrix), ctypes.byref(box)
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    handle = textpage.raw
    spaced = False
    known: tuple[int, int | None, float] = (0, 0, 0.0)
    for number in range(textpage.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(handle, number) == 1:
            continue
        code = pdfium_c.FPDFText_GetUnicode(handle, number)
        text = "-" if code in _HYPHENS else _letter(code)
        if text.isspace():
            spaced = True
            continue
        owner = address(pdfium_c.FPDFText_GetTextObject(handle, number))
        part = painted.texts.get(owner)
        if owner != known[0] or not owner:
            pdfium_c.FPDFText_GetMatrix(handle, number, matrix_at)
            scale = math.hypot(matrix.c, matrix.d)
            given = part.size if part else pdfium_c.FPDFText_GetFontSize(handle, number)
            known = (owner, frame.direction(matrix.a, matrix.b), given * scale)
        _, turned, size = known
        pdfium_c.FPDFText_GetCharOrigin(handle, number, x_at, y_at)
        pdfium_c.FPDFText_GetLooseCharBox(handle, number, box_at)
        text = _bullet(text, part)
        if not text:
            found.garbled += 1
            continue
        if turned is None:
            found.slanted += 1
            continue
        loose = frame.box(box.left, box.bottom, box.right, box.top)
        origin = frame.point(x.value, y.value)
        visible = sight.sees(part, size, (loose.x0 + loose.x1) / 2, (loose.top + loose.bottom) / 2)
        raws.append(_Raw(_glyph(text, loose, origin, size, turned, part, spaced), part, visible))
        spaced = False
    return raws


def _glyph(
    text: str,
    loose: Box,
    origin: tuple[float, float],
    size: float,
    turned: int,
    part: TextPart | None,
    spaced: bool,
) -> Glyph:
    """Return a glyph; one that is turned has its edges along its own direction."""
    x0, top, x1, bottom = loose.x0, loose.top, loose.x1, loose.bottom
    font = part.font if part else Font()
    running = part.running if part else False
    if turned == 0:
        edges, base = (x0, x1), origin[1]
    elif turned == 1:
        edges, base = (top, bottom), -origin[0]
    elif turned == 2:
        edges, base = (-x1, -x0), -origin[1]
    else:
        edges, base = (-bottom, -top), origin[0]
    return Glyph(text, *edges, base, size, font, spaced, running, turned)


def _inside(glyph: Glyph, width: float, height: float) -> bool:
    return glyph.turned != 0 or (0 <= glyph.x0 <= width and 0 <= glyph.base <= height)


def _letter(code: int) -> str:
    """Return the character of a code; nothing where it stands for none."""
    if code == 0 or code == 0xFFFD or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    letter = chr(code)
    if letter.isspace() or letter == "\u00ad":
        return letter
    return "" if unicodedata.category(letter) in ("Cc", "Cn") else letter


def _bullet(text: str, part: TextPart | None) -> str:
    """Return a bullet for what a font of symbols has in a private place; nothing else there."""
    if not text or ord(text[0]) not in _PRIVATE:
        return text
    symbolic = part is not None and any(n in part.font.name.lower() for n in _SYMBOL_FONTS)
    return "•" if symbolic or text in _BULLETS else ""
