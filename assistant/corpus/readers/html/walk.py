"""Goes through the main content in reading order and hands its blocks to the builder."""

from __future__ import annotations

import contextlib
import re

from lxml.html import HtmlElement

from assistant.corpus.canonical import CanonicalBuilder
from assistant.corpus.readers.grids import add_table
from assistant.corpus.readers.html.blocks import LISTS, BlockTexts
from assistant.corpus.readers.html.inline import STRUCK, inline_text, spaced
from assistant.corpus.readers.html.tables import is_layout, table_grid

_HEADING = re.compile(r"h[1-6]")
_LETTERS = {"a": "a", "A": "A"}
_LOWEST_HEADING = 6


class Walker:
    """Adds blocks to `builder`. Text between blocks is a paragraph of its own."""

    def __init__(self, builder: CanonicalBuilder) -> None:
        self.builder = builder
        self._inline: list[str] = []
        self._lists = 0
        self._level = 1
        self._texts = BlockTexts(frozenset())

    def visit(self, element: HtmlElement) -> None:
        """Add an element with all within it."""
        self._texts = BlockTexts.of(element)
        self._children(element)
        self._flush()

    def _children(self, element: HtmlElement) -> None:
        self._inline.append(spaced(element.text))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in STRUCK:
                if self._texts.is_block(child):
                    self._flush()
                    self._block(child)
                    self._flush()
                else:
                    self._inline.append(inline_text(child))
            self._inline.append(spaced(child.tail))

    def _flush(self) -> None:
        text = "".join(self._inline)
        self._inline.clear()
        self.builder.paragraph(text)

    def _block(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        if _HEADING.fullmatch(tag):
            self._level = int(tag[1])
            self.builder.heading(inline_text(element), self._level)
        elif tag in LISTS:
            self._list(element)
        elif tag == "table":
            self._table(element)
        elif tag == "dl":
            self._definitions(element)
        elif tag == "details":
            self._details(element)
        elif tag == "pre":
            self.builder.paragraph("".join(element.itertext()))
        else:
            self._children(element)

    def _list(self, element: HtmlElement, level: int = 0, list_id: int | None = None) -> None:
        if list_id is None:
            self._lists += 1
            list_id = self._lists
        number = _start(element)
        self.builder.item(spaced(element.text), list_id, level)
        for item in element:
            if item.tag in LISTS:
                self._list(item, level + 1, list_id)
            elif isinstance(item.tag, str):
                mark = _number(element, item, number) if element.tag == "ol" else None
                self._item(item, level, list_id, mark)
                number += 1
            # Text that stands in no item is shown all the same.
            self.builder.item(spaced(item.tail), list_id, level)

    def _item(self, item: HtmlElement, level: int, list_id: int, mark: str | None) -> None:
        """Add an item: its own text first, then the lists and tables within it."""
        text, inner = self._texts.item(item)
        self.builder.item(text, list_id, level, mark)
        for element in inner:
            if element.tag in LISTS:
                self._list(element, level + 1, list_id)
            else:
                self._block(element)
                self._flush()

    def _definitions(self, element: HtmlElement) -> None:
        label = ""
        values: list[str] = []
        # HTML allows a <div> around each group of terms and values.
        parts = [e for e in element.iter("dt", "dd") if _list_of(e) is element]
        if not parts:
            self._children(element)
        for part in parts:
            if part.tag == "dt":
                if values:
                    self.builder.labelled(label, "\n".join(values))
                    label, values = "", []
                text = " ".join(inline_text(part).split())
                label = f"{label} / {text}" if label else text
            else:
                values.append(self._texts.of_all(part))
        if label or values:
            self.builder.labelled(label, "\n".join(values))

    def _details(self, element: HtmlElement) -> None:
        """Add a folded part: what stands on its fold is its heading."""
        above = self._level
        summary = element.find("summary")
        if summary is not None:
            self._level = min(above + 1, _LOWEST_HEADING)
            self.builder.heading(inline_text(summary), self._level)
            tail = summary.tail
            element.remove(summary)
            element.text = spaced(element.text) + spaced(tail)
        self._children(element)
        self._flush()
        self._level = above

    def _table(self, element: HtmlElement) -> None:
        caption = element.find("caption")
        if caption is not None:
            self.builder.paragraph(inline_text(caption))
        if is_layout(element):
            for cell in element.iter("td", "th"):
                if next(cell.iterancestors("table"), None) is element:
                    self._children(cell)
                    self._flush()
            return
        self._lists += 1
        grid, marked = table_grid(element, self._texts.of_all)
        add_table(self.builder, grid, self._lists, marked)


def _list_of(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("dl"), None)


def _start(element: HtmlElement) -> int:
    try:
        return int(element.get("start") or "1")
    except ValueError:
        return 1


def _number(element: HtmlElement, item: HtmlElement, number: int) -> str:
    with contextlib.suppress(ValueError):
        number = int(item.get("value") or number)
    kind = element.get("type")
    if kind in _LETTERS and 0 < number <= 26:
        return f"{chr(ord(_LETTERS[kind]) + number - 1)})"
    return f"{number}."
