"""Footnotes and endnotes: numbered as they are referred to, read where they belong."""

from __future__ import annotations

from lxml.etree import _Element

from assistant.corpus.readers.marks import note_mark
from assistant.corpus.readers.ooxml.names import attribute, children
from assistant.corpus.readers.ooxml.package import Package

_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Notes:
    """The notes of a document by kind and id."""

    def __init__(self, package: Package, main: str) -> None:
        self._notes: dict[tuple[str, str], _Element] = {}
        self._counts = dict.fromkeys(_PARTS, 0)
        for kind, part in _PARTS.items():
            root = package.xml(package.related(main, part))
            for element in children(root, f"w:{kind}"):
                if attribute(element, "w:type") not in _SEPARATORS:
                    self._notes[kind, attribute(element, "w:id") or ""] = element

    def mark(self, kind: str, key: str, own: str) -> str:
        """Return the mark of the next note, its own where it has one; "" without such a note."""
        if (kind, key) not in self._notes:
            return ""
        if own:
            return own.strip()
        self._counts[kind] += 1
        return note_mark(self._counts[kind], roman=kind == "endnote")

    def paragraphs(self, kind: str, key: str) -> list[_Element]:
        """Return the paragraphs of a note."""
        found = self._notes.get((kind, key))
        return [] if found is None else [e for e in found.iter() if _is_paragraph(e)]


def _is_paragraph(element: _Element) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("}p")
