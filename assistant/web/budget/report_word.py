"""The report as DOCX, through python-docx: real headings, tables with head rows, real links."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table

from assistant.doors.question import DANISH_TIME
from assistant.web.budget.report import Report, Section
from assistant.web.budget.report_rows import Row
from assistant.web.docx_parts import LOCALES, add_link, set_language

_FONT = "Arial"
_INK = RGBColor(0x17, 0x1A, 0x1C)
_LINK = RGBColor(0x00, 0x50, 0x6B)
_SIZES = (("Normal", 10.5), ("Title", 22), ("Heading 1", 15), ("Heading 2", 12))


def to_docx(report: Report) -> bytes:
    """Return the file."""
    document = Document()
    _dress(document, report)
    doc, results = report.doc, report.texts["results"]
    document.add_paragraph(doc["title"], style="Title")
    _pairs(document, report.facts)
    document.add_heading(f"{doc['result']}: {report.result.word}", 1)
    document.add_paragraph(report.summary)
    document.add_paragraph().add_run(results["advice"]).bold = True
    document.add_paragraph(doc["automatic"])
    document.add_heading(doc["budget"], 1)
    _pairs(document, report.budget)
    if report.result.notes:
        document.add_heading(results["notes"], 2)
        _items(document, report.result.notes)
    document.add_heading(report.texts["chart"]["title"], 1)
    document.add_paragraph(report.chart_text)
    _amounts(document, report)
    document.add_heading(results["what_if"], 1)
    _pairs(document, report.largest)
    document.add_heading(doc["findings"], 1)
    for section in report.sections:
        _section(document, section, report)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _dress(document: Docx, report: Report) -> None:
    properties = document.core_properties
    properties.title = f"{report.doc['title']}: {report.call}"
    properties.subject = report.texts["results"]["advice"]
    properties.language = LOCALES[report.language]
    # The template's own author, comment and date would stay.
    properties.author = properties.last_modified_by = properties.comments = ""
    made = datetime.combine(report.day, time(12), DANISH_TIME)
    properties.created = properties.modified = made
    for name, size in _SIZES:
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        # The template names a theme's font, too, and that one would win.
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{kind}"), None)
    set_language(document.styles["Normal"].element.get_or_add_rPr(), report.language)


def _section(document: Docx, section: Section, report: Report) -> None:
    finding, results = section.finding, report.texts["results"]
    document.add_heading(f"{finding.name}: {finding.word.lower()}", 2)
    document.add_paragraph(finding.message)
    _labelled(document, results["how"], finding.remedy)
    _labelled(document, results["missing"], ", ".join(label for _, label in finding.missing))
    _labelled(document, f"{results['formula']}:", finding.formula)
    for part in finding.parts:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{part.name}: {part.word.lower()}.").bold = True
        formula = f" {results['formula']}: {part.formula}." if part.formula else ""
        line.add_run(f" {part.message}{formula}")
    if finding.assumptions:
        document.add_paragraph().add_run(results["assumptions"]).bold = True
        _items(document, finding.assumptions)
    for quoted in section.quotes:
        quote = str(report.doc["quoted"]).format(quote=quoted.quote)
        document.add_paragraph(quote, style="Quote").paragraph_format.keep_with_next = True
        line = document.add_paragraph(f"{report.doc['source']} {quoted.title}. ")
        add_link(line, quoted.link, _LINK)
    _labelled(document, f"{results['legal']}:", "; ".join(section.legal))
    if finding.validity:
        document.add_paragraph(finding.validity)


def _labelled(document: Docx, label: str, text: str) -> None:
    if text:
        line = document.add_paragraph()
        line.add_run(label).bold = True
        line.add_run(f" {text}")


def _items(document: Docx, texts: Sequence[str]) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def _pairs(document: Docx, rows: Sequence[Row]) -> None:
    table = document.add_table(0, 2, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row
    document.add_paragraph()


def _amounts(document: Docx, report: Report) -> None:
    table = document.add_table(1, len(report.table_head), style="Table Grid")
    _repeat_head(table)
    for cell, text in zip(table.rows[0].cells, report.table_head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in report.table:
        for at, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = text
            if at:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _repeat_head(table: Table) -> None:
    # Screen readers, too, know the head row by this.
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
