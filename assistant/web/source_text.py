"""Canonical text to blocks for a page, with the quoted stretch marked; not a character changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.types import SectionView

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ITEM = re.compile(r"^([ ]*)• ", re.MULTILINE)
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `first` is set on the first marked run, which the page scrolls to."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph or a list; `items` holds each item's runs, else one entry."""

    kind: Literal["heading", "paragraph", "list"]
    items: tuple[tuple[Run, ...], ...]
    level: int = 0
    anchor: str = ""

    @property
    def text(self) -> str:
        """The words alone, items set apart by line breaks."""
        return "\n".join("".join(run.text for run in runs) for runs in self.items)


def pieces(text: str, sections: Sequence[SectionView], start: int, end: int) -> list[Piece]:
    """Return `text` in blocks with `text[start:end]` marked; `start == end` marks nothing."""
    levels = {section.start: section.level for section in sections}
    anchors = _Anchors()
    return [
        _piece(text, block.start(), block.end(), levels, anchors, (start, end))
        for block in _BLOCK.finditer(text)
    ]


def _piece(
    text: str,
    start: int,
    end: int,
    levels: dict[int, int],
    anchors: _Anchors,
    mark: tuple[int, int],
) -> Piece:
    def runs(a: int, b: int) -> tuple[Run, ...]:
        return tuple(_runs(text, a, b, mark))

    if start in levels:
        anchor = anchors.give(text[start:end])
        return Piece("heading", (runs(start, end),), levels[start], anchor)
    bullets = list(_ITEM.finditer(text, start, end))
    # `^` also matches at `start`, so a list is a block whose first line has a bullet.
    if not bullets or bullets[0].start() != start:
        return Piece("paragraph", (runs(start, end),))
    ends = [bullet.start() - 1 for bullet in bullets[1:]] + [end]
    return Piece("list", tuple(runs(b.end(), e) for b, e in zip(bullets, ends, strict=True)))


def _runs(text: str, start: int, end: int, mark: tuple[int, int]) -> Iterator[Run]:
    low, high = max(start, mark[0]), min(end, mark[1])
    if low >= high:
        yield Run(text[start:end])
        return
    if start < low:
        yield Run(text[start:low])
    yield Run(text[low:high], marked=True, first=not text[mark[0] : low].strip(" \n•"))
    if high < end:
        yield Run(text[high:end])


class _Anchors:
    """Ids for headings, from their words; a repeated one gets a number."""

    def __init__(self) -> None:
        # "citat" is the quote's own id.
        self._given = {"citat"}

    def give(self, heading: str) -> str:
        plain = unicodedata.normalize("NFKD", heading.casefold().translate(_DANISH))
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "afsnit"
        anchor, number = base, 2
        while anchor in self._given:
            anchor, number = f"{base}-{number}", number + 1
        self._given.add(anchor)
        return anchor
