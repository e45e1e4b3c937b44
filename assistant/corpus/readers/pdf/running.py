"""Running heads and feet, and page numbers: they belong to the pages, not to the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.corpus.readers.pdf.model import Box, PageContent, TextLine, Word
from assistant.corpus.readers.pdf.words import make_lines

# The parts of a page, at its top and bottom, in which they stand, and how many lines of them.
_ZONE = 0.17
_TABLE_ZONE = 0.15
_MOST_LINES = 6
_SAME_BASE = 3.0
_SAME_SIZE = 0.6
# On odd and even pages they may differ.
_NEAR_PAGES = 2
_OFTEN = 3
# What stands alone is this much further from the next line than lines usually are.
_ALONE = 1.6
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,6}\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:side|s\.|page|p\.|pg\.?)\s*)?#(?:\s*(?:af|of|/|\||-|–)\s*#)?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top or bottom of a page, `outer` lines away from the edge."""

    page: int
    words: tuple[Word, ...]
    text: str
    base: float
    size: float
    foot: bool
    outer: int
    alone: bool


def leave_out_running(
    pages: Sequence[PageContent], tables: Mapping[int, Sequence[Box]]
) -> dict[int, int]:
    """Take running lines out of the pages' words; return the letters taken by page.

    `tables` are the boxes of ruled tables by page, whose heads may well come again at the same
    place.
    """
    edges = [edge for page in pages for edge in _edges(page, tables.get(page.number, ()))]
    repeated = _repeated(edges)
    bases = _usual_bases(edges, repeated)
    last = pages[-1].number if pages else 0
    found: dict[int, set[int]] = {}
    for page in pages:
        gone: set[int] = {id(w) for w in page.words if w.running and _in_zone(w, page)}
        for foot in (False, True):
            for edge in (e for e in edges if e.page == page.number and e.foot == foot):
                marked = all(id(word) in gone for word in edge.words)
                number = edge.outer == 0 and _is_page_number(edge, last)
                usual = edge.alone and _is_usual(edge, bases)
                if not (marked or number or usual or id(edge) in repeated):
                    break
                gone.update(id(word) for word in edge.words)
        found[page.number] = gone
    letters = sum(len(w.text) for page in pages for w in page.words)
    taken = {p.number: sum(len(w.text) for w in p.words if id(w) in found[p.number]) for p in pages}
    if 2 * sum(taken.values()) > letters:
        # What most of the text consists of does not just run along with it.
        return {}
    for page in pages:
        page.words = [word for word in page.words if id(word) not in found[page.number]]
    return taken


def _edges(page: PageContent, tables: Collection[Box]) -> list[_Edge]:
    inner = [box for box in tables if not _is_head_table(box, page)]
    lines = make_lines(page.words, page.number)
    free = [line for line in lines if not any(_within(line, box) for box in inner)]
    found = []
    for foot in (False, True):
        ordered = free[::-1] if foot else free
        for outer, line in enumerate(ordered[:_MOST_LINES]):
            place = line.base / page.height if page.height else 0
            if (place < 1 - _ZONE) if foot else (place > _ZONE):
                break
            following = ordered[outer + 1] if outer + 1 < len(ordered) else None
            gap = abs(following.base - line.base) if following else page.height
            alone = gap > _ALONE * max(line.size, following.size if following else 0)
            text = _NUMBER.sub("#", " ".join(line.text.split())).casefold()
            found.append(
                _Edge(
                    page.number, tuple(line.words), text, line.base, line.size, foot, outer, alone
                )
            )
    return found


def _repeated(edges: Sequence[_Edge]) -> set[int]:
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.foot, edge.text].append(edge)
    found: set[int] = set()
    for group in groups.values():
        for one in group:
            near = (
                other
                for other in group
                if 0 < abs(other.page - one.page) <= _NEAR_PAGES
                and abs(other.base - one.base) <= _SAME_BASE
                and abs(other.size - one.size) <= _SAME_SIZE
            )
            if next(near, None) is not None:
                found.add(id(one))
    return found


def _usual_bases(
    edges: Sequence[_Edge], repeated: Collection[int]
) -> dict[tuple[bool, int, int], int]:
    """Count the pages that have an outermost running line at a height and of a size."""
    counts: dict[tuple[bool, int, int], int] = defaultdict(int)
    for edge in edges:
        if edge.outer == 0 and edge.alone and id(edge) in repeated:
            counts[edge.foot, round(edge.base), round(2 * edge.size)] += 1
    return counts


def _is_usual(edge: _Edge, bases: Mapping[tuple[bool, int, int], int]) -> bool:
    """Tell whether other pages have their running line where this one has a line of its own."""
    if edge.outer != 0:
        return False
    return bases.get((edge.foot, round(edge.base), round(2 * edge.size)), 0) >= _OFTEN


def _is_page_number(edge: _Edge, last: int) -> bool:
    if not _PAGE_NUMBER.fullmatch(edge.text) or not edge.alone:
        return False
    numbers = [int(n) for n in re.findall(r"\d+", " ".join(w.text for w in edge.words))]
    return not numbers or numbers[0] == edge.page or numbers[0] <= last


def _in_zone(word: Word, page: PageContent) -> bool:
    place = word.base / page.height if page.height else 0
    return place <= _ZONE or place >= 1 - _ZONE


def _is_head_table(box: Box, page: PageContent) -> bool:
    return box.bottom <= _TABLE_ZONE * page.height or box.top >= (1 - _TABLE_ZONE) * page.height


def _within(line: TextLine, box: Box) -> bool:
    return box.holds((line.x0 + line.x1) / 2, line.base - line.size / 3)
