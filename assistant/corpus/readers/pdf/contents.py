"""Printed tables of contents: they repeat the headings, and say nothing themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus.readers.pdf.model import PageContent, TextLine
from assistant.corpus.readers.pdf.words import make_lines

_LEADER = re.compile(r"(?:\.\s?|…\s?|_){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})\s*$")
_NUMBER = re.compile(r"^\d{1,4}$")
_NAME = re.compile(r"\W*(?:indhold|indholdsfortegnelse|contents|table of contents)\W*", re.I)
_FEWEST = 5
_MOST_OF_PAGE = 0.6
# In parts of the size of the letters.
_APART = 1.5


def leave_out_contents(page: PageContent, last_page: int) -> int:
    """Take the lines of a table of contents out of a page's words; return the letters taken."""
    lines = make_lines(page.words, page.number)
    led = [n for n, line in enumerate(lines) if _LEADER.search(line.text)]
    listed = _with_others(lines, led) if led else _listed(lines, last_page)
    if not listed:
        return 0
    gone = set(listed) | {n for n in range(min(listed)) if _NAME.fullmatch(lines[n].text)}
    # An entry of two lines has its number behind the second.
    gone |= {n - 1 for n in listed if n and _is_begun(lines[n - 1], lines[n], gone)}
    words = {id(word) for n in gone for word in lines[n].words}
    page.words = [word for word in page.words if id(word) not in words]
    return sum(len(lines[n].text) for n in gone)


def _with_others(lines: Sequence[TextLine], led: Sequence[int]) -> list[int]:
    """Add the lines whose numbers stand below those that dots lead to: chapters, in bold."""
    edge = max(lines[n].x1 for n in led)
    more = (
        n
        for n, line in enumerate(lines)
        if len(led) > 2 and _NUMBER.match(line.words[-1].text) and abs(line.x1 - edge) < 3
    )
    return sorted({*led, *more})


def _listed(lines: Sequence[TextLine], last_page: int) -> list[int]:
    """Return the lines that end with a page's number far to the right, if most lines do."""
    found: list[int] = []
    numbers: list[int] = []
    for n, line in enumerate(lines):
        if len(line.words) < 2 or not _NUMBER.match(line.words[-1].text):
            continue
        number = int(line.words[-1].text)
        apart = line.words[-1].x0 - line.words[-2].x1 >= _APART * line.size
        if apart and number <= last_page:
            found.append(n)
            numbers.append(number)
    rising = numbers == sorted(numbers) and len(set(numbers)) > 2
    edges = [lines[n].x1 for n in found]
    aligned = bool(edges) and max(edges) - min(edges) < 4
    named = any(_NAME.fullmatch(line.text) for line in lines)
    enough = len(found) >= _FEWEST and (named or len(found) >= _MOST_OF_PAGE * len(lines))
    return found if enough and rising and aligned else []


def _is_begun(above: TextLine, line: TextLine, gone: set[int]) -> bool:
    step = line.base - above.base
    same = abs(above.size - line.size) < 0.5 and 0 < step < 1.5 * line.size
    return same and line.text[:1].islower() and not _NAME.fullmatch(above.text)
