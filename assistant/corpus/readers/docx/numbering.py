"""The numbers and bullets of lists and headings, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from assistant.corpus.readers.ooxml.names import attribute, child, children, is_on, value

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "bullet"
    text: str = ""
    restarts_after: int | None = None
    plain: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counter: str
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the items of all lists of a document in reading order."""

    def __init__(self, root: _Element | None) -> None:
        abstract = {
            attribute(element, "w:abstractNumId") or "": element
            for element in children(root, "w:abstractNum")
        }
        by_style = {
            value(e, "w:styleLink"): e for e in abstract.values() if value(e, "w:styleLink")
        }
        self._lists: dict[str, _List] = {}
        for element in children(root, "w:num"):
            key = value(element, "w:abstractNumId") or ""
            base = abstract.get(key)
            base = by_style.get(value(base, "w:numStyleLink"), base)
            made = _List({_depth(e): _level(e) for e in children(base, "w:lvl")}, key)
            for override in children(element, "w:lvlOverride"):
                depth = _depth(override)
                start = value(override, "w:startOverride")
                if start is not None:
                    made.starts[depth] = _number(start, 1)
                own = child(override, "w:lvl")
                if own is not None:
                    made.levels[depth] = _level(own)
            self._lists[attribute(element, "w:numId") or ""] = made
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, key: str, depth: int) -> str | None:
        """Count one item of list `key` on; return its number, None for a bullet."""
        found = self._lists.get(key)
        level = found.levels.get(depth) if found is not None else None
        if found is None or level is None:
            return None
        # Lists of one definition count on together, until one of them starts over.
        counts = self._counts.setdefault(found.counter, {})
        if depth in found.starts and (key, depth) not in self._begun:
            counts[depth] = found.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = level.start
        self._begun.add((key, depth))
        for deeper in [d for d in counts if d > depth]:
            below = found.levels.get(deeper)
            after = below.restarts_after if below is not None else None
            if after != 0 and (after is None or depth < after):
                del counts[deeper]
        if level.form in ("bullet", "none") and not _PLACE.search(level.text):
            return None
        return self._shown(found, level, counts)

    def _shown(self, found: _List, level: _Level, counts: dict[int, int]) -> str | None:
        def one(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            above = found.levels.get(place, _Level())
            count = counts.setdefault(place, above.start)
            return _shown(count, "decimal" if level.plain else above.form)

        return " ".join(_PLACE.sub(one, level.text).split()) or None


def _depth(element: _Element) -> int:
    return min(_number(attribute(element, "w:ilvl"), 0), _LEVELS - 1)


def _level(element: _Element) -> _Level:
    restart = value(element, "w:lvlRestart")
    return _Level(
        start=_number(value(element, "w:start"), 1 if child(element, "w:start") is None else 0),
        form=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText") or "",
        restarts_after=_number(restart, 0) if restart is not None else None,
        plain=bool(is_on(element, "w:isLgl")),
    )


def _number(text: str | None, default: int) -> int:
    return min(int(text), _LARGEST) if text is not None and text.isdecimal() else default


def _shown(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        # After z comes aa, then bb.
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and count > 0:
        numeral = roman(count)
        return numeral.upper() if form == "upperRoman" else numeral
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form in ("none", "bullet") else str(count)


def roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (number // worth)
        number %= worth
    return letters
