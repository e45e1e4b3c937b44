"""What PDF files with running text are made of, through reportlab: pages, headings, tables, fonts.

The fonts are embedded. Text can be copied and read aloud, headings are in the outline, title and
language are set; the structure is not tagged, which reportlab can't do.
"""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from assistant.types import Language
from assistant.web.docx_parts import LOCALES

_INK, _SOFT, _LINE = HexColor("#171a1c"), HexColor("#44494d"), HexColor("#c3cacd")
_MARGIN = 20 * mm
_WIDTH = A4[0] - 2 * _MARGIN
# A font keeps what it needs for each document while that is written.
_LOCK = threading.Lock()

for _name, _file in (("Vera", "Vera"), ("Vera-Bold", "VeraBd"), ("Vera-Italic", "VeraIt")):
    pdfmetrics.registerFont(TTFont(_name, f"{_file}.ttf"))
pdfmetrics.registerFontFamily(
    "Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-Bold"
)


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": "Vera", "textColor": _INK, "leading": size * 1.4, **more}
    return ParagraphStyle(name, fontSize=size, **given)


BODY = _style("Body", 9.5, spaceAfter=4)
# Lines of a text that has its own empty ones.
RUNNING = _style("Running", 9.5)
SMALL = _style("Small", 8.5, textColor=_SOFT, spaceAfter=4)
CELL = _style("Cell", 9)
QUOTE = _style("Quote", 9, leftIndent=5 * mm, spaceBefore=3, spaceAfter=2)
LINK = _style("Link", 7.5, leftIndent=5 * mm, spaceAfter=4)
ITEM = _style("Item", 9.5, leftIndent=5 * mm, bulletIndent=1.5 * mm, spaceAfter=2)
_KEPT = {"fontName": "Vera-Bold", "keepWithNext": 1}
TITLE = _style("Title", 20, fontName="Vera-Bold", spaceAfter=8)
HEADING = _style("Heading", 13, spaceBefore=14, spaceAfter=5, **_KEPT)
PART = _style("Part", 10.5, spaceBefore=9, spaceAfter=2, **_KEPT)
_LEVELS = ("Title", "Heading", "Part")


@dataclass(frozen=True, slots=True)
class Frontmatter:
    """What a file says of itself. `foot` stands below each page, `page` is its number's text."""

    title: str
    language: Language
    foot: str
    page: str


def build(front: Frontmatter, story: Iterable[Flowable]) -> bytes:
    """Return the file; `front.page` has the places `{page}` and `{pages}`."""
    file = io.BytesIO()
    with _LOCK:
        _Template(file, front).build(list(story), canvasmaker=_canvas_of(front))
    return file.getvalue()


def text(words: str, style: ParagraphStyle = BODY, *, bullet: str | None = None) -> Paragraph:
    """Return a paragraph that shows exactly `words`; a line break stays one."""
    return Paragraph(_marked(words), style, bulletText=bullet)


def labelled(label: str, words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Return a paragraph that opens with `label` in bold."""
    return Paragraph(f"<b>{_marked(label)}</b> {_marked(words)}", style)


def linked(pieces: Iterable[tuple[str, bool]], style: ParagraphStyle = BODY) -> Paragraph:
    """Return a paragraph of pieces, where those that are an address lead there."""
    return Paragraph(
        "".join(_link(words) if link else _marked(words) for words, link in pieces), style
    )


def gap() -> Flowable:
    """Return the room of an empty line."""
    return Spacer(0, 2.5 * mm)


def pairs(rows: Sequence[tuple[str, str]]) -> Table:
    """Return a table of labels and what belongs to them."""
    style: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    cells = [[text(label, CELL), text(words, CELL)] for label, words in rows]
    widths = [_WIDTH * 0.32, _WIDTH * 0.68]
    return Table(cells, widths, style=TableStyle(style), hAlign="LEFT", spaceAfter=4)


def has_all(words: str) -> bool:
    """Tell whether the font has every character of `words`."""
    return visible(words) == words


def visible(words: str) -> str:
    """Return `words` with what the font has no picture for as plain letters, or as `[U+…]`."""
    known = _glyphs()
    return "".join(sign if ord(sign) in known or sign in "\n\t" else _near(sign) for sign in words)


@cache
def _glyphs() -> frozenset[int]:
    font = pdfmetrics.getFont("Vera")
    return frozenset(font.face.charToGlyph)  # type: ignore[attr-defined]


def _near(sign: str) -> str:
    parts = [part for part in unicodedata.normalize("NFKD", sign) if ord(part) in _glyphs()]
    if parts:
        return "".join(parts)
    # What joins, or chooses a picture for, the sign before it.
    return "" if unicodedata.category(sign) in ("Mn", "Cf", "Me") else f"[U+{ord(sign):04X}]"


def _link(address: str) -> str:
    return f"<a href={quoteattr(address)} color='#00506b'><u>{_marked(address)}</u></a>"


def _marked(words: str) -> str:
    return escape(visible(words)).replace("\n", "<br/>")


class _Template(BaseDocTemplate):
    """One column of text; its headings become the outline."""

    def __init__(self, file: io.BytesIO, front: Frontmatter) -> None:
        super().__init__(
            file,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title=front.title,
            author="",
            creator="call-assistant",
            lang=LOCALES[front.language],
            displayDocTitle=True,
        )
        frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(frames=[frame])])
        self._headings = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Put a heading into the outline."""
        if isinstance(flowable, Paragraph) and flowable.style.name in _LEVELS:
            key = f"h{self._headings}"
            self._headings += 1
            level = _LEVELS.index(flowable.style.name)
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=False)


def _canvas_of(front: Frontmatter) -> type[Canvas]:
    class Numbered(Canvas):
        """Writes "page n of m" when all pages are there."""

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802
            self._pages.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self.setFont("Vera", 8)
                self.setFillColor(_SOFT)
                self.drawString(_MARGIN, 10 * mm, visible(front.foot))
                place = front.page.format(page=number, pages=len(self._pages))
                self.drawRightString(A4[0] - _MARGIN, 10 * mm, place)
                super().showPage()
            super().save()

    return Numbered
