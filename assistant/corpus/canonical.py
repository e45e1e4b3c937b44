"""Canonical text is built here and nowhere else: blocks in reading order, with exact offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.types import Block, BlockKind, Section

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
class RawDocument:
    """What a reader makes of a file: canonical text with its blocks, sections and front matter."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    meta: dict[str, Any] = field(default_factory=dict)


class CanonicalBuilder:
    """Collects blocks in reading order; `build` joins them into canonical text.

    Blocks are set apart by an empty line, items of a list by a line break. A block's offsets leave
    out its bullet, so that an item can be quoted alone or a list whole.
    """

    def __init__(self) -> None:
        self._text = ""
        self._blocks: list[Block] = []

    def heading(self, text: str, level: int) -> None:
        """Add a heading of `level` 1 (the title) to 6."""
        self._add("heading", " ".join(normalise(text).split("\n")), level=level)

    def paragraph(self, text: str) -> None:
        """Add a paragraph; its own line breaks stay."""
        self._add("paragraph", normalise(text))

    def item(self, text: str, list_id: int, level: int = 0, number: str | None = None) -> None:
        """Add an item of the list `list_id`, nested `level` deep; `number` as in "1."."""
        indent = "  " * level
        prefix = f"{indent}{number} " if number else indent + BULLET
        self._add("item", normalise(text), prefix=prefix, level=level, list_id=list_id)

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

    def build(self, fallback_title: str, meta: dict[str, Any] | None = None) -> RawDocument:
        """Return the document; its title is the first heading of the topmost level."""
        headings = [b for b in self._blocks if b.kind == "heading"]
        title = fallback_title
        if headings:
            top = min(headings, key=lambda block: (block.level, block.start))
            title = self._text[top.start : top.end]
        meta = dict(meta or {})
        title = str(meta.get("title") or title)
        blocks = tuple(self._blocks)
        return RawDocument(title, self._text, blocks, _sections(self._text, blocks, title), meta)

    def _add(
        self,
        kind: BlockKind,
        text: str,
        *,
        prefix: str = "",
        level: int = 0,
        list_id: int | None = None,
    ) -> None:
        if not text:
            return
        if self._text:
            previous = self._blocks[-1]
            same = list_id is not None and previous.list_id == list_id
            self._text += "\n" if same else "\n\n"
        start = len(self._text) + len(prefix)
        self._text += prefix + text
        self._blocks.append(Block(kind, start, len(self._text), level, list_id))


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
