"""Concepts: words of public funding that mean the same, in Danish and English."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from assistant.answer.words import find_words, stem
from assistant.types import Language

_LANGUAGES: tuple[Language, ...] = ("da", "en")


@lru_cache(maxsize=20_000)
def concepts_of(word_stem: str, language: Language) -> frozenset[str]:
    """Return the concepts that a stem stands for, by name."""
    return _table(language).get(word_stem, frozenset())


@lru_cache(maxsize=20_000)
def concepts_in(text: str, language: Language) -> frozenset[str]:
    """Return the concepts of all words, and pairs of words, of a text."""
    stems = [stem(word, language) for word in find_words(text)]
    pairs = [f"{first} {second}" for first, second in pairwise(stems)]
    found: set[str] = set()
    for item in (*stems, *pairs):
        found |= concepts_of(item, language)
    return frozenset(found)


@cache
def _table(language: Language) -> dict[str, frozenset[str]]:
    source = resources.files("assistant.answer") / "texts" / "concepts.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))["concepts"]
    table: dict[str, set[str]] = {}
    for name, words in data.items():
        for phrase in words.get(language, []):
            key = " ".join(stem(word, language) for word in find_words(phrase))
            table.setdefault(key, set()).add(name)
    return {key: frozenset(names) for key, names in table.items()}
