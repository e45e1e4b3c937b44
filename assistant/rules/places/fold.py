"""One form for the ways a name is typed, and names that are one slip away."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({"ö": "ø", "ä": "æ", "é": "e", "ü": "y"})
_PAIRS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))


def fold(word: str) -> str:
    """Return the word in lower case, NFC, with aa, ae and oe as the letters they stand for."""
    folded = unicodedata.normalize("NFC", word).lower().translate(_LETTERS)
    for pair, letter in _PAIRS:
        folded = folded.replace(pair, letter)
    return folded


def one_slip(a: str, b: str) -> bool:
    """Tell whether `b` is `a` with one letter changed, added or left out, or two swapped.

    That is the restricted Damerau-Levenshtein distance of one (Damerau 1964).
    """
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a == b:
        return False
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[first:] == b[first + 1 :]
    swapped = a[first : first + 2] == b[first : first + 2][::-1]
    return a[first + 1 :] == b[first + 1 :] or (swapped and a[first + 2 :] == b[first + 2 :])
