"""Which language to answer in: the question's own, else the conversation's, else Danish."""

from __future__ import annotations

import simplemma

from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.types import Language, Turn


def detect_language(text: str, history: tuple[Turn, ...] = ()) -> Language:
    """Return the language of a question; where it can't be told, that of the last turn.

    Norwegian and Swedish are answered in Danish: only English must be told apart.
    """
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
    # Small words tell best: "hvem", "kan", "der" against "who", "can", "the".
    danish, english = wording("da").words["stop"], wording("en").words["stop"]
    only_danish = sum(word in danish and word not in english for word in words)
    only_english = sum(word in english and word not in danish for word in words)
    if only_danish != only_english:
        return "da" if only_danish > only_english else "en"
    if any(letter in text.lower() for letter in "æøå"):
        return "da"
    # "deadline" and "budget" are both; "criteria" is English only.
    known_danish = sum(simplemma.is_known(word, lang="da") for word in words)
    known_english = sum(simplemma.is_known(word, lang="en") for word in words)
    if known_danish == known_english:
        return None
    return "en" if known_english > known_danish else "da"
