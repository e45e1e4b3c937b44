"""Number words of Danish and English to integers.

Single words up to 99 come from tables, which also know the spellings that people type
("halvtres", "femoghalvtredsindstyve"). Everything longer is valued by text2num, which is right
and strict on both languages (about 10 µs a phrase): this module only decides where in running
text a phrase begins and ends. text2num's own scanner (`find_numbers`) is not used: it takes
the articles "en" and "one" for numbers, knows no "to en half" and gives no offsets.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from text_to_num import text2num

if TYPE_CHECKING:
    from assistant.types import Language

_DANISH_SMALL = (
    "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten"
).split()
_DANISH_TENS = {
    20: "tyve",
    30: "tredive tredve",
    40: "fyrre fyrretyve",
    50: "halvtreds halvtres halvtredsindstyve",
    60: "tres tresindstyve treds",
    70: "halvfjerds halvfjers halvfjerdsindstyve",
    80: "firs firsindstyve",
    90: "halvfems halvfemsindstyve",
}
_ENGLISH_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _danish() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_DANISH_SMALL)} | {"et": 1, "én": 1, "ét": 1}
    units = {word: n for word, n in words.items() if 1 <= n <= 9}
    for ten, names in _DANISH_TENS.items():
        for name in names.split():
            words[name] = ten
            words |= {f"{unit}og{name}": ten + n for unit, n in units.items()}
    return words


def _english() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_ENGLISH_SMALL)}
    return words | {name: 10 * n for n, name in enumerate(_ENGLISH_TENS, 2)} | {"fourty": 40}


SMALL: dict[Language, dict[str, int]] = {"da": _danish(), "en": _english()}
_LARGE: dict[Language, frozenset[str]] = {
    "da": frozenset(
        "hundrede hundred tusind tusinde million millioner milliard milliarder".split()
    ),
    "en": frozenset("hundred thousand million billion".split()),
}
JOIN: dict[Language, str] = {"da": "og", "en": "and"}
# Words of the one language that are other words of the other: read only in their own.
FALSE_FRIENDS = frozenset("en et to tre fire ti ni nul tres firs one ten six hundred".split())
ONES = frozenset(("en", "et", "én", "ét", "one"))
# A phrase of more words than this is a list, not a number.
MAX_WORDS = 16
_SHORT_HUNDRED = re.compile("hundred(?!e)")


def is_large(word: str, language: Language) -> bool:
    """Return whether the word multiplies what stands before it."""
    return word in _LARGE[language]


def is_tens(word: str) -> bool:
    """Return whether the word is a multiple of ten, the second half of "fem og tyve"."""
    value = SMALL["da"].get(word, 0)
    return value >= 20 and value % 10 == 0


def is_number_word(word: str, language: Language) -> bool:
    """Return whether the lower-case word can be part of a number phrase."""
    if word in SMALL[language] or word in _LARGE[language]:
        return True
    return language == "da" and _is_danish_compound(word)


def _is_danish_compound(word: str) -> bool:
    """Return whether the word is written together from parts: "tohundrede", "femtentusinde"."""
    if not ("hundred" in word or "tusind" in word) or len(word) > 60:
        return False
    return value_of((word,), "da") is not None


@lru_cache(maxsize=4096)
def value_of(words: tuple[str, ...], language: Language) -> int | None:
    """Return the value of a phrase of lower-case words, or None if it isn't one number."""
    if len(words) == 1 and (small := SMALL[language].get(words[0])) is not None:
        return small
    if any(SMALL[language].get(word) == 0 for word in words):
        return None
    try:
        return int(text2num(" ".join(_canonical(word, language) for word in words), language))
    except ValueError:
        return None


def _canonical(word: str, language: Language) -> str:
    """Return the spelling text2num knows: standard forms, no accents."""
    value = SMALL[language].get(word)
    if value is None or language == "en":
        return _SHORT_HUNDRED.sub("hundrede", word) if language == "da" else word
    if value < 20:
        return "et" if word in ("et", "ét") else _DANISH_SMALL[value]
    ten = _DANISH_TENS[value - value % 10].split()[0]
    return f"{_DANISH_SMALL[value % 10]}og{ten}" if value % 10 else ten
