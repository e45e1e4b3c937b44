"""What a data file becomes: numbers as they were written, clean text, and how much of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NoReturn

from assistant.errors import InputError

MAX_NODES = 20_000
MAX_DEPTH = 20
MAX_SCALAR = 2_000
# The controls that a quoted text may spell out; all others and halves of characters are noise.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Plain:
    """An unquoted number as it stands in the source, so that its decimals stay exact.

    `text` is `-?digits(.digits)?([eE][+-]?digits)?` in ASCII digits, leading zeros included.
    """

    text: str

    def __str__(self) -> str:
        return self.text


def clean(text: str, where: str) -> str:
    """Return a scalar in NFC; `where` tells people its place.

    Raises InputError: `too_long` (over MAX_SCALAR characters), `bad_character`.
    """
    if len(text) > MAX_SCALAR:
        raise InputError(
            "too_long",
            f"The text at {where} has {len(text)} characters; at most {MAX_SCALAR} are read.",
            "Shorten it.",
        )
    if found := _NO_TEXT.search(text):
        refuse_character(found[0], where)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def refuse_character(char: str, where: str) -> NoReturn:
    """Raise InputError `bad_character` for a character that is no text."""
    raise InputError(
        "bad_character",
        f"The character U+{ord(char):04X} at {where} is no text.",
        "Remove it, and save the file as UTF-8.",
    )


def refuse_depth(where: str) -> NoReturn:
    """Raise InputError `too_deep`."""
    raise InputError(
        "too_deep",
        f"More than {MAX_DEPTH} lists and mappings stand in one another at {where}.",
        "Remove levels; five are enough.",
    )


def refuse_count() -> NoReturn:
    """Raise InputError `too_many_values`."""
    raise InputError(
        "too_many_values",
        f"The input has more than {MAX_NODES} keys and values.",
        "Split it into several files.",
    )


def refuse_top() -> NoReturn:
    """Raise InputError `not_a_mapping`: the whole must be keys with values."""
    raise InputError(
        "not_a_mapping",
        "The input is no mapping: its top level must be keys with values.",
        'Write "key: value" lines, or a JSON object.',
    )
