"""Swedish and Norwegian questions in Danish words, so that they can be asked.

Word by word, from lists: enough to find what a question is about, not a translation to show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

_FILES = {"sv": "sv", "no": "no", "nb": "no", "nn": "no"}
_LETTERS = str.maketrans("äöÄÖ", "æøÆØ")


def in_danish(text: str, recognised: str) -> str:
    """Return a text in Danish words where it is Swedish or Norwegian (ISO 639-1), else as it is."""
    name = _FILES.get(recognised)
    if name is None:
        return text
    words = _words(name)
    found = _pattern(name).sub(lambda match: _cased(match[0], words[match[0].lower()]), text)
    return found.translate(_LETTERS)


def _cased(word: str, danish: str) -> str:
    return danish[:1].upper() + danish[1:] if word[:1].isupper() else danish


@cache
def _words(name: str) -> Mapping[str, str]:
    """Return the words of a file: `theirs = danish`, several of theirs set apart by commas."""
    file = resources.files("assistant.desk.neighbours") / f"{name}.txt"
    words: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        theirs, equals, danish = line.partition("=")
        if equals and not line.startswith("#"):
            words.update((each.strip().lower(), danish.strip()) for each in theirs.split(","))
    return words


@cache
def _pattern(name: str) -> re.Pattern[str]:
    # Longest first: "hur mycket" before "hur".
    words = sorted(_words(name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
