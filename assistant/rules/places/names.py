"""The names of places, read once from `places.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

from assistant.errors import CorpusError
from assistant.rules.places.fold import fold, one_slip
from assistant.rules.places.model import Kind
from assistant.rules.places.vocabulary import REGION

FILE = "places.txt"
Guard = Literal["", "lead", "capital", "rest"]
Tokens = tuple[str, ...]

# Shorter names are one slip away from too many words; from `SURE_FROM` on next to no word is.
SLIP_FROM = 7
SURE_FROM = 8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the file: a way to write a place, and `shown`, the way to show it."""

    name: str
    kind: Kind
    regions: tuple[str, ...]
    language: str
    guard: Guard
    shown: str


@dataclass(frozen=True, slots=True)
class Names:
    """All names by their folded words.

    `municipalities` are looked up where "Kommune" follows; a town or an island goes before a
    municipality of its name elsewhere. `short_regions` are the regions without "Region".
    """

    regions: tuple[str, ...]
    by_words: Mapping[Tokens, Name]
    municipalities: Mapping[Tokens, Name]
    short_regions: Mapping[Tokens, Name]
    longest: Mapping[str, int]
    vocabulary: frozenset[str]
    long_words: Mapping[str, tuple[str, ...]]


def words_of(name: str) -> Tokens:
    """Return the folded words of a name; a hyphen separates words as a blank does."""
    return tuple(fold(word) for word in _WORD.findall(name))


@cache
def all_names() -> tuple[Name, ...]:
    """Return the lines of the file in their order. Raises CorpusError that names a wrong line."""
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return tuple(read_names(text))


@cache
def names() -> Names:
    """Return the names, ready to be looked up."""
    rows = all_names()
    by_words: dict[Tokens, Name] = {}
    municipalities: dict[Tokens, Name] = {}
    for row in rows:
        key = words_of(row.name)
        if row.kind == "municipality":
            municipalities.setdefault(key, row)
            by_words.setdefault(key, row)
        elif by_words.get(key, row).kind in ("municipality", row.kind):
            by_words[key] = row
    short = {key[1:]: row for key, row in by_words.items() if key[0] == REGION and len(key) > 1}
    longest: dict[str, int] = {}
    for key in by_words:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    vocabulary = frozenset(word for key in by_words for word in key)
    # Adjectives and names that are words too are too near to other words.
    safe = (key for key, row in by_words.items() if row.name[0].isupper() and not row.guard)
    long_words = {word for key in safe for word in key if len(word) >= SLIP_FROM}
    return Names(
        regions=tuple(dict.fromkeys(each for row in rows for each in row.regions)),
        by_words=by_words,
        municipalities=municipalities,
        short_regions=short,
        longest=longest,
        vocabulary=vocabulary,
        long_words=_by_first_letter(long_words),
    )


@lru_cache(maxsize=4096)
def mended(word: str) -> str | None:
    """Return the one word of a name that the folded `word` is a slip away from, if there is one.

    The first letter has to be right: it mostly is, and "Holland" is not a misspelt Lolland.
    """
    if len(word) < SLIP_FROM:
        return None
    near = [each for each in names().long_words.get(word[0], ()) if one_slip(word, each)]
    return near[0] if len(near) == 1 else None


def _by_first_letter(words: set[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        grouped[word[0]] = (*grouped.get(word[0], ()), word)
    return grouped


def read_names(text: str) -> Iterator[Name]:
    """Read the lines of a file of names. Raises CorpusError that names a wrong line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = [*line.split("\t"), "", ""]
        if len(cells) < 6 or not all(cells[:4]):
            raise CorpusError("bad_places", f"{FILE}, line {number}: four columns are needed.")
        name, kind, regions, language, guard, shown = cells[:6]
        if kind not in get_args(Kind) or guard not in get_args(Guard):
            raise CorpusError("bad_places", f"{FILE}, line {number}: unknown kind or guard.")
        yield Name(
            name=name,
            kind=cast(Kind, kind),
            regions=tuple(regions.split("|")),
            language=language,
            guard=cast(Guard, guard),
            shown=shown or name,
        )
