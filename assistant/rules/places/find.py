"""Every place of a running text, left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.rules.places import vocabulary as vocab
from assistant.rules.places.context import Found, Word, guarded_out, joined, outside, settle
from assistant.rules.places.fold import fold, one_slip
from assistant.rules.places.model import Place
from assistant.rules.places.names import Name, Tokens, mended, names

if TYPE_CHECKING:
    from assistant.types import Language

# Combining marks belong to the letter before them: text need not be in NFC.
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\b[\w.-]+\.(?:dk|com|org|net|eu)\b")
_GAP = re.compile(r"\s+|\s?[-–/]\s?")
_SHORT_GAP = re.compile(r"\.?\s*[-–/]?\s*")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name that stands at a word: how many words it takes, and what it is."""

    name: Name
    size: int
    key: Tokens


def find_places(text: str, language: Language | None = None) -> list[Place]:
    """Return all places of the text, left to right, none overlapping another.

    Offsets are code points into `text` as given. The longest name goes first; names stand at
    word boundaries, in any case, with or without a Danish or English genitive, in the language
    of the text or the other. Names that are words too ("Give", "Ringe") need a capital letter and
    a preposition, or "Kommune". A name of seven letters or more may have one slip. The language
    decides what a preposition is: the Danish "i" is the English "I".

    Passed over: names inside words, in addresses and before what makes them part of another name
    ("Aarhus Universitet", "Odense Robotics"). "uden for Region Sjælland" is the other regions;
    outside any other place is anywhere; "resten af landet" is what the text has not named.
    """
    words = [_word(match) for match in _WORD.finditer(_without_addresses(text))]
    return settle(text, list(_scan(text, words, language)))


def _scan(text: str, words: list[Word], language: Language | None) -> Iterator[Found]:
    last: Found | None = None
    index = 0
    while index < len(words):
        found = _found(text, words, index, last, language)
        if found is None:
            index += 1
            continue
        yield found
        last, index = found, found.after


def _found(
    text: str, words: list[Word], index: int, last: Found | None, language: Language | None
) -> Found | None:
    """Return the place that begins at the word, if one does."""
    hit = _region_after_region(text, words, index, last) or _longest(text, words, index)
    hit = hit or _around(words[index])
    if hit is None:
        return None
    after = index + hit.size
    name = hit.name
    commune = _commune(text, words, index, after, hit)
    if commune is not None:
        name, after = commune
    elif _organisation(text, words, index, after) or guarded_out(
        text, words, index, name, last, language
    ):
        return None
    start = outside(text, words, index)
    regions = name.regions
    if start is not None:
        everywhere = names().regions
        others = tuple(each for each in everywhere if each not in regions)
        regions = others if name.kind == "region" else everywhere
    begin = words[index].start if start is None else start
    end = words[after - 1].end
    shown = name.shown if start is None else text[begin:end]
    place = Place(text[begin:end], begin, end, regions, name.kind, shown)
    return Found(place, after, rest=name.guard == "rest", in_region=_says_region(words, index, hit))


def _word(match: re.Match[str]) -> Word:
    read, slip = _read(fold(match[0]))
    return Word(match[0], read, match.start(), match.end(), slip)


def _read(folded: str) -> tuple[str, bool]:
    """Return the word as names have it, without a genitive, and whether a slip was mended."""
    known = names().vocabulary
    if folded in known:
        return folded, False
    if folded == vocab.SHORT_REGION or one_slip(folded, vocab.REGION):
        return vocab.REGION, False
    bare = folded.removesuffix("s")
    if bare in known:
        return bare, False
    right = mended(folded) or mended(bare)
    return right or folded, right is not None


def _longest(text: str, words: list[Word], index: int) -> _Hit | None:
    """Return the longest name that begins at the word."""
    book = names()
    most = book.longest.get(words[index].read, 1)
    for size in range(min(most, len(words) - index), 0, -1):
        if not _in_one(text, words, index, size):
            continue
        key = tuple(word.read for word in words[index : index + size])
        for each in (key, (*key[:-1], key[-1].removesuffix("s"))):
            if name := book.by_words.get(each):
                return _Hit(name, size, each)
    return None


def _region_after_region(
    text: str, words: list[Word], index: int, last: Found | None
) -> _Hit | None:
    """Return the region in "Region Hovedstaden og Sjælland", "regionerne Sjælland og …"."""
    after_word = index > 0 and words[index - 1].read in ("regioner", "regionerne", "regions")
    after_region = last is not None and last.in_region and joined(text, last, words[index])
    if not (after_word or after_region):
        return None
    short = names().short_regions
    for size in (2, 1):
        key = tuple(word.read for word in words[index : index + size])
        name = short.get(key) or short.get((*key[:-1], key[-1].removesuffix("s")))
        if name and len(key) == size and _in_one(text, words, index, size):
            return _Hit(name, size, key)
    return None


def _around(word: Word) -> _Hit | None:
    """Return the place in "Aalborgområdet"."""
    for ending in vocab.AREA_ENDINGS:
        stem = word.read.removesuffix(ending)
        if stem == word.read:
            continue
        for key in ((stem,), (stem.removesuffix("s"),)):
            name = names().by_words.get(key)
            if name and not name.guard:
                return _Hit(replace(name, kind="area", shown=name.shown + ending), 1, key)
    return None


def _in_one(text: str, words: list[Word], index: int, size: int) -> bool:
    """Tell whether the words follow each other without punctuation but that of abbreviations."""
    for left, right in zip(
        words[index : index + size - 1], words[index + 1 : index + size], strict=True
    ):
        gap = _SHORT_GAP if left.end - left.start <= _SHORT else _GAP
        if not gap.fullmatch(text, left.end, right.start):
            return False
    return True


def _commune(
    text: str, words: list[Word], index: int, after: int, hit: _Hit
) -> tuple[Name, int] | None:
    """Return the municipality of the name and the word after it, where "Kommune" is said."""
    municipality = names().municipalities.get(hit.key)
    if municipality is None:
        return None
    if after < len(words) and words[after].read in vocab.MUNICIPALITY:
        if _GAP.fullmatch(text, words[after - 1].end, words[after].start):
            return municipality, after + 1
        return None
    before = [word.read for word in words[max(index - 2, 0) : index]]
    if len(before) == 2 and before[0] in vocab.MUNICIPALITY_OF and before[1] == vocab.OF:
        return municipality, after
    return None


def _organisation(text: str, words: list[Word], index: int, after: int) -> bool:
    """Tell whether the name is part of the name of a firm, a school, a street."""
    if index > 0 and words[index - 1].read in vocab.ORGANISATIONS_BEFORE:
        return True
    if index > 1 and (words[index - 2].read, words[index - 1].read) == (vocab.UNIVERSITY, vocab.OF):
        return True
    if after == len(words) or words[after].read not in vocab.ORGANISATIONS:
        return False
    # "i Odense havn" is a place in Odense, "odense universitet" was typed in haste.
    cased = words[after].text[0].isupper() or not words[index].text[0].isupper()
    return cased and bool(_GAP.fullmatch(text, words[after - 1].end, words[after].start))


def _says_region(words: list[Word], index: int, hit: _Hit) -> bool:
    said = words[max(index - 1, 0) : index + hit.size]
    return hit.name.kind == "region" and any(word.read in vocab.REGION_WORDS for word in said)


def _without_addresses(text: str) -> str:
    """Return the text with blanks in place of web and e-mail addresses."""
    return _ADDRESS.sub(lambda match: " " * len(match[0]), text)
