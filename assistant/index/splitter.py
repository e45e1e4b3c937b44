"""Document → passages: a paragraph, a list with its introduction, a labelled fact, table rows."""

from __future__ import annotations

import hashlib
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from assistant.index.sentences import split_sentences
from assistant.index.units import Span, Unit, find_units
from assistant.types import Document, Passage, Section

# Goes into a generation's id: raise it when the same document gives other passages than before.
SPLITTER_VERSION = 1

MAX_CHARS = 1100
# A list is quoted whole up to 1,200 characters, so it is kept whole up to there.
MAX_LIST_CHARS = 1200
CONTEXT_PART_CHARS = 120
_CUT = re.compile(r"[;:,–—]\s|\s")


def split(document: Document) -> list[Passage]:
    """Return the passages of `document` in reading order, disjoint; `text` is the exact slice."""
    passages: list[Passage] = []
    for unit in find_units(document):
        limit = MAX_LIST_CHARS if unit.form == "list" else MAX_CHARS
        cuts = [cut for sentence in unit.sentences for cut in _cut(document.text, sentence, limit)]
        for start, end in _pieces(document.text, unit, limit):
            inside = cuts[bisect_left(cuts, (start, 0)) : bisect_left(cuts, (end, 0))]
            passages.append(_passage(document, unit, (start, end), tuple(inside)))
    return passages


def _pieces(text: str, unit: Unit, limit: int) -> Iterator[Span]:
    """Cut a unit between its parts into pieces of even length, none longer than the limit."""
    if unit.end - unit.start <= limit:
        yield unit.start, unit.end
        return
    parts = [cut for part in unit.parts for cut in _cut(text, part, limit)]
    run: list[Span] = []
    for number, part in enumerate(parts):
        # A list's introduction never stands alone where its first item still fits.
        free = run and (number > unit.lead or part[1] - run[0][0] > limit)
        if free and _is_full(run, part, unit.end, limit):
            yield run[0][0], run[-1][1]
            run = []
        run.append(part)
    yield run[0][0], run[-1][1]


def _is_full(run: list[Span], following: Span, end: int, limit: int) -> bool:
    """Tell whether `run` is nearer to an even share of what is left than with one part more."""
    start = run[0][0]
    if following[1] - start > limit:
        return True
    share = (end - start) / math.ceil((end - start) / limit)
    return following[1] - start - share > share - (run[-1][1] - start)


def _cut(text: str, span: Span, limit: int) -> list[Span]:
    """Cut a part longer than `limit` at its sentences, and inside one that is too long itself."""
    start, end = span
    if end - start <= limit:
        return [span]
    sentences = [(start + a, start + b) for a, b in split_sentences(text[start:end])]
    return [cut for sentence in sentences for cut in _cut_sentence(text, sentence, limit)]


def _cut_sentence(text: str, span: Span, limit: int) -> Iterator[Span]:
    """Cut at the last comma or the like in reach, else at a space, else anywhere."""
    start, end = span
    while end - start > limit:
        window = text[start : start + limit]
        places = [match.end() for match in _CUT.finditer(window, limit // 2)]
        marked = [place for place in places if not window[place - 2].isalnum()]
        length = (marked or places or [limit])[-1]
        yield start, start + len(window[:length].rstrip())
        start += length
        while text[start].isspace():
            start += 1
    yield start, end


def _passage(document: Document, unit: Unit, piece: Span, sentences: tuple[Span, ...]) -> Passage:
    start, end = piece
    text = document.text[start:end]
    section = _section(document.sections, start)
    path = section.path if section else ()
    label = _label(document, start, end)
    lead = document.text[unit.start : unit.parts[unit.lead - 1][1]] if unit.lead else ""
    later = lead if start > unit.start else ""
    return Passage(
        id=f"{document.id}-{start}-{end}-{hashlib.sha256(text.encode()).hexdigest()[:8]}",
        document_id=document.id,
        call_id=document.call_id,
        kind=document.kind,
        form=unit.form,
        section=path,
        label=label,
        text=text,
        start=start,
        end=end,
        context=_context((document.title, *path, label or "", later)),
        sentences=sentences,
    )


def _section(sections: Iterable[Section], start: int) -> Section | None:
    """Return the innermost section that holds `start`."""
    inside = [s for s in sections if s.start <= start < s.end]
    return max(inside, key=lambda section: section.start, default=None)


def _label(document: Document, start: int, end: int) -> str | None:
    """Return the editorial label that covers more than half of the passage."""
    best, most = None, (end - start) / 2
    for label in document.labels:
        shared = min(end, label.end) - max(start, label.start)
        if shared > most:
            best, most = label.label, shared
    return best


def _context(parts: Iterable[str]) -> str:
    """Join title, headings, label and a list's introduction, each once, leaving out empty ones."""
    seen: list[str] = []
    for part in parts:
        line = " ".join(part.split()).rstrip(":")
        if len(line) > CONTEXT_PART_CHARS:
            line = line[:CONTEXT_PART_CHARS].rsplit(" ", 1)[0] + " …"
        if line and line.casefold() not in {known.casefold() for known in seen}:
            seen.append(line)
    return " > ".join(seen)
