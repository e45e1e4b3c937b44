"""Permanent links into a source, its place written in letters only.

A letter may hold no number that its sources don't bear, and the offsets of a place are numbers. So
`?sted=` names a place by letters: where it begins and how long it is in the base of 19 consonants,
a vowel between the two, and a last letter by which a mistyped link is noticed.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_LETTERS = "bcdfghjklmnprstvwxz"
_BETWEEN = "a"
# A prime, so that a sum weighted by position notices every single letter that is wrong.
_BASE = len(_LETTERS)
_CODE = re.compile(rf"([{_LETTERS}]{{1,7}}){_BETWEEN}([{_LETTERS}]{{1,7}})([{_LETTERS}])")


def place_code(start: int, end: int) -> str:
    """Return the letters of a place, offsets in code points: `place_code(4711, 4890)`.

    Raises ValueError where that is no place.
    """
    if not 0 <= start < end:
        raise ValueError(f"({start}, {end}) is no place")
    code = f"{_written(start)}{_BETWEEN}{_written(end - start)}"
    return code + _check(code)


def place_of(code: str) -> tuple[int, int] | None:
    """Return start and end of a place, or None for letters that no link was written with."""
    match = _CODE.fullmatch(code.lower())
    if match is None or _check(code[:-1].lower()) != match[3]:
        return None
    start, length = _read(match[1]), _read(match[2])
    # One way to write a place: no zeros in front.
    if length == 0 or place_code(start, start + length) != code.lower():
        return None
    return start, start + length


def permanent_link(base_url: str, document_id: str, start: int, end: int) -> str:
    """Return the link of a place; `base_url` is empty for one relative to the site."""
    path = f"/kilde/{quote(document_id, safe='')}"
    return f"{base_url.rstrip('/')}{path}?sted={place_code(start, end)}"


def _written(number: int) -> str:
    letters = ""
    while number or not letters:
        number, rest = divmod(number, _BASE)
        letters = _LETTERS[rest] + letters
    return letters


def _read(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _BASE + _LETTERS.index(letter)
    return number


def _check(code: str) -> str:
    values = [0 if letter == _BETWEEN else _LETTERS.index(letter) + 1 for letter in code]
    return _LETTERS[sum(place * value for place, value in enumerate(values, start=1)) % _BASE]
