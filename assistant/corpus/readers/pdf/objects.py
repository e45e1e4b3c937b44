"""What is painted on a page, in the order it is painted: text, paths and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.corpus.readers.pdf.frame import Frame
from assistant.corpus.readers.pdf.model import Box, Drawing, Fill, Font

# A rule is at most this thick, in points.
_RULE = 3.0
_SHORTEST_RULE = 4.0
# A map or a plan has no tables, but paths without end.
_MOST_PATHS = 30_000
_DEEPEST_FORM = 8
_FLAG_BOLD = 1 << 18
_FLAG_ITALIC = 1 << 6
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique", "kursiv")
_NAME_BYTES = 256

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class TextPart:
    """What one instruction that shows text sets for its characters.

    `mode` as in table 104 of ISO 32000-2 (3: invisible). `running`: marked as no part of the text.
    """

    order: int
    mode: int
    colour: tuple[int, int, int]
    alpha: int
    size: float
    font: Font
    running: bool


@dataclass(slots=True)
class Painted:
    """A page's drawing, and its text parts by the address of their object."""

    drawing: Drawing = field(default_factory=Drawing)
    texts: dict[int, TextPart] = field(default_factory=dict)


class Painter:
    """Reads what is painted on the pages of one document; knows its fonts again."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}

    def read(self, page: pdfium.PdfPage, frame: Frame) -> Painted:
        """Return what is painted on a page."""
        painted = Painted()
        for order, (raw, matrix, running) in enumerate(_walk(page)):
            kind = pdfium_c.FPDFPageObj_GetType(raw)
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                painted.texts[address(raw)] = self._text(raw, order, running)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                painted.drawing.pictures.append((_bounds(raw, matrix, frame), order))
            elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                painted.drawing.paths += 1
                if painted.drawing.paths <= _MOST_PATHS:
                    _path(raw, matrix, frame, order, painted.drawing)
        return painted

    def _text(self, raw: pdfium_c.FPDF_PAGEOBJECT, order: int, running: bool) -> TextPart:
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(raw)
        stroked = mode in (1, 5)
        colour, alpha = _colour(raw, stroked=stroked)
        size = ctypes.c_float()
        pdfium_c.FPDFTextObj_GetFontSize(raw, ctypes.byref(size))
        font = self._font(pdfium_c.FPDFTextObj_GetFont(raw))
        if mode == 2 and not font.bold:
            font = Font(font.name, True, font.italic)
        return TextPart(order, mode, colour, alpha, abs(size.value), font, running)

    def _font(self, raw: pdfium_c.FPDF_FONT) -> Font:
        key = address(raw) if raw else 0
        if key not in self._fonts:
            self._fonts[key] = _read_font(raw) if raw else Font()
        return self._fonts[key]


def address(raw: object) -> int:
    """Return the address that a pointer of PDFium holds; 0 for none."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _walk(page: pdfium.PdfPage) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, Matrix, bool]]:
    for number in range(max(pdfium_c.FPDFPage_CountObjects(page), 0)):
        raw = pdfium_c.FPDFPage_GetObject(page, number)
        yield from _within(raw, _IDENTITY, False, 0)


def _within(
    raw: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, running: bool, depth: int
) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, Matrix, bool]]:
    if not raw:
        return
    running = running or _is_artifact(raw)
    if pdfium_c.FPDFPageObj_GetType(raw) != pdfium_c.FPDF_PAGEOBJ_FORM:
        yield raw, matrix, running
        return
    if depth >= _DEEPEST_FORM:
        return
    inner = _times(_matrix(raw), matrix)
    for number in range(max(pdfium_c.FPDFFormObj_CountObjects(raw), 0)):
        yield from _within(pdfium_c.FPDFFormObj_GetObject(raw, number), inner, running, depth + 1)


