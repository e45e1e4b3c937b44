"""The letter of a case as DOCX, through python-docx: paragraphs, lists and real links."""

from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.types import Language
from assistant.types.desk import Case
from assistant.web.docx_parts import LOCALES, add_link, set_language
from assistant.web.staff.desk.letter_text import Block, Span, blocks, one_line

_FONT = "Arial"
_INK = RGBColor(0x17, 0x1A, 0x1C)
_LINK = RGBColor(0x00, 0x50, 0x6B)
_SIZES = (("Normal", 11), ("Heading 1", 14))


def to_docx(case: Case, now: datetime) -> bytes:
    """Return the file; `now` is the moment it says it was made at."""
    document = Document()
    subject = one_line(case.subject_out)
    _dress(document, subject, case.language, now)
    if subject:
        document.add_heading(subject, 1)
    for block in blocks(case.body):
        _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _dress(document: Docx, subject: str, language: Language, now: datetime) -> None:
    properties = document.core_properties
    properties.title = subject[:255]
    properties.language = LOCALES[language]
    # The template's own author, comment and date would stay.
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = now
    for name, size in _SIZES:
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        # The template names a theme's font, too, and that one would win.
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{kind}"), None)
    set_language(document.styles["Normal"].element.get_or_add_rPr(), language)


def _add(document: Docx, block: Block) -> None:
    if block.items:
        for line in block.lines:
            _spans(document.add_paragraph(style="List Bullet"), line)
        return
    paragraph = document.add_paragraph()
    for at, line in enumerate(block.lines):
        if at:
            paragraph.add_run().add_break()
        _spans(paragraph, line)


def _spans(paragraph: Paragraph, line: tuple[Span, ...]) -> None:
    for span in line:
        if span.link:
            add_link(paragraph, span.text, _LINK)
        else:
            paragraph.add_run(span.text)
