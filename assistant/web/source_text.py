"""Canonical text to blocks for a page, with the quoted stretch marked; not a character changes."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.types import LabelView, Page, SectionView

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ITEM = re.compile(r"^([ ]*)• ", re.MULTILINE)
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_LONGEST_NAME = 40
# The page's own: the quote, and where its text begins.
_TAKEN = ("citat", "indhold")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `first` is set on the first marked run, which the page scrolls to."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph or a list; `items` holds each item's runs, else one entry.

    A `label` has no text of the document: it is a heading that the editors gave, in `label`. `page`
    is the page that begins in it.
    """

    kind: Literal["heading", "paragraph", "list", "label"]
    items: tuple[tuple[Run, ...], ...]
    level: int = 0
    anchor: str = ""
    label: str = ""
    page: int | None = None

    @property
    def labelled(self) -> bool:
        """Whether it reads as a name and its value, each on a line: a matter of looks alone."""
        lines = self.text.split("\n")
        name = lines[0].strip()
        short = 0 < len(name) <= _LONGEST_NAME and name[-1] not in ".,;:!?"
        return self.kind == "paragraph" and len(lines) == 2 and short

    @property
    def text(self) -> str:
        """The words alone, items set apart by line breaks."""
        return "\n".join("".join(run.text for run in runs) for runs in self.items)


def pieces(
    text: str,
    sections: Sequence[SectionView],
    start: int,
    end: int,
    labels: Sequence[LabelView] = (),
    pages: Sequence[Page] = (),
) -> list[Piece]:
    """Return `text` in blocks with `text[start:end]` marked; `start == end` marks nothing.

    A label stands in front of the block in which its stretch begins.
    """
    headings = {section.start: section for section in sections}
    anchors = _Anchors()
    made: list[Piece] = []
    level = 1
    begin = deque(pages)
    for block in _BLOCK.finditer(text):
        for label in labels:
            if block.start() <= label.start < block.end():
                anchor = anchors.give(label.label, [])
                made.append(Piece("label", (), level + 1, anchor, label.label))
        piece = _piece(text, block.start(), block.end(), headings, anchors, (start, end))
        level = piece.level or level
        while begin and begin[0].start < block.end():
            piece = replace(piece, page=begin.popleft().number)
        made.append(piece)
    return made


def _piece(
    text: str,
    start: int,
    end: int,
    headings: dict[int, SectionView],
    anchors: _Anchors,
    mark: tuple[int, int],
) -> Piece:
    def runs(a: int, b: int) -> tuple[Run, ...]:
        return tuple(_runs(text, a, b, mark))

    if start in headings:
        anchor = anchors.give(text[start:end], headings[start].path[:-1])
        return Piece("heading", (runs(start, end),), headings[start].level, anchor)
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
    """Ids for headings, from their words; a repeated one takes in those above it, then a number.

    A link to a heading thus holds as long as its words do, wherever it moves.
    """

    def __init__(self) -> None:
        self._given = set(_TAKEN)

    def give(self, heading: str, above: Sequence[str]) -> str:
        """Return an id that was not given before."""
        base = anchor = _slug(heading) or "afsnit"
        if anchor in self._given and above:
            base = anchor = _slug(" ".join([*above, heading])) or "afsnit"
        number = 2
        while anchor in self._given:
            anchor, number = f"{base}-{number}", number + 1
        self._given.add(anchor)
        return anchor


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_DANISH))
    # Marks go with their letters: é is e, not a gap between words.
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
