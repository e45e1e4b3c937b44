"""Goes through a document in reading order and hands its blocks to the builder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from assistant.corpus.canonical import CanonicalBuilder, normalise
from assistant.corpus.readers.docx.notes import Notes
from assistant.corpus.readers.docx.numbering import Numbering
from assistant.corpus.readers.docx.shape import Shape
from assistant.corpus.readers.docx.styles import Styles
from assistant.corpus.readers.docx.tables import cells_of, grid_of, is_layout, rows_of
from assistant.corpus.readers.docx.text import Line, LineReader, is_gone
from assistant.corpus.readers.grids import add_table
from assistant.corpus.readers.ooxml.names import attribute, child, children, tag, value

_WRAPPERS = frozenset({"w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
# A bullet that was typed: people write lists by hand as often as not.
_TYPED = re.compile(r"^[•·▪‣◦–—-][ \t\u00a0]+(?=\S)")
_BY_HAND = "by hand"


class Walker:
    """Adds the blocks of a document's body to `builder`."""

    def __init__(
        self,
        builder: CanonicalBuilder,
        styles: Styles,
        numbering: Numbering,
        notes: Notes,
        shape: Shape,
    ) -> None:
        self.builder = builder
        self.hidden = 0
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._shape = shape
        self._lines = LineReader(styles, notes.mark)
        self._lists = 0
        self._list: tuple[int, str] | None = None
        self._pending: list[tuple[str, str, str]] = []
        self._joined = Line()
        self._placed = 0

    def body(self, body: _Element) -> None:
        """Add the blocks of a body, a text box or a cell that only places text."""
        for element in body:
            name = tag(element)
            if name == "w:p":
                self._paragraph(element)
            elif name == "w:tbl":
                self._table(element)
            elif name == "w:sdt":
                if not _is_contents(element):
                    self.body_of(element)
            elif name in _WRAPPERS:
                self.body(element)

    def body_of(self, control: _Element) -> None:
        """Add what stands in a content control."""
        for content in children(control, "w:sdtContent"):
            self.body(content)

    def finish(self) -> None:
        """Add what still waits for the end of a list."""
        self._end_list()
        self.builder.paragraph(self._joined.text)
        self._pending.extend(self._joined.notes)
        self._end_list()

    def _paragraph(self, element: _Element) -> None:
        properties = child(element, "w:pPr")
        line = self._lines.read(element, on_colour=self._placed > 0)
        self.hidden += line.hidden
        if self._styles.is_contents(self._styles.of(properties)):
            return
        line.text = self._joined.text + line.text
        line.notes = self._joined.notes + line.notes
        self._joined = Line()
        if is_gone(properties):
            # The end of the paragraph was deleted: it goes on in the next one.
            self._joined = line
            return
        # Word shows no number where there is no text to it.
        if normalise(line.text):
            self._add(element, properties, line)
        for box in line.boxes:
            self._end_list()
            self._place(box)

    def _place(self, holder: _Element) -> None:
        """Add the blocks of a text box, or of a cell that only places text."""
        self._placed += 1
        self.body(holder)
        self._placed -= 1

    def _add(self, element: _Element, properties: _Element | None, line: Line) -> None:
        level = self._shape.level(element, properties, line)
        numbered = self._styles.numbering(properties)
        typed = _TYPED.match(line.text.lstrip())
        if not level and (numbered or typed or self._styles.is_bullet_style(properties)):
            text = line.text.lstrip()[typed.end() :] if typed and not numbered else line.text
            self._item(text, numbered or (_BY_HAND, self._styles.list_depth(properties)))
            self._pending.extend(line.notes)
            return
        self._end_list()
        if level:
            number = self._numbering.next(*numbered) if numbered else None
            text = _unmarked(line)
            self.builder.heading(f"{number} {text}" if number else text, level)
        else:
            self.builder.paragraph(line.text)
        self._pending.extend(line.notes)
        self._end_list()

    def _item(self, text: str, numbered: tuple[str, int]) -> None:
        key, depth = numbered
        if self._list is None or (depth == 0 and self._list[1] not in (key, "")):
            self._end_list()
            self._lists += 1
            self._list = (self._lists, key if depth == 0 else "")
        elif depth == 0:
            self._list = (self._list[0], key)
        number = self._numbering.next(key, depth)
        self.builder.item(text, self._list[0], depth, number)

    def _end_list(self) -> None:
        """Close a list and add the notes to what stands above."""
        self._list = None
        pending, self._pending = self._pending, []
        for kind, key, mark in pending:
            texts = [self._lines.read(p).text for p in self._notes.paragraphs(kind, key)]
            text = "\n".join(part.strip() for part in texts if part.strip())
            own = text.startswith(mark)
            if text:
                self.builder.paragraph(text if own else f"{mark} {text}")

    def _table(self, table: _Element) -> None:
        self._end_list()
        rows = rows_of(table)
        if is_layout(rows, _length):
            for row in rows:
                for cell in cells_of(row):
                    self._place(cell)
                    self._end_list()
            return
        self._lists += 1
        list_id = self._lists
        nested: list[_Element] = []
        boxes: list[_Element] = []

        def read(cell: _Element) -> tuple[str, bool]:
            text, head = self._cell(cell, boxes)
            nested.extend(children(cell, "w:tbl"))
            return text, head

        grid, marked = grid_of(table, rows, self._styles, read)
        add_table(self.builder, grid, list_id, marked)
        self._end_list()
        for inner in nested:
            self._table(inner)
        for box in boxes:
            self._place(box)

    def _cell(self, cell: _Element, boxes: list[_Element]) -> tuple[str, bool]:
        """Return a cell's text, a line a paragraph, and whether it is set off as a heading."""
        lines: list[str] = []
        head = True
        for paragraph in _paragraphs(cell):
            properties = child(paragraph, "w:pPr")
            line = self._lines.read(paragraph, on_colour=True)
            self.hidden += line.hidden
            self._pending.extend(line.notes)
            boxes.extend(line.boxes)
            if not line.text.strip():
                continue
            style = self._styles.of(properties)
            numbered = self._styles.numbering(properties)
            number = self._numbering.next(*numbered) if numbered else None
            lines.append(f"{number} {line.text.strip()}" if number else line.text.strip())
            head = head and (line.bold or self._styles.is_table_head(style))
        return "\n".join(lines), head and bool(lines)


def _paragraphs(element: _Element) -> Iterator[_Element]:
    """Yield the paragraphs of a cell, those of tables within it left out."""
    for part in element:
        name = tag(part)
        if name == "w:p":
            yield part
        elif name in _WRAPPERS or name == "w:sdt":
            yield from _paragraphs(part)


def _length(cell: _Element) -> int:
    return sum(len(e.text or "") for e in cell.iter() if tag(e) == "w:t")


def _unmarked(line: Line) -> str:
    """Take the marks of notes off a heading: it names things elsewhere."""
    text = line.text
    for _, _, mark in line.notes:
        text = text.replace(mark, "", 1)
    return text


def _is_contents(control: _Element) -> bool:
    part = child(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return attribute(part, "w:val") == "Table of Contents" or (
        value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery") or ""
    ).startswith("Table of")
