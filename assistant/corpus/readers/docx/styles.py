"""The styles of a document: which ones are headings, lists, hidden, bold, and how large."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from lxml.etree import _Element

from assistant.corpus.readers.ooxml.names import (
    attribute,
    child,
    children,
    is_on,
    is_set,
    tag,
    value,
)

_Found = TypeVar("_Found")
# Word keeps the English names in the file, but a style's id and LibreOffice's and other programs'
# names are in the language of whoever made it.
_HEADING = re.compile(
    r"(?:heading|overskrift|rubrik|überschrift|titre)[ _]?([1-9])(?:[ _]?(?:tegn|char))?"
)
_TITLE = frozenset({"title", "titel"})
_CONTENTS = re.compile(
    r"(?:toc|indholdsfortegnelse|table of figures|table of contents|contents)"
    r"(?:[ _]?(?:heading|overskrift))?(?:[ _]?\d)?"
)
_TABLE_HEAD = re.compile(r"table[ _](?:heading|header)|tabeloverskrift")
_BULLETS = re.compile(
    r"(?:list bullet|opstilling ?-? ?punkttegn|listbullet|opstilling-punkttegn)(?: ?\d)?"
)
_LISTS = re.compile(
    r"(?:list (?:bullet|number)|opstilling ?- ?(?:punkttegn|talopstilling)) ?([1-5])"
)
_DEEPEST = 30
LOWEST_HEADING = 6
# In half points, where a document says nothing.
_USUAL_SIZE = 20
SWITCHES = ("w:b", "w:vanish", "w:strike", "w:dstrike")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of letters looks: which of SWITCHES are `on`, and its size in half points."""

    on: frozenset[str]
    size: int


class Styles:
    """Looks a property up in a style and those it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._default = ""
        self._looks: dict[tuple[str, str], Look] = {}
        for style in children(root, "w:style"):
            key = attribute(style, "w:styleId") or ""
            self._styles[key] = style
            is_default = attribute(style, "w:default") in ("1", "true", "on")
            if is_default and attribute(style, "w:type") == "paragraph":
                self._default = key
        defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._default_size = _size(defaults)

    def of(self, properties: _Element | None, kind: str = "w:pStyle") -> str:
        """Return the id of the style that a paragraph's, run's or table's properties name."""
        named = value(properties, kind)
        return named if named is not None else (self._default if kind == "w:pStyle" else "")

    def is_title(self, style: str) -> bool:
        return any(name in _TITLE for name in self._names(style))

    def is_contents(self, style: str) -> bool:
        """Tell whether the style is one of a table of contents."""
        return any(_CONTENTS.fullmatch(name) for name in self._names(style))

    def is_table_head(self, style: str) -> bool:
        return any(_TABLE_HEAD.fullmatch(name) for name in self._names(style))

    def list_depth(self, properties: _Element | None) -> int:
        """Return how deep "List Bullet 2" stands: such a style has a list of its own."""
        for name in self._names(self.of(properties)):
            if match := _LISTS.fullmatch(name):
                return int(match.group(1)) - 1
        return 0

    def is_bullet_style(self, properties: _Element | None) -> bool:
        """Tell whether the style is one of lists, whatever the file says of its bullets."""
        return any(_BULLETS.fullmatch(name) for name in self._names(self.of(properties)))

    def heading_level(self, properties: _Element | None) -> int:
        """Return the level of a heading, 1 to 6, by outline level or style; 0 for other text."""
        style = self.of(properties)
        outline = value(properties, "w:outlineLvl") or self._find(
            style, lambda s: value(s, "w:pPr", "w:outlineLvl")
        )
        if outline is not None and outline.isdecimal():
            return min(int(outline) + 1, LOWEST_HEADING) if int(outline) < 9 else 0
        return _named_level(style) or self._find(style, _level_of_style) or 0

    def numbering(self, properties: _Element | None) -> tuple[str, int] | None:
        """Return a paragraph's list and how deep it stands in it; None outside of lists."""
        own = child(properties, "w:numPr")
        style = self.of(properties)
        number = value(own, "w:numId")
        level = value(own, "w:ilvl")
        if number is None:
            number = self._find(style, lambda s: value(s, "w:pPr", "w:numPr", "w:numId"))
        if level is None:
            level = self._find(style, lambda s: value(s, "w:pPr", "w:numPr", "w:ilvl"))
        if number is None or number == "0":
            return None
        depth = int(level) if level is not None and level.isdecimal() else 0
        return number, min(depth, 8) or self.list_depth(properties)

    def look(self, run: _Element | None, style: str) -> Look:
        """Return how a run with properties `run` looks in a paragraph of `style`."""
        own = {tag(part): part for part in run} if run is not None else {}
        named = attribute(own["w:rStyle"], "w:val") if "w:rStyle" in own else None
        key = (style, named or "")
        if key not in self._looks:
            self._looks[key] = self._inherited(*key)
        look = self._looks[key]
        if not own:
            return look
        on = {name: is_set(own[name]) if name in own else name in look.on for name in SWITCHES}
        return Look(frozenset(name for name in on if on[name]), _size(run) or look.size)

    def _inherited(self, style: str, character: str) -> Look:
        def on(name: str) -> bool:
            found = self._find(character, lambda s: is_on(s, "w:rPr", name))
            if found is None:
                found = self._find(style, lambda s: is_on(s, "w:rPr", name))
            return bool(found)

        def size(key: str) -> int | None:
            return self._find(key, lambda s: _size(child(s, "w:rPr")) or None)

        known = size(character) or size(style) or self._default_size or _USUAL_SIZE
        return Look(frozenset(filter(on, SWITCHES)), known)

    def has_first_row(self, style: str) -> bool:
        """Tell whether a table style sets the first row off."""
        return bool(
            self._find(
                style,
                lambda s: (
                    any(
                        attribute(part, "w:type") == "firstRow"
                        for part in children(s, "w:tblStylePr")
                    )
                    or None
                ),
            )
        )

    def _names(self, style: str) -> tuple[str, str]:
        name = value(self._styles.get(style), "w:name") or ""
        return name.lower(), style.lower()

    def _find(self, style: str, look: Callable[[_Element], _Found | None]) -> _Found | None:
        """Return the first answer of a style and those above it; styles may form a ring."""
        for _ in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                return None
            found = look(element)
            if found is not None:
                return found
            style = value(element, "w:basedOn") or ""
        return None


def _level_of_style(style: _Element) -> int | None:
    return _named_level(value(style, "w:name") or "") or None


def _named_level(name: str) -> int:
    match = _HEADING.fullmatch(name.lower())
    return min(int(match.group(1)), LOWEST_HEADING) if match else 0


def _size(run: _Element | None) -> int:
    text = value(run, "w:sz") or ""
    return int(text) if text.isdecimal() else 0
