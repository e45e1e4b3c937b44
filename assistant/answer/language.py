"""Which language to answer in: the question's own, else the conversation's, else Danish."""

from __future__ import annotations

from functools import cache

import simplemma
from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from assistant.answer.words import find_words
from assistant.answer.wording import wording
from assistant.types import Language, Turn

# Norwegian and Swedish are understood and answered in Danish: only English must be told apart.
_SCANDINAVIAN = (
    IsoCode639_1.DA,
    IsoCode639_1.NB,
    IsoCode639_1.NN,
    IsoCode639_1.SV,
)
_SURE = 0.6


def detect_language(text: str, history: tuple[Turn, ...] = ()) -> Language:
    """Return the language of a question; where it can't be told, that of the last turn."""
    told = _tell(text)
    if told is not None:
        return told
    for turn in reversed(history):
        told = _tell(f"{turn.question} {turn.answer}")
        if told is not None:
            return told
    return "da"


def _tell(text: str) -> Language | None:
    words = [word.lower() for word in find_words(text) if not word.isdigit()]
    if not words:
        return None
    danish, english = wording("da").words["stop"], wording("en").words["stop"]
    only_danish = sum(word in danish and word not in english for word in words)
    only_english = sum(word in english and word not in danish for word in words)
    if only_danish != only_english:
        return "da" if only_danish > only_english else "en"
    if any(letter in text.lower() for letter in "æøå"):
        return "da"
    if all(simplemma.is_known(word, lang="da") for word in words):
        return None
    known = all(simplemma.is_known(word, lang="en") for word in words)
    scores = _detector().compute_language_confidence_values(text)
    best = scores[0]
    if best.language.iso_code_639_1 == IsoCode639_1.EN and (known or best.value >= _SURE):
        return "en"
    scandinavian = sum(s.value for s in scores if s.language.iso_code_639_1 in _SCANDINAVIAN)
    return "da" if scandinavian >= _SURE and not known else None


@cache
def _detector() -> LanguageDetector:
    codes = (IsoCode639_1.EN, *_SCANDINAVIAN)
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
