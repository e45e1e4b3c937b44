"""Which language a mail is written in, told by its small words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from assistant.desk.mail.words import TAKEN_APART, load
from assistant.types import Language

UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
# A letter says less than a word, but tells Swedish from Danish where hardly any word does.
_LETTERS = {"da": "æø", "no": "æø", "sv": "äö", "de": "äöüß", "fi": "äö"}
_LETTER_WEIGHT = 0.3
# "es", "de" and "den" are words of many languages: rarer ones need more of them.
_ENOUGH = 4


def recognise(text: str) -> str:
    """Return the language of `text` (ISO 639-1), or `und` where it can't be told.

    A small word counts for the languages that have it, shared among them.
    """
    weights = _weights()
    scores: defaultdict[str, float] = defaultdict(float)
    known: defaultdict[str, set[str]] = defaultdict(set)
    lower = text.lower()
    for word in _WORD.findall(lower):
        for language in weights.get(word, ()):
            scores[language] += 1 / len(weights[word])
            known[language].add(word)
    for language in [each for each in scores if each not in TAKEN_APART]:
        if len(known[language]) < _ENOUGH:
            del scores[language]
    if not scores:
        return UNKNOWN
    for language, letters in _LETTERS.items():
        count = sum(lower.count(letter) for letter in letters)
        if language in scores:
            scores[language] += min(count, 5) * _LETTER_WEIGHT
    return max(scores, key=lambda language: (scores[language], language == "da"))


def answered_in(recognised: str, text: str) -> Language:
    """Return the language to answer in: Danish to Scandinavians and where it can't be told."""
    if recognised in TAKEN_APART:
        return "en" if load(recognised)["answer_in"] == "en" else "da"
    if recognised == UNKNOWN and (_LATIN.search(text) or not _WORD.search(text)):
        return "da"
    return "en"


@cache
def _weights() -> dict[str, tuple[str, ...]]:
    functions = {language: load(language)["functions"] for language in TAKEN_APART}
    functions |= load("others")
    words: dict[str, list[str]] = {}
    for language, text in functions.items():
        for word in set(text.split()):
            words.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in words.items()}
