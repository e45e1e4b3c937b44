"""Words that ask for what lies above a number: "mere end 40 pct.", "beyond two years"."""

from __future__ import annotations

from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.types import Language

_LANGUAGES: tuple[Language, ...] = ("da", "en")
_REACH_BACK = 6


def has_over(text: str) -> bool:
    """Tell whether a text has such a word."""
    text = f" {' '.join(find_words(text.lower()))} "
    return any(f" {over} " in text for lang in _LANGUAGES for over in wording(lang).phrases["over"])


def goes_past(before: str) -> bool:
    """Tell whether what stands right before a number asks for more than it."""
    return has_over(" ".join(before.split()[-_REACH_BACK:]))
