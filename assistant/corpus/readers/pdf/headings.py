"""Which paragraphs are headings, and of what level: by size, weight, place and number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.corpus.readers.danish_dates import DATE_START
from assistant.corpus.readers.pdf.flow import Piece
from assistant.corpus.readers.pdf.model import common_size

_LONGEST = 200
_LONGEST_BOLD = 140
_LONGEST_CAPITALS = 60
_FEWEST_CAPITALS = 5
_MOST_LINES = 4
_LARGER = 1.07
_MUCH_LARGER = 1.25
_DEEPEST = 6
# "mv." ends no sentence.
_END = re.compile(r"(?<!\bmv)(?<!\bm\.v)(?<!\bm\.m)\.$|[;,]$")
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
# "Kapitel 3", "Bilag A": heads of parts, whatever they look like.
_PART = re.compile(
    r"^(?:kapitel|afsnit|bilag|del|chapter|annex|appendix)\s+(?:\d+|[ivxlc]+|[a-z])\b(\W*$)?", re.I
)

Style = tuple[float, bool, bool, bool, bool]


def mark_headings(pieces: Sequence[Piece], outline: Mapping[int, int]) -> bool:
    """Turn the paragraphs that are headings into such, with levels from 1.

    `outline` gives the depth, from 0, of pieces (by number) that the file's own table of contents
    names. Returns whether there is a heading of level 1: a title.
    """
    lines = [line for piece in pieces for line in piece.lines]
    body = common_size(lines)
    bold_body = 2 * sum(len(x.text) for x in lines if x.bold) > sum(len(x.text) for x in lines)
    found = [
        number
        for number, piece in enumerate(pieces)
        if number in outline or _is_heading(pieces, number, body, bold_body)
    ]
    styles = {number: _style(pieces[number]) for number in found}
    title = _title(pieces, found, styles, body)
    levels = _levels(pieces, [n for n in found if n not in title], styles, outline)
    order = {level: place for place, level in enumerate(sorted(set(levels.values())), start=2)}
    for number in found:
        piece = pieces[number]
        piece.kind, piece.skip, piece.number = "heading", 0, None
        piece.level = 1 if number in title else min(order[levels[number]], _DEEPEST)
    return bool(title)


def _is_heading(pieces: Sequence[Piece], number: int, body: float, bold_body: bool) -> bool:
    piece = pieces[number]
    if piece.kind not in ("paragraph", "item") or len(piece.lines) > _MOST_LINES:
        return False
    text = _text(piece)
    line = piece.lines[0]
    if not _LETTERS.search(text) or len(text) > _LONGEST or DATE_START.match(text):
        return False
    numbered = _NUMBERED.match(text) is not None
    if piece.kind == "item" and not numbered:
        return False
    large = line.size >= _LARGER * body and line.size >= body + 0.7
    much = line.size >= _MUCH_LARGER * body
    bold = line.bold and not bold_body and all(x.bold for x in piece.lines)
    part = _PART.match(text)
    if part is not None and part[1] is not None and piece.gap_before:
        return _has_text_below(pieces, number)
    if _END.search(text) and not much:
        return False
    if text.endswith(":") and not large:
        return False
    if large and (much or bold or piece.kind == "paragraph"):
        return _has_text_below(pieces, number)
    if bold and line.size >= 0.92 * body and len(text) <= _LONGEST_BOLD:
        return _has_text_below(pieces, number)
    return _stands_alone(piece, text, body) and _has_text_below(pieces, number)


def _stands_alone(piece: Piece, text: str, body: float) -> bool:
    """Tell whether a plain line is set off in the middle of its column, or heads a part."""
    line = piece.lines[0]
    if not piece.gap_before or len(piece.lines) > 2 or line.size < 0.92 * body:
        return False
    if text.isupper() and len(piece.lines) == 1 and piece.kind == "paragraph":
        return len(text) <= _LONGEST_CAPITALS and sum(c.isalpha() for c in text) >= _FEWEST_CAPITALS
    middle = abs((line.x0 + line.x1) - (line.left + line.right)) < 8
    width = line.right - line.left
    centred = middle and line.x0 > line.left + 0.08 * width and width > 15 * line.size
    if not centred or piece.kind != "paragraph" or not text[:1].isupper():
        return bool(_PART.match(text)) and len(text) < 60 and not _END.search(text)
    return len(text) <= _LONGEST_BOLD and ":" not in text


def _has_text_below(pieces: Sequence[Piece], number: int) -> bool:
    """Leave out what closes a document, such as a signature in bold."""
    return number + 1 < len(pieces) or number == 0


def _text(piece: Piece) -> str:
    return " ".join(line.text for line in piece.lines)


def _style(piece: Piece) -> Style:
    line = max(piece.lines, key=lambda x: len(x.text))
    text = _text(piece)
    middle = abs((line.x0 + line.x1) - (line.left + line.right)) < 8 and line.x0 > line.left + 20
    return (round(line.size), line.bold, text.isupper(), middle, line.italic)


def _title(
    pieces: Sequence[Piece], found: Sequence[int], styles: Mapping[int, Style], body: float
) -> set[int]:
    """Return the heading that is the title: the largest, on the first page, and the only one so."""
    if not found:
        return set()
    top = max(styles[n][0] for n in found)
    largest = [n for n in found if styles[n][0] == top]
    first = largest[0]
    page = pieces[found[0]].lines[0].page
    if pieces[first].lines[0].page > page + 1 or top < _LARGER * body:
        return set()
    alone = len(largest) == 1
    # A title may be set in two pieces, one right below the other.
    pair = len(largest) == 2 and largest[1] == first + 1
    bold = {styles[n][1:3] for n in largest[1:]}
    only_so = styles[first][1:3] not in bold and pieces[first].lines[0].page == page
    return {first} if alone or pair or (only_so and first == found[0]) else set()


def _levels(
    pieces: Sequence[Piece],
    found: Sequence[int],
    styles: Mapping[int, Style],
    outline: Mapping[int, int],
) -> dict[int, int]:
    """Return levels from 2: of the outline where it names a heading or others of its style."""
    ranks = _ranks(pieces, found, styles)
    known: dict[Style, Counter[int]] = {}
    for number in found:
        if number in outline:
            known.setdefault(styles[number], Counter())[outline[number]] += 1
    deepest = max((depth for counts in known.values() for depth in counts), default=-1)
    levels = {}
    for number in found:
        style = styles[number]
        if number in outline:
            levels[number] = 2 + outline[number]
        elif style in known:
            levels[number] = 2 + known[style].most_common(1)[0][0]
        elif known:
            above = [s for s in known if _rank_key(s) < _rank_key(style)]
            levels[number] = 2 + (deepest + 1 if len(above) == len(known) else deepest)
        else:
            levels[number] = 2 + ranks[number]
    return levels


def _ranks(
    pieces: Sequence[Piece], found: Sequence[int], styles: Mapping[int, Style]
) -> dict[int, int]:
    """Rank styles from the largest down; within one, a number's depth tells ("1.2" below "1")."""
    order = sorted({styles[n] for n in found}, key=_rank_key)
    depths = {n: _depth(_text(pieces[n])) for n in found}
    ranks: dict[int, int] = {}
    base = 0
    for style in order:
        own = [n for n in found if styles[n] == style]
        numbered = sorted({depths[n] for n in own if depths[n]})
        for n in own:
            place = numbered.index(depths[n]) if depths[n] else 0
            ranks[n] = base + place
        base += max(len(numbered), 1)
    # The same depth of number has the same rank, whatever it looks like.
    by_depth: dict[int, int] = {}
    for n in found:
        if depths[n]:
            by_depth[depths[n]] = min(by_depth.get(depths[n], ranks[n]), ranks[n])
    return {n: by_depth.get(depths[n], rank) if depths[n] else rank for n, rank in ranks.items()}


def _rank_key(style: Style) -> tuple[float, int, int, int, int]:
    size, bold, capitals, middle, italic = style
    return (-size, -int(bold), -int(capitals), -int(middle), int(italic))


def _depth(text: str) -> int:
    match = _NUMBERED.match(text)
    return match[1].count(".") + 1 if match else 0


def join_parts(pieces: list[Piece]) -> None:
    """Join the number of a part ("Kapitel 3") with the heading below it, which is its name."""
    number = 0
    while number + 1 < len(pieces):
        piece, below = pieces[number], pieces[number + 1]
        part = _PART.match(_text(piece)) if piece.kind == "heading" else None
        bare = part is not None and part[1] is not None
        if bare and below.kind == "heading" and not _PART.match(_text(below)):
            piece.lines += below.lines
            del pieces[number + 1]
        number += 1
