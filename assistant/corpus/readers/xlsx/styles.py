"""How the cells of a workbook look: number format, bold or filled, struck out, unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml.etree import _Element

from assistant.corpus.readers.ooxml.names import attribute, child, children
from assistant.corpus.readers.xlsx.formats import BUILT_IN, GENERAL

_Item = TypeVar("_Item")
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Look:
    """`head`: bold or on a colour. `gone`: struck out, or white on white."""

    code: str = GENERAL
    head: bool = False
    gone: bool = False


PLAIN = Look()


def read_looks(root: _Element | None) -> list[Look]:
    """Return the looks of a workbook in the order in which cells refer to them."""
    codes = dict(BUILT_IN)
    for element in children(child(root, "x:numFmts"), "x:numFmt"):
        key = attribute(element, "numFmtId") or ""
        if key.isdecimal():
            codes[int(key)] = attribute(element, "formatCode") or GENERAL
    fonts = children(child(root, "x:fonts"), "x:font")
    fills = [_is_filled(fill) for fill in children(child(root, "x:fills"), "x:fill")]
    looks: list[Look] = []
    for element in children(child(root, "x:cellXfs"), "x:xf"):
        font = _at(fonts, attribute(element, "fontId"))
        filled = bool(_at(fills, attribute(element, "fillId")))
        key = attribute(element, "numFmtId") or "0"
        code = codes.get(int(key), GENERAL) if key.isdecimal() else GENERAL
        gone = _is_on(font, "x:strike") or (_is_white(font) and not filled)
        looks.append(Look(code, _is_on(font, "x:b") or filled, gone))
    return looks


def is_struck(run: _Element | None) -> bool:
    """Tell whether a run of letters within a cell is struck out."""
    return _is_on(run, "x:strike")


def _at(items: Sequence[_Item], index: str | None) -> _Item | None:
    number = int(index) if index is not None and index.isdecimal() else -1
    return items[number] if 0 <= number < len(items) else None


def _is_on(font: _Element | None, name: str) -> bool:
    found = child(font, name)
    return found is not None and (attribute(found, "val") or "1").lower() not in _OFF


def _is_white(font: _Element | None) -> bool:
    return (attribute(child(font, "x:color"), "rgb") or "").upper() in _WHITE


def _is_filled(fill: _Element) -> bool:
    pattern = child(fill, "x:patternFill")
    if pattern is None:
        return child(fill, "x:gradientFill") is not None
    colour = (attribute(child(pattern, "x:fgColor"), "rgb") or "").upper()
    # The two fills that every workbook begins with are none and a pattern nobody uses.
    kind = attribute(pattern, "patternType") or "none"
    return kind not in ("none", "gray125") and colour not in _WHITE
