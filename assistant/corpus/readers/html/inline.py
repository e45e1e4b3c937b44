"""The text inside a block: white space as a browser shows it, line breaks, raised digits."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from assistant.corpus.readers.marks import raised

_SPACE = re.compile(r"[ \t\n\r\f]+")
# What is struck out no longer holds, and plain text could not show that it is struck out.
STRUCK = frozenset({"del", "s", "strike"})


def spaced(text: str | None) -> str:
    """Return the text with every run of white space made one space."""
    return _SPACE.sub(" ", text or "")


def inline_text(element: HtmlElement) -> str:
    """Return the text of an element and all within it; `<br>` is a line break."""
    if not isinstance(element.tag, str) or element.tag in STRUCK:
        return ""
    if element.tag == "br":
        return "\n"
    parts = [spaced(element.text)]
    for child in element:
        parts.append(inline_text(child))
        parts.append(spaced(child.tail))
    text = "".join(parts)
    return raised(text) if element.tag == "sup" else text
