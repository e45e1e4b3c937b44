"""A formula in one line: fractions with a slash, powers raised."""

from __future__ import annotations

from lxml.etree import _Element

from assistant.corpus.readers.marks import raised
from assistant.corpus.readers.ooxml.names import child, tag


def formula(element: _Element) -> str:
    """Return an `m:oMath` element, or a part of one, as text."""
    name = tag(element)
    if name == "m:t":
        return element.text or ""
    if name == "m:f":
        above, below = _part(element, "m:num"), _part(element, "m:den")
        return f"{_grouped(above)}/{_grouped(below)}"
    if name == "m:sSup":
        power = _part(element, "m:sup")
        shown = raised(power)
        return _part(element, "m:e") + (shown if shown != power else f"^{_grouped(power)}")
    if name == "m:rad":
        return f"√{_grouped(_part(element, 'm:e'))}"
    inner = "".join(formula(part) for part in element)
    return f"({inner})" if name == "m:d" else inner


def _part(element: _Element, name: str) -> str:
    found = child(element, name)
    return "" if found is None else formula(found)


def _grouped(text: str) -> str:
    return text if text.isalnum() else f"({text})"
