"""The report as PDF, through reportlab: its own fonts embedded, so that it looks alike everywhere.

Text can be copied and read aloud, headings are in the outline, title and language are set; the
structure is not tagged, which reportlab can't do. The same report as DOCX has real headings.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor, white
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
    KeepTogether,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from assistant.web.budget.report import Report, Section
from assistant.web.budget.report_rows import Row
from assistant.web.budget.view import FindingView

_LOCALES = {"da": "da-DK", "en": "en-GB"}
_INK, _SOFT, _LINE = HexColor("#171a1c"), HexColor("#44494d"), HexColor("#c3cacd")
_ACCENT = HexColor("#00506b")
# As on the page: which source it is, its number says, too.
_COLOURS = [
    HexColor(code) for code in ("#00506b", "#4a86a0", "#55616a", "#8a6a00", "#7d8a92", "#44494d")
]
_MARGIN = 20 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_BAR = 5.5 * mm
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


_BODY = _style("Body", 9.5, spaceAfter=4)
_SMALL = _style("Small", 8.5, textColor=_SOFT, spaceAfter=4)
_CELL = _style("Cell", 9)
_NUMBER = _style("Number", 9, alignment=2)
_TITLE = _style("Title", 20, fontName="Vera-Bold", spaceAfter=8)
_HEADING = _style("Heading", 13, fontName="Vera-Bold", spaceBefore=12, spaceAfter=5, keepWithNext=1)
_RULE = _style("Rule", 10.5, fontName="Vera-Bold", spaceBefore=9, spaceAfter=2, keepWithNext=1)
_QUOTE = _style("Quote", 9, leftIndent=5 * mm, spaceBefore=3, spaceAfter=2)
_ITEM = _style("Item", 9.5, leftIndent=5 * mm, bulletIndent=1.5 * mm, spaceAfter=2)


def to_pdf(report: Report) -> bytes:
    """Return the file."""
    file = io.BytesIO()
    with _LOCK:
        _Template(file, report).build(list(_story(report)), canvasmaker=_canvas_of(report))
    return file.getvalue()


class _Template(BaseDocTemplate):
    """One column of text; its headings become the outline."""

    def __init__(self, file: io.BytesIO, report: Report) -> None:
        super().__init__(
            file,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title=f"{report.doc['title']}: {report.call}",
            subject=report.texts["results"]["advice"],
            author="",
            creator="call-assistant",
            lang=_LOCALES[report.language],
            displayDocTitle=True,
        )
        frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate(frames=[frame])])
        self._headings = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Put a heading into the outline."""
        if isinstance(flowable, Paragraph) and flowable.style.name in ("Title", "Heading", "Rule"):
            key = f"h{self._headings}"
            self._headings += 1
            level = ("Title", "Heading", "Rule").index(flowable.style.name)
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=False)


def _canvas_of(report: Report) -> type[Canvas]:
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
                text = str(report.doc["page"]).format(page=number, pages=len(self._pages))
                self.setFont("Vera", 8)
                self.setFillColor(_SOFT)
                self.drawString(_MARGIN, 10 * mm, report.texts["results"]["advice"])
                self.drawRightString(A4[0] - _MARGIN, 10 * mm, text)
                super().showPage()
            super().save()

    return Numbered


def _story(report: Report) -> Iterator[Flowable]:
    doc, results = report.doc, report.texts["results"]
    yield Paragraph(escape(doc["title"]), _TITLE)
    yield _pairs(report.facts)
    yield Paragraph(escape(f"{doc['result']}: {report.result.word}"), _HEADING)
    yield Paragraph(escape(report.summary), _BODY)
    yield Paragraph(escape(f"{results['advice']} {doc['automatic']}"), _SMALL)
    yield Paragraph(escape(doc["budget"]), _HEADING)
    yield _pairs(report.budget)
    yield from _notes(report)
    heading = Paragraph(escape(report.texts["chart"]["title"]), _HEADING)
    yield KeepTogether([heading, _chart(report), _amounts(report)])
    yield Paragraph(escape(results["what_if"]), _HEADING)
    yield _pairs(report.largest)
    yield Paragraph(escape(doc["findings"]), _HEADING)
    for section in report.sections:
        yield from _section(section, report)


def _notes(report: Report) -> Iterator[Flowable]:
    if report.result.notes:
        yield Paragraph(escape(report.texts["results"]["notes"]), _RULE)
        yield from _items(report.result.notes)


