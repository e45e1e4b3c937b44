"""Short names of XML elements and attributes, the same in both variants of the standard."""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element

_WORD = "wordprocessingml/main"
_SHEET = "spreadsheetml/main"
# Each namespace as files of Word and Excel have it, and as ISO/IEC 29500 Strict has it.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    f"http://purl.oclc.org/ooxml/{_WORD}": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    f"http://purl.oclc.org/ooxml/{_SHEET}": "x",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
}


@lru_cache(maxsize=4096)
def short(name: str) -> str:
    """Return `w:p` for the full name of that element; the local name where it is not known."""
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    prefix = _PREFIXES.get(space)
    return f"{prefix}:{local}" if prefix else f"?:{local}"


def tag(element: _Element) -> str:
    """Return the short name of an element; "" for comments and processing instructions."""
    return short(element.tag) if isinstance(element.tag, str) else ""


def children(element: _Element | None, *names: str) -> list[_Element]:
    """Return the children that have one of the short names."""
    return [] if element is None else [child for child in element if tag(child) in names]


def child(element: _Element | None, *path: str) -> _Element | None:
    """Return the first child by its short name, and on along `path`."""
    for name in path:
        if element is None:
            return None
        for inner in element:
            if tag(inner) == name:
                element = inner
                break
        else:
            return None
    return element


def attribute(element: _Element | None, name: str) -> str | None:
    """Return an attribute by its short name, `w:val`, or by its local name without a space."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if short(str(key)) == name:
            return str(value)
    return None


def value(element: _Element | None, *path: str) -> str | None:
    """Return the `w:val` of the element that `path` leads to; None where there is none."""
    return attribute(child(element, *path), "w:val")


def is_on(element: _Element | None, *path: str) -> bool | None:
    """Return a switch such as `<w:b/>`: on, off, or None where it is not said."""
    found = child(element, *path)
    return None if found is None else is_set(found)


def is_set(found: _Element) -> bool:
    """Tell whether the switch that an element is stands on."""
    return (attribute(found, "w:val") or "true").lower() not in ("false", "0", "off", "none")
