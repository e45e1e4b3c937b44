"""Characters to words, words to lines: by where they stand, whatever their order in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from assistant.corpus.readers.marks import raised
from assistant.corpus.readers.pdf.model import Glyph, TextLine, Word

# In parts of the size of the letters.
_SPACE = 0.16
_BACK = 0.6
_SAME_BASE = 0.1
_SAME_SIZE = 0.15
_RAISED_SIZE = 0.85
_RAISED_BASE = 0.12
# The stretch above the baseline by which lines are told apart: lines of body text don't share it.
_CORE_TOP = 0.6
_CORE_BOTTOM = -0.05
# Letters set wide apart for looks: nearly each word of a line is one letter.
_SPREAD = 0.75
_FEWEST_SPREAD = 6


def make_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Join characters that follow each other in the file and stand side by side."""
    words: list[Word] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _goes_on(last, glyph):
            word = words[-1]
            word.text += glyph.text
            word.x1 = max(word.x1, glyph.x1)
            word.bold = word.bold and glyph.font.bold
            word.italic = word.italic and glyph.font.italic
        else:
            words.append(
                Word(
                    glyph.text,
                    glyph.x0,
                    glyph.x1,
                    glyph.base,
                    glyph.size,
                    glyph.font.bold,
                    glyph.font.italic,
                    spaced=glyph.after_space,
                    running=glyph.running,
                )
            )
        last = glyph
    return words


def make_lines(words: Sequence[Word], page: int) -> list[TextLine]:
    """Return the lines of words that stand in one column, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        row = next((r for r in reversed(rows[-3:]) if _on_one_line(r, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return sorted((_line(row, page) for row in rows), key=lambda line: line.base)


def line_text(words: Sequence[Word], size: float, base: float) -> str:
    """Return the text of words on one line, from left to right; raised digits stay raised."""
    parts: list[str] = []
    last: Word | None = None
    for word in words:
        if last is not None and not _joined(last, word):
            parts.append(" ")
        small = word.size <= _RAISED_SIZE * size
        up = small and base - word.base >= _RAISED_BASE * size
        parts.append(raised(word.text) if up else word.text)
        last = word
    return "".join(parts)


def is_raised(word: Word, line: TextLine) -> bool:
    """Tell whether a word is set small and high, as the mark of a note is."""
    small = word.size <= _RAISED_SIZE * line.size
    return small and line.base - word.base >= _RAISED_BASE * line.size


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    return (
        not _is_apart(last, glyph)
        and abs(last.base - glyph.base) <= _SAME_BASE * size
        and abs(last.size - glyph.size) <= _SAME_SIZE * size
        and last.running == glyph.running
    )


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    size = max(min(last.size, glyph.size), 1.0)
    gap = glyph.x0 - last.x1
    return glyph.after_space or gap > _SPACE * size or glyph.x0 < last.x0 - _BACK * size


def _joined(last: Word, word: Word) -> bool:
    return not word.spaced and word.x0 - last.x1 <= _SPACE * min(last.size, word.size)


def _on_one_line(row: Sequence[Word], word: Word) -> bool:
    top, bottom = _core(max(row, key=lambda w: (w.size, len(w.text))))
    own_top, own_bottom = _core(word)
    shared = min(bottom, own_bottom) - max(top, own_top)
    return shared >= 0.5 * min(bottom - top, own_bottom - own_top)


def _core(word: Word) -> tuple[float, float]:
    return word.base - _CORE_TOP * word.size, word.base - _CORE_BOTTOM * word.size


def _line(words: list[Word], page: int) -> TextLine:
    words = _gather_spread(sorted(words, key=lambda w: w.x0))
    weights: dict[tuple[float, float], int] = {}
    for word in words:
        key = (round(word.size, 1), round(word.base, 1))
        weights[key] = weights.get(key, 0) + len(word.text)
    size, base = max(weights, key=lambda key: (weights[key], key))
    full = [w for w in words if w.size > _RAISED_SIZE * size and _has_letters(w.text)]
    return TextLine(
        words=words,
        page=page,
        text=line_text(words, size, base),
        base=base,
        size=size,
        bold=bool(full) and all(w.bold for w in full),
        italic=bool(full) and all(w.italic for w in full),
        plain=not any(w.bold for w in full),
    )


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _gather_spread(words: list[Word]) -> list[Word]:
    """Join letters that stand apart only for looks: "O p s l a g"."""
    single = sum(len(w.text) == 1 and w.text.isalpha() for w in words)
    if len(words) < _FEWEST_SPREAD or single < _SPREAD * len(words):
        return words
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    usual = median(gaps)
    gathered = [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        last = gathered[-1]
        if gap > 1.6 * usual + 0.5:
            gathered.append(word)
        else:
            gathered[-1] = replace(last, text=last.text + word.text, x1=word.x1)
    return gathered