def _section(section: Section, report: Report) -> Iterator[Flowable]:
    finding, results = section.finding, report.texts["results"]
    head = [Paragraph(escape(f"{finding.name}: {finding.word.lower()}"), _RULE)]
    yield KeepTogether([*head, Paragraph(escape(finding.message), _BODY)])
    if finding.remedy:
        yield _labelled(results["how"], finding.remedy)
    if finding.missing:
        names = ", ".join(label for _, label in finding.missing)
        yield _labelled(results["missing"], names)
    if finding.formula:
        yield _labelled(f"{results['formula']}:", finding.formula)
    for part in finding.parts:
        yield _part(part, report)
    if finding.assumptions:
        yield Paragraph(f"<b>{escape(results['assumptions'])}</b>", _BODY)
        yield from _items(finding.assumptions)
    for quoted in section.quotes:
        quote = escape(str(report.doc["quoted"]).format(quote=quoted.quote))
        yield Paragraph(quote.replace("\n", "<br/>"), _QUOTE)
        link = f"<a href={quoteattr(quoted.link)} color='#00506b'><u>{escape(quoted.title)}</u></a>"
        yield Paragraph(f"{escape(report.doc['source'])} {link}", _QUOTE)
        yield Paragraph(escape(quoted.link), _style("Link", 7.5, leftIndent=5 * mm, spaceAfter=4))
    if section.legal:
        yield _labelled(f"{results['legal']}:", "; ".join(section.legal))
    if finding.validity:
        yield Paragraph(escape(finding.validity), _BODY)


def _part(part: FindingView, report: Report) -> Paragraph:
    text = f"<b>{escape(f'{part.name}: {part.word.lower()}.')}</b> {escape(part.message)}"
    if part.formula:
        text += f" {escape(report.texts['results']['formula'])}: {escape(part.formula)}."
    return Paragraph(text, _ITEM, bulletText="–")


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph(f"<b>{escape(label)}</b> {escape(text)}", _BODY)


def _items(texts: Sequence[str]) -> Iterator[Paragraph]:
    for text in texts:
        yield Paragraph(escape(text), _ITEM, bulletText="–")


def _pairs(rows: Sequence[Row]) -> Table:
    cells = [[Paragraph(escape(r.label), _CELL), Paragraph(escape(r.text), _CELL)] for r in rows]
    return _table(cells, [_WIDTH * 0.42, _WIDTH * 0.58])


def _amounts(report: Report) -> Table:
    head = [
        Paragraph(f"<b>{escape(text)}</b>", _NUMBER if at else _CELL)
        for at, text in enumerate(report.table_head)
    ]
    rows = [
        [Paragraph(escape(text), _NUMBER if at else _CELL) for at, text in enumerate(row)]
        for row in report.table
    ]
    return _table([head, *rows], [_WIDTH * part for part in (0.4, 0.22, 0.14, 0.24)])


def _table(cells: list[list[Paragraph]], widths: list[float]) -> Table:
    style: list[Any] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    return Table(cells, widths, style=TableStyle(style), hAlign="LEFT", spaceAfter=4)


def _chart(report: Report) -> Drawing:
    """Return the bars, each below its label, from the top down."""
    chart = report.result.chart
    step = _BAR + 7 * mm
    height = step * len(report.chart_labels)
    drawing = Drawing(_WIDTH, height)

    def at(row: int) -> float:
        return height - step * (row + 1) + 2 * mm

    for row, label in enumerate(report.chart_labels):
        drawing.add(
            String(0, at(row) + _BAR + 4, label, fontName="Vera", fontSize=8.5, fillColor=_INK)
        )
    drawing.add(_bar(0.0, float(chart.costs_length), at(0), _SOFT))
    for one in chart.segments:
        start, length = float(one.start), float(one.length)
        drawing.add(_bar(start, length, at(1), _COLOURS[(one.number - 1) % len(_COLOURS)]))
        if one.has_room:
            place = _WIDTH * start / 100 + 4
            drawing.add(
                String(
                    place, at(1) + 5, str(one.number),
                    fontName="Vera-Bold", fontSize=9, fillColor=white,
                )
            )  # fmt: skip
    if chart.gap:
        drawing.add(_mark(float(chart.costs_length), at(1)))
    for row, cap in enumerate(chart.caps, 2):
        drawing.add(
            _bar(0.0, float(cap.length), at(row), _COLOURS[(cap.number - 1) % len(_COLOURS)])
        )
        drawing.add(_mark(float(cap.limit_length), at(row)))
        if cap.high_length is not None:
            drawing.add(_mark(float(cap.high_length), at(row)))
    return drawing


def _bar(start: float, length: float, y: float, colour: Color) -> Rect:
    rect = Rect(_WIDTH * start / 100, y, _WIDTH * length / 100, _BAR)
    rect.fillColor, rect.strokeColor, rect.strokeWidth = colour, white, 0.75
    return rect


def _mark(place: float, y: float) -> Line:
    x = _WIDTH * place / 100
    return Line(x, y - 2, x, y + _BAR, strokeColor=_INK, strokeWidth=1.5)
