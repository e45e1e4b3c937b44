"""Spelling: words the sources don't know are brought to the nearest word that they do."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable

import simplemma
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.answer.words import WORD, find_words, fold

_SHORT = 4
_LONG = 8
_CANDIDATES = 8


class Speller:
    """Knows the words of the sources and of the ways to ask.

    A word that is known to them, or to the Danish or English dictionary of simplemma, is left as
    it is. Else: the same word typed without æøå; else one slip away (two in words of eight letters
    or more, Damerau-Levenshtein by optimal string alignment).
    """

    def __init__(self, texts: Iterable[str]) -> None:
        words = _count(texts)
        self._known = words
        self._by_fold = {fold(word): word for word in sorted(words)}
        self._long = sorted(word for word in words if len(word) >= _SHORT)
        self._long_folded = [fold(word) for word in self._long]

    def with_texts(self, texts: Iterable[str]) -> Speller:
        """Return a speller that knows the words of more texts, too."""
        new = {word: n for word, n in _count(texts).items() if word not in self._known}
        if not new:
            return self
        speller = copy.copy(self)
        speller._known = self._known | Counter(new)
        speller._by_fold = {fold(word): word for word in sorted(new)} | self._by_fold
        long = sorted({*self._long, *(word for word in new if len(word) >= _SHORT)})
        speller._long, speller._long_folded = long, [fold(word) for word in long]
        return speller

    def knows(self, word: str) -> bool:
        """Tell whether the word, in this very form, occurs in the sources or the ways to ask."""
        return word.lower() in self._known or fold(word) in self._by_fold

    def correct(self, text: str) -> str:
        """Return the text with its unknown words corrected where one is near enough."""
        return WORD.sub(self._correct_word, text)

    def _correct_word(self, match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if lower in self._known or any(letter.isdigit() for letter in word):
            return word
        folded = fold(lower)
        if folded in self._by_fold and len(word) > 1:
            return self._by_fold[folded]
        if len(word) < _SHORT or word.isupper() or simplemma.is_known(lower, lang=("da", "en")):
            return word
        slips = 1 if len(word) < _LONG else 2
        found = process.extract(
            folded, self._long_folded, scorer=OSA.distance, score_cutoff=slips, limit=_CANDIDATES
        )
        near = [(self._long[place], slip) for _, slip, place in found]
        near = [(known, slip) for known, slip in near if known[0] == lower[0]]
        if not near:
            return word
        # Of words equally near, one of the same letters ("rigne", "ringe"), then a frequent one.
        letters = sorted(folded)
        return min(near, key=lambda x: (x[1], sorted(fold(x[0])) != letters, -self._known[x[0]]))[0]


def _count(texts: Iterable[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for text in texts:
        words.update(word.lower() for word in find_words(text))
    return words
