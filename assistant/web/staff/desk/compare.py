"""Where two people wrote over each other: how one letter differs from the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that only one of both letters has."""

    whose: Literal["theirs", "mine"]
    text: str


def changes(theirs: str, mine: str) -> list[Change]:
    """Return what differs, in the order of the letters; what is kept stands first."""
    kept, own = theirs.split("\n"), mine.split("\n")
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, kept, own, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        found += _lines("theirs", kept[a:b])
        found += _lines("mine", own[c:d])
    return found


def _lines(whose: Literal["theirs", "mine"], lines: Sequence[str]) -> list[Change]:
    text = "\n".join(lines).strip("\n")
    return [Change(whose, text)] if text.strip() else []
