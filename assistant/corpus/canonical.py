"""Canonical text is built here and nowhere else: blocks in reading order, with exact offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.types import Block, BlockKind, Page, Section

BULLET = "• "
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
# Invisible marks that would make an equal-looking quote unequal: soft hyphen, zero-width, BOM.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def normalise(text: str) -> str:
    """Return `text` in NFC, without invisible marks, with single spaces and `\\n` line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # An accent that an invisible mark kept from its letter joins it now.
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", _INVISIBLE.sub("", text)))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a page shows it, in points from the page's top left corner as it is shown.

    `text` is what it gives to the canonical text (a hyphen at its end may be missing), `words` the
    left and right edge of each of its words.
    """

    text: str
    page: int
    top: float
    bottom: float
    words: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page shows the canonical text from `start` to `end`: at most one line of it.

    `words` are the left and right edges of its words, in points from the page's top left corner as
    it is shown, as `top` and `bottom` are.
    """

    start: int
    end: int
    page: int
    top: float
    bottom: float
    words: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader makes of a file: canonical text with its blocks, sections and front matter.

    `pages` are in the order of the text; a page comes twice where a note at its foot stands behind
    a paragraph that ends on the next one. `left_out` counts what is no text of the document, by
    reason, such as hidden characters and running heads.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    meta: dict[str, Any] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    places: tuple[Place, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)


class CanonicalBuilder:
    """Collects blocks in reading order; `build` joins them into canonical text.

    Blocks are set apart by an empty line, items of a list by a line break. A block's offsets leave
    out its bullet, so that an item can be quoted alone or a list whole. Where a format has pages,
    `page` says which one begins, or the `lines` that a block was read from do.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._page: int | None = None
        self._starts: list[Page] = []
        self._places: list[Place] = []

    def page(self, number: int) -> None:
        """Say that what is added from now on stands on page `number`, counted from 1."""
        self._page = number

    def heading(self, text: str, level: int, lines: Sequence[Line] = ()) -> None:
        """Add a heading of `level` 1 (the title) to 6."""
        self._add("heading", " ".join(normalise(text).split("\n")), level=level, lines=lines)

    def paragraph(self, text: str, lines: Sequence[Line] = ()) -> None:
        """Add a paragraph; its own line breaks stay."""
        self._add("paragraph", normalise(text), lines=lines)

    def item(
        self,
        text: str,
        list_id: int,
        level: int = 0,
        number: str | None = None,
        lines: Sequence[Line] = (),
    ) -> None:
        """Add an item of the list `list_id`, nested `level` deep; `number` as in "1."."""
        indent = "  " * level
        prefix = f"{indent}{number} " if number else indent + BULLET
        text = normalise(text)
        self._add("item", text, prefix=prefix, level=level, list_id=list_id, lines=lines)

    def labelled(self, label: str, value: str) -> None:
        """Add a labelled fact: the label on a line of its own, the value below."""
        value = normalise(value)
        self._add("labelled", f"{normalise(label)}\n{value}" if value else normalise(label))

    def row(self, headers: Sequence[str], cells: Sequence[str], list_id: int) -> None:
        """Add a table row as "column: cell" pairs, so that it can be read without its table."""
        pairs = []
        for number, cell in enumerate(cells):
            name = normalise(headers[number]) if number < len(headers) else ""
            value = " ".join(normalise(cell).split("\n"))
            if value:
                pairs.append(f"{name}: {value}" if name else value)
        self._add("row", "; ".join(pairs), list_id=list_id)

    def place(self, start: int, end: int, line: Line) -> None:
        """Say that `line` shows the canonical text from `start` to `end`."""
        self._places.append(Place(start, end, line.page, line.top, line.bottom, line.words))

    @property
    def count(self) -> int:
        """How many blocks were added; each is one piece of text, at an offset."""
        return len(self._blocks)

    def added(self, since: int) -> list[tuple[int, str]]:
        """Return offset and text of each block after the first `since`."""
        text = "".join(self._parts[-3 * (self.count - since) :]) if since < self.count else ""
        first = self._length - len(text)
        return [(b.start, text[b.start - first : b.end - first]) for b in self._blocks[since:]]

    def build(
        self,
        fallback_title: str,
        meta: dict[str, Any] | None = None,
        left_out: Mapping[str, int] | None = None,
    ) -> RawDocument:
        """Return the document; its title is the first heading of the topmost level."""
        text = "".join(self._parts)
        headings = [b for b in self._blocks if b.kind == "heading"]
        title = fallback_title
        if headings:
            top = min(headings, key=lambda block: (block.level, block.start))
            title = text[top.start : top.end]
        meta = dict(meta or {})
        title = str(meta.get("title") or title)
        blocks = tuple(self._blocks)
        return RawDocument(
            title,
            text,
            blocks,
            _sections(text, blocks, title),
            meta,
            _pages([*self._starts, *(Page(p.page, p.start) for p in self._places)]),
            tuple(sorted(self._places, key=lambda place: place.start)),
            dict(left_out or {}),
        )

    def _add(
        self,
        kind: BlockKind,
        text: str,
        *,
        prefix: str = "",
        level: int = 0,
        list_id: int | None = None,
        lines: Sequence[Line] = (),
    ) -> None:
        if not text:
            return
        between = ""
        if self._blocks:
            same = list_id is not None and self._blocks[-1].list_id == list_id
            between = "\n" if same else "\n\n"
        self._parts += (between, prefix, text)
        start = self._length + len(between) + len(prefix)
        self._length = start + len(text)
        if self._page is not None:
            self._starts.append(Page(self._page, start))
            self._page = None
        self._blocks.append(Block(kind, start, self._length, level, list_id))
        at = 0
        for line in lines:
            words = normalise(line.text)
            found = text.find(words, at) if words else -1
            if found >= 0:
                at = found + len(words)
                self.place(start + found, start + at, line)


def _pages(starts: Sequence[Page]) -> tuple[Page, ...]:
    pages: list[Page] = []
    for page in sorted(starts, key=lambda page: page.start):
        if not pages or pages[-1].number != page.number:
            pages.append(page)
    return tuple(pages)


def _sections(text: str, blocks: Sequence[Block], title: str) -> tuple[Section, ...]:
    headings = [block for block in blocks if block.kind == "heading"]
    sections: list[Section] = []
    stack: list[tuple[int, str]] = []
    for number, heading in enumerate(headings):
        name = text[heading.start : heading.end]
        stack = [(level, above) for level, above in stack if level < heading.level]
        stack.append((heading.level, name))
        path = tuple(part for _, part in stack if part != title)
        end = len(text)
        for later in headings[number + 1 :]:
            if later.level <= heading.level:
                end = later.start
                break
        sections.append(Section(path, heading.level, heading.start, end))
    return tuple(sections)
