"""Raised digits: a note's mark and "m²" stay apart from the number or word they follow."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-()nivxlc", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵛˣˡᶜ")
_RAISABLE = frozenset("0123456789+-()n")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


def raised(text: str) -> str:
    """Return `text` in raised characters where it is a number or a formula, else as it is.

    Without them "10⁶" would be read as 106, and "50 pct.¹" with its note's mark as "50 pct.1".
    """
    inner = text.strip().removeprefix("[").removesuffix("]")
    if not inner or not _RAISABLE.issuperset(inner):
        return text
    return inner.translate(_RAISED)


def note_mark(number: int, *, roman: bool = False) -> str:
    """Return the mark of note `number`: "¹", or "ⁱ" as endnotes are counted."""
    return (_to_roman(number) if roman else str(number)).translate(_RAISED)


def _to_roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters + "i" * number
