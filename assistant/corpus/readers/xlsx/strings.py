"""The texts of a workbook, each stored once and referred to by its number."""

from __future__ import annotations

import re

from lxml.etree import _Element

from assistant.corpus.readers.marks import raised
from assistant.corpus.readers.ooxml.names import attribute, child, tag
from assistant.corpus.readers.ooxml.package import Package
from assistant.corpus.readers.ooxml.stream import elements
from assistant.corpus.readers.xlsx.styles import is_struck

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_strings(package: Package, part: str | None) -> list[str]:
    """Return the shared texts of a workbook in order."""
    return [] if part is None else [text_of(e) for e in elements(package, part, "si")]


def text_of(element: _Element) -> str:
    """Return the text of an element with its runs; how it is pronounced is left out."""
    parts: list[str] = []
    for part in element:
        name = tag(part)
        if name == "x:t":
            parts.append(part.text or "")
        elif name == "x:r":
            properties = child(part, "x:rPr")
            text = "".join(t.text or "" for t in part if tag(t) == "x:t")
            if is_struck(properties):
                continue
            high = attribute(child(properties, "x:vertAlign"), "val") == "superscript"
            parts.append(raised(text) if high else text)
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Return a text with the characters that XML can't hold, written as _x000D_."""
    return _ESCAPED.sub(lambda match: _character(match.group(1)), text) if "_x" in text else text


def _character(code: str) -> str:
    number = int(code, 16)
    # Half a surrogate pair is no character.
    return chr(number) if not 0xD800 <= number <= 0xDFFF else ""
