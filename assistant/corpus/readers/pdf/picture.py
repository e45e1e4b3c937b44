"""A page as a picture, with places marked."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from assistant.corpus.readers.pdf.model import Box
from assistant.corpus.readers.pdf.opening import broken, opened
from assistant.errors import InputError

# The width at which small print can be read on a large screen, and the most a side may have.
_WIDTH = 1200
_LONGEST = 2400
_LARGEST_SCALE = 4.0
# As the page marks a quote: yellow, with a darker line below, so that colour alone does not tell.
_MARK = (255, 236, 140)
_LINE = (176, 118, 0)
_MARGIN = 1.5
_LINE_POINTS = 1.2


def render(path: Path, page: int, boxes: Sequence[Box] = ()) -> bytes:
    """Return page number `page`, counted from 1, as PNG with `boxes` marked.

    Boxes are in points from the page's top left corner as it is shown. Not safe for threads: PDFium
    is not. Raises InputError `unknown_page` or what opening a PDF raises; OSError passes.
    """
    with opened(path) as document:
        if not 1 <= page <= len(document):
            raise InputError("unknown_page", f"There is no page {page}.", "Follow a link.")
        try:
            shown = document[page - 1]
            width, height = shown.get_size()
            scale = min(_WIDTH / max(width, 1), _LONGEST / max(width, height, 1), _LARGEST_SCALE)
            bitmap = shown.render(scale=scale, may_draw_forms=False)
            picture = bitmap.to_pil().convert("RGB")
        except (pdfium.PdfiumError, MemoryError, ValueError) as error:
            raise broken(path.name) from error
    out = BytesIO()
    _marked(picture, boxes, scale).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _marked(picture: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    if not boxes:
        return picture
    colour = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(colour)
    for box in boxes:
        left, right = (box.x0 - _MARGIN) * scale, (box.x1 + _MARGIN) * scale
        bottom = box.bottom * scale
        draw.rectangle((left, box.top * scale, right, bottom), fill=_MARK)
        draw.rectangle((left, bottom, right, bottom + _LINE_POINTS * scale), fill=_LINE)
    # Like a marker pen: what is dark stays dark.
    return ImageChops.multiply(picture, colour)
