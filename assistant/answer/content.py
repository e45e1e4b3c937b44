"""Content words: the words of a question that carry its meaning."""

from __future__ import annotations

from assistant.answer.wording import wording
from assistant.answer.words import find_words, stem
from assistant.types import Language


def content_words(text: str, language: Language) -> list[str]:
    """Return the words that are no stop words, as they stand there."""
    stop = wording(language).words["stop"]
    return [word for word in find_words(text) if word.lower() not in stop]


def content_stems(text: str, language: Language) -> frozenset[str]:
    """Return the stems of the content words."""
    return frozenset(stem(word, language) for word in content_words(text, language))
