"""What stands around a name: whether it is a place there, and which regions are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.rules.places import vocabulary as vocab
from assistant.rules.places.model import Place
from assistant.rules.places.names import SURE_FROM, Name, names

if TYPE_CHECKING:
    from assistant.types import Language

_JOIN = re.compile(r"\s*(?:[,/&+]\s*)?(?:\b(?:og|eller|samt|and|or|plus)\b)?\s*", re.IGNORECASE)
_WITHIN = re.compile(
    r"\s*\(\s*|\s*,?\s+(?:(?:which|that|som|der|og den|og det|and it)\s+(?:is|lies|ligger|er)\s+"
    r"(?:jo\s+)?)?(?:i|på|in|on|of)\s+",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*,\s*")
_LIST_GOES_ON = re.compile(r"\s*(?:,|/|&|(?:og|eller|samt|and|or)\b)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.?!;:,()\n]")
_LOOK_BACK = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text and how it is read (see `find._read`); `slip` where that mends it."""

    text: str
    read: str
    start: int
    end: int
    slip: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A place and the index of the word after it.

    `rest` marks "resten af landet"; `in_region` that the text calls it a region.
    """

    place: Place
    after: int
    rest: bool = False
    in_region: bool = False


def joined(text: str, last: Found, word: Word) -> bool:
    """Tell whether only a comma, a slash or an "og" stands between the last place and the word."""
    between = text[last.place.end : word.start]
    return bool(between.strip()) and _JOIN.fullmatch(between) is not None


def guarded_out(
    text: str,
    words: list[Word],
    index: int,
    name: Name,
    last: Found | None,
    language: Language | None,
) -> bool:
    """Tell whether a name that is a word too, or near to one, is only that word here."""
    word = words[index]
    doubtful = word.slip and len(word.read) < SURE_FROM
    if name.guard not in ("lead", "capital") and not doubtful:
        return False
    capital = word.text[0].isupper() and not (len(word.text) > 1 and word.text.isupper())
    if (name.guard == "capital" or doubtful) and not capital:
        return True
    # Two words with a capital letter are a name wherever they stand: "Southern Denmark".
    if " " in name.name or (last is not None and joined(text, last, word)):
        return False
    before = index - 1
    if before >= 0 and words[before].read == "the":
        before -= 1
    leads = vocab.LEADS if capital else vocab.SURE_LEADS
    return before < 0 or words[before].read not in leads[language]


def outside(text: str, words: list[Word], index: int) -> int | None:
    """Return where "uden for", "not in" and the like begin, if they lead to the word."""
    lies = False
    for step in range(index - 1, max(index - 1 - _LOOK_BACK, -1), -1):
        word = words[step]
        if _CLAUSE_END.search(text, word.end, words[step + 1].start):
            return None
        read = word.text.lower()
        if read in vocab.OUTSIDE:
            return word.start
        if read in vocab.NOT:
            before = words[step - 1].text.lower() if step else None
            if not (lies or before is None or before in vocab.LYING | vocab.BREAKS):
                return None
            return words[step - 1].start if read == vocab.NOT_SHORT else word.start
        if read not in vocab.BETWEEN:
            return None
        lies = lies or read in vocab.LYING
    return None


def settle(text: str, found: list[Found]) -> list[Place]:
    """Return the places, each as narrow as the others make it."""
    kept: list[Found] = []
    for each in found:
        if kept and _within(text, kept[-1].place, each.place):
            before, here = set(kept[-1].place.regions), set(each.place.regions)
            if before < here:
                continue
            if here < before:
                kept.pop()
        kept.append(each)
    named = {each.place.regions[0] for each in kept if len(each.place.regions) == 1}
    return [_rest(each.place, named) if each.rest else each.place for each in kept]


def _within(text: str, first: Place, second: Place) -> bool:
    """Tell whether the second only says where the first lies: "Odense på Fyn", "Køge, Sjælland"."""
    if _WITHIN.fullmatch(text, first.end, second.start):
        return True
    comma = _COMMA.fullmatch(text, first.end, second.start)
    return bool(comma) and not _LIST_GOES_ON.match(text, second.end)


def _rest(place: Place, named: set[str]) -> Place:
    """Return "resten af landet" with the regions that were not named, all where none was."""
    left = tuple(each for each in names().regions if each not in named)
    return replace(place, regions=left or place.regions)
