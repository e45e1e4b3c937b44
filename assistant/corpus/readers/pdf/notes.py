"""Notes at the foot of a page: taken out of the text, to be put behind what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus.readers.marks import raised
from assistant.corpus.readers.pdf.marks import note_mark
from assistant.corpus.readers.pdf.model import Element, Table, TextLine

# Notes are set smaller than the text, by this part at least, and stand in the lower part.
_SMALLER = 0.94
_LOWER = 0.4


@dataclass(slots=True)
class Note:
    """A note: its mark as the text has it ("¹"), its lines, and the length of its own mark."""

    mark: str
    lines: list[TextLine]
    skip: int


def take_notes(
    elements: Sequence[Element], height: float, body: float
) -> tuple[list[Element], list[Note]]:
    """Return what stands on a page without its notes, and the notes."""
    kept: list[Element] = []
    notes: list[Note] = []
    regions: dict[int, list[Element]] = {}
    for element in elements:
        regions.setdefault(element.region, []).append(element)
    for region in regions.values():
        start = _first_note(region, height, body)
        kept += region[:start]
        for line in region[start:]:
            assert isinstance(line, TextLine)
            _add(notes, line)
    return kept, notes


def _first_note(region: Sequence[Element], height: float, body: float) -> int:
    """Return where the notes at the end of a region begin; its length where there are none."""
    first = len(region)
    for number in range(len(region) - 1, -1, -1):
        element = region[number]
        if isinstance(element, Table) or element.size > _SMALLER * body:
            break
        if element.base < _LOWER * height:
            break
        if note_mark(element.text) is not None:
            first = number
    return first


def _add(notes: list[Note], line: TextLine) -> None:
    marked = note_mark(line.text)
    if marked is not None and (not notes or _follows(notes[-1].mark, marked[0])):
        mark, text = marked
        notes.append(Note(raised(mark), [line], len(line.text) - len(text)))
    elif notes:
        notes[-1].lines.append(line)


def _follows(last: str, mark: str) -> bool:
    """Tell whether a note begins with `mark`: a number in a note's text may open a line, too."""
    plain = raised(mark)
    if not mark.isdecimal():
        return plain != last
    return plain == raised(str(_value(last) + 1)) or _value(last) == 0


def _value(mark: str) -> int:
    digits = mark.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return int(digits) if digits.isdecimal() else 0