def _is_artifact(raw: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    for number in range(max(pdfium_c.FPDFPageObj_CountMarks(raw), 0)):
        mark = pdfium_c.FPDFPageObj_GetMark(raw, number)
        buffer = (ctypes.c_ushort * 16)()
        length = ctypes.c_ulong()
        asked = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
        room = ctypes.sizeof(buffer)
        if pdfium_c.FPDFPageObjMark_GetName(mark, asked, room, ctypes.byref(length)):
            name = bytes(buffer)[: min(length.value, room)].decode("utf-16-le", "replace")
            if name.rstrip("\0") == "Artifact":
                return True
    return False


def _matrix(raw: pdfium_c.FPDF_PAGEOBJECT) -> Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(raw, ctypes.byref(m)):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does `m` first, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _bounds(raw: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, frame: Frame) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = pdfium_c.FPDFPageObj_GetBounds(
        raw, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    )
    if not found:
        return Box(0, 0, 0, 0)
    corners = [_apply(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _colour(raw: pdfium_c.FPDF_PAGEOBJECT, *, stroked: bool) -> tuple[tuple[int, int, int], int]:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    get = pdfium_c.FPDFPageObj_GetStrokeColor if stroked else pdfium_c.FPDFPageObj_GetFillColor
    if not get(raw, *(ctypes.byref(part) for part in (r, g, b, a))):
        return (0, 0, 0), 255
    return (r.value, g.value, b.value), a.value


def _path(
    raw: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, frame: Frame, order: int, drawing: Drawing
) -> None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(raw, ctypes.byref(mode), ctypes.byref(stroke)):
        return
    if stroke.value:
        for box in _segments(raw, _times(_matrix(raw), matrix), frame):
            _rule(box, drawing)
    if not mode.value:
        return
    box = _bounds(raw, matrix, frame)
    if min(box.width, box.height) <= _RULE:
        _rule(box, drawing)
        return
    colour, alpha = _colour(raw, stroked=False)
    if alpha == 255 and not pdfium_c.FPDFPageObj_HasTransparency(raw):
        # Many a table's cells are one path of many rectangles; each is an area of its own.
        parts = _rectangles(raw, _times(_matrix(raw), matrix), frame)
        for part in parts or [box]:
            if min(part.width, part.height) <= _RULE:
                _rule(part, drawing)
            else:
                drawing.fills.append(Fill(part, colour, order, bool(parts)))


def _rule(box: Box, drawing: Drawing) -> None:
    if box.height <= _RULE and box.width >= _SHORTEST_RULE:
        drawing.across.append(box)
    elif box.width <= _RULE and box.height >= _SHORTEST_RULE:
        drawing.down.append(box)


def _points(
    raw: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix
) -> Iterator[tuple[int, tuple[float, float], bool]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(max(pdfium_c.FPDFPath_CountSegments(raw), 0), _MOST_PATHS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(raw, number)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        closed = bool(pdfium_c.FPDFPathSegment_GetClose(segment))
        yield kind, _apply(matrix, x.value, y.value), closed


def _segments(raw: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, frame: Frame) -> Iterator[Box]:
    first = at = (0.0, 0.0)
    for kind, point, closed in _points(raw, matrix):
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield _between(at, point, frame)
        at = point
        if closed:
            yield _between(at, first, frame)
            at = first


def _between(a: tuple[float, float], b: tuple[float, float], frame: Frame) -> Box:
    return frame.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _rectangles(raw: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, frame: Frame) -> list[Box]:
    """Return the rectangles that a filled path consists of; none where it has another shape."""
    shapes: list[list[tuple[float, float]]] = []
    for kind, point, _ in _points(raw, matrix):
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            shapes.append([point])
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and shapes:
            shapes[-1].append(point)
        else:
            return []
    boxes = []
    for shape in shapes:
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        if len(shape) not in (4, 5) or not all(_corner(x, xs) and _corner(y, ys) for x, y in shape):
            return []
        boxes.append(frame.box(min(xs), min(ys), max(xs), max(ys)))
    return boxes


def _corner(value: float, values: list[float]) -> bool:
    return min(value - min(values), max(values) - value) < 0.01


def _read_font(raw: pdfium_c.FPDF_FONT) -> Font:
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    pdfium_c.FPDFFont_GetBaseFontName(raw, buffer, _NAME_BYTES)
    name = buffer.value.decode("utf-8", "replace")
    plain = name.partition("+")[2] or name
    low = plain.lower()
    flags = pdfium_c.FPDFFont_GetFlags(raw)
    flags = max(flags, 0)
    bold = any(word in low for word in _BOLD_NAMES) or bool(flags & _FLAG_BOLD)
    italic = any(word in low for word in _ITALIC_NAMES) or bool(flags & _FLAG_ITALIC)
    return Font(plain, bold, italic)
