"""Answers as DOCX, through python-docx: headings, quotations and real links, no markup of ours."""

from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from assistant.web.docx_parts import LOCALES, add_link, set_language
from assistant.web.export.sheet import Entry, Sheet, Source

_FONT = "Arial"
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_LINK = RGBColor(0x0B, 0x4F, 0x8A)


def to_docx(sheet: Sheet, now: datetime) -> bytes:
    """Return the file; `now` is the moment it says it was made at."""
    document = Document()
    _dress(document, sheet, now)
    texts = sheet.texts
    document.add_paragraph(texts["title"], style="Title")
    document.add_paragraph().add_run(texts["note"]).bold = True
    document.add_paragraph(texts["automatic"])
    for entry in sheet.entries:
        _add_entry(document, entry, sheet)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _dress(document: Docx, sheet: Sheet, now: datetime) -> None:
    properties = document.core_properties
    properties.title = sheet.texts["title"]
    properties.subject = sheet.texts["note"]
    properties.language = LOCALES[sheet.language]
    # The template's own author, comment and date would stay.
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = now
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 16), ("Heading 2", 13)):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = _FONT, Pt(size), _INK
        fonts = document.styles[name].element.rPr.rFonts
        # The template names a theme's font, too, and that one would win.
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    set_language(document.styles["Normal"].element.get_or_add_rPr(), sheet.language)


def _add_entry(document: Docx, entry: Entry, sheet: Sheet) -> None:
    texts = sheet.texts
    document.add_heading(texts["question"], 1)
    document.add_paragraph(entry.question, style="Quote")
    document.add_heading(texts["answer"], 2)
    document.add_paragraph(entry.day)
    answer = document.add_paragraph()
    for text, bold in ((entry.opening, True), (entry.answer, None)):
        run = answer.add_run(text)
        run.bold = bold
        set_language(run._r.get_or_add_rPr(), entry.language)
    if entry.sums:
        document.add_heading(texts["sums"], 2)
    for line in entry.sums:
        document.add_paragraph(line)
    if entry.missing:
        document.add_paragraph(f"{texts['missing']}: {'; '.join(entry.missing)}")
    if entry.sources:
        document.add_heading(texts["near"] if entry.near else texts["sources"], 2)
    for source in entry.sources:
        _add_source(document, source, sheet)


def _add_source(document: Docx, source: Source, sheet: Sheet) -> None:
    head = document.add_paragraph()
    head.paragraph_format.keep_with_next = True
    head.add_run(f"[{source.number}] ").bold = True
    head.add_run(source.place)
    document.add_paragraph(source.quote, style="Quote")
    if source.changed:
        document.add_paragraph().add_run(sheet.texts["changed"]).bold = True
    link = document.add_paragraph(f"{sheet.texts['link']}: ")
    add_link(link, source.link, _LINK)
