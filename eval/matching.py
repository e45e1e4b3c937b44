"""How an expected text is looked for in what was answered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

REGEX_PREFIX = "re:"


def normalise(text: str) -> str:
    """Return `text` in NFC with every run of white space as one blank, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=4096)
def pattern_of(alternative: str) -> re.Pattern[str]:
    """Compile an expected alternative: `re:…` is a regular expression, all else a plain substring.

    Both ignore case. A plain alternative that begins or ends with a digit doesn't match inside a
    longer number: "40 pct." is not found in "140 pct.", nor "25" in "2025". Raises re.error.
    """
    if alternative.startswith(REGEX_PREFIX):
        return re.compile(alternative.removeprefix(REGEX_PREFIX), re.IGNORECASE)
    plain = normalise(alternative)
    before = r"(?<!\d)(?<!\d[.,])" if plain[:1].isdigit() else ""
    after = r"(?!\d)" if plain[-1:].isdigit() else ""
    return re.compile(before + re.escape(plain) + after, re.IGNORECASE)


def says(text: str, alternative: str) -> bool:
    """Tell whether `text` contains the alternative (see `pattern_of`)."""
    return pattern_of(alternative).search(normalise(text)) is not None


def says_any(text: str, alternatives: Iterable[str]) -> bool:
    """Tell whether `text` contains at least one of the alternatives."""
    return any(says(text, alternative) for alternative in alternatives)


def quoted(quotes: Iterable[str], alternatives: Iterable[str]) -> bool:
    """Tell whether one of the alternatives stands, word for word, inside one of the quotes.

    Only white space is normalised: a quote is verbatim, so case and punctuation count.
    """
    wanted = [normalise(alternative) for alternative in alternatives]
    return any(text in quote for quote in map(normalise, quotes) for text in wanted)
