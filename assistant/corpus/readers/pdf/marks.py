"""What a line may begin with: the mark of a list's item, or of a note."""

from __future__ import annotations

import re

from assistant.corpus.readers.danish_dates import DATE_START

_BULLETS = "•·▪▫◦‣⁃■□●○◆◇►▶➢➤✓✔❖∙"
_BULLET = re.compile(rf"^(?:[{_BULLETS}]|[-–—*](?=\s)|o(?=\s+[A-ZÆØÅ]))\s*(?=\S)")
_NUMBER = re.compile(r"^(\(?(?:\d{1,2}|[a-zæøå]|[ivx]{1,5})\)|\d{1,2}\.|[a-z]\.)\s+(?=\S)")
# What stands alone in a word of its own, far from the text it belongs to.
MARKER = re.compile(
    rf"(?:[{_BULLETS}]|[-–—*o]|\(?(?:\d{{1,3}}|[a-zæøå]|[ivxIVX]{{1,5}})[.)]|"
    r"\(?\d{1,2}(?:\.\d{1,2})+\.?|§+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,2})"
)
_NOTE = re.compile(
    r"^(⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?(?=\s|\D)|\(?\d{1,3}\)?(?=\s|[A-ZÆØÅ])|\*{1,3})\s*(?=\S)"
)


def item_mark(text: str) -> tuple[str | None, str] | None:
    """Return an item's number (None for a bullet) and its text; None for what is no item.

    A date such as "30. maj 2022" is none.
    """
    if match := _BULLET.match(text):
        return None, text[match.end() :]
    match = None if DATE_START.match(text) else _NUMBER.match(text)
    return (match[1], text[match.end() :]) if match else None


def note_mark(text: str) -> tuple[str, str] | None:
    """Return the mark of a note at the foot of a page, and its text; None where it has none."""
    match = _NOTE.match(text)
    return (match[1].strip("()⁽⁾"), text[match.end() :]) if match else None
