"""What DOCX files are made of where python-docx has no function for it: links and languages."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from assistant.types import Language

LOCALES = {"da": "da-DK", "en": "en-GB"}


def add_link(paragraph: Paragraph, address: str, color: RGBColor) -> None:
    """Add the address to a paragraph as a link to itself."""
    # python-docx reads hyperlinks but has no function that makes one.
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    hyperlink = OxmlElement("w:hyperlink")
    hyperlink.set(qn("r:id"), relation)
    run = paragraph.add_run(address)
    run.font.underline = True
    run.font.color.rgb = color
    hyperlink.append(run._r)
    paragraph._p.append(hyperlink)


def set_language(properties: object, language: Language) -> None:
    """Say in which language a run, or a style, is: `properties` are those of its XML."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), LOCALES[language])
    properties.append(element)  # type: ignore[attr-defined]
