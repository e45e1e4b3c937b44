"""Which elements are blocks, and the text of an item, a value or a cell with blocks in it."""

from __future__ import annotations

from lxml.html import HtmlElement

from assistant.corpus.readers.html.inline import STRUCK, inline_text, spaced

_BLOCKS = (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary"
    " table tbody td tfoot th thead tr ul"
).split()
_NAMES = frozenset(_BLOCKS)
LISTS = frozenset({"ul", "ol", "menu"})
_OWN = LISTS | {"table", "dl"}
_CELLS = frozenset({"td", "th"})


class BlockTexts:
    """Tells blocks from inline elements. `holders` are all elements with a block within."""

    def __init__(self, holders: frozenset[HtmlElement]) -> None:
        self._holders = holders

    @classmethod
    def of(cls, content: HtmlElement) -> BlockTexts:
        """Look through all of `content` once."""
        holders: set[HtmlElement] = set()
        for element in content.iter(*_BLOCKS):
            for above in element.iterancestors():
                if above in holders:
                    break
                holders.add(above)
        return cls(frozenset(holders))

    def is_block(self, element: HtmlElement) -> bool:
        """Tell whether an element is a block, or wraps one as in <a><div>…</div></a>."""
        return element.tag in _NAMES or element in self._holders

    def item(self, item: HtmlElement) -> tuple[str, list[HtmlElement]]:
        """Return an item's own text, and the lists and tables within it."""
        lines: list[str] = []
        inner: list[HtmlElement] = []
        self._split(item, lines, inner)
        return _joined(lines), inner

    def of_all(self, element: HtmlElement) -> str:
        """Return the text of a cell or a value, its blocks on lines of their own."""
        parts: list[str] = []
        self._add(element, parts)
        return _joined(parts)

    def _split(self, element: HtmlElement, lines: list[str], inner: list[HtmlElement]) -> None:
        lines.append(spaced(element.text))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in STRUCK:
                if child.tag in _OWN:
                    inner.append(child)
                elif self.is_block(child):
                    lines.append("\n")
                    self._split(child, lines, inner)
                    lines.append("\n")
                else:
                    lines.append(inline_text(child))
            lines.append(spaced(child.tail))

    def _add(self, element: HtmlElement, parts: list[str]) -> None:
        parts.append(spaced(element.text))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in STRUCK:
                if self.is_block(child):
                    parts.append("\n")
                    self._add(child, parts)
                    parts.append(" " if child.tag in _CELLS else "\n")
                else:
                    parts.append(inline_text(child))
            parts.append(spaced(child.tail))


def _joined(parts: list[str]) -> str:
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
