"""Words of a question or a source: found, folded so that æøå may be typed otherwise, stemmed."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from assistant.types import Language

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_FOLDS = (("æ", "a"), ("ae", "a"), ("ø", "o"), ("oe", "o"), ("å", "a"), ("aa", "a"), ("é", "e"))
_STEMMERS = {"da": Stemmer.Stemmer("danish"), "en": Stemmer.Stemmer("english")}


def find_words(text: str) -> list[str]:
    """Return the words of a text as they stand there."""
    return WORD.findall(text)


def fold(word: str) -> str:
    """Fold a word: "målgruppe", "maalgruppe" and "malgruppe" become one."""
    word = word.lower()
    for written, folded in _FOLDS:
        word = word.replace(written, folded)
    return word


@lru_cache(maxsize=50_000)
def stem(word: str, language: Language) -> str:
    """Return the folded Snowball stem of one word."""
    return fold(_STEMMERS[language].stemWord(word.lower().replace("’", "'")))


def stems(text: str, language: Language) -> frozenset[str]:
    """Return the set of stems of a text."""
    return frozenset(stem(word, language) for word in find_words(text))
