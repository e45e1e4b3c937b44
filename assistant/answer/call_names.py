"""The names of calls: by what a call is known, and how people speak of calls in general."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

from assistant.answer.wording import wording
from assistant.answer.words import find_words, fold
from assistant.rules.quantities import find_quantities
from assistant.types import CallInfo, Language

_LANGUAGES: tuple[Language, ...] = ("da", "en")
YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"\b{YEAR}(?:\s*[-–/]\s*\d{{2,4}})?\b")
_SHORT_RANGE = re.compile(rf"\b({YEAR})\s*[-–/]\s*(\d\d)\b")
_PARTS = re.compile(r":\s+|\s+[–—-]\s+|\s*[()|]\s*")
_APART = re.compile(r"[\W_]+")
_LEAST_LETTERS = 4
# The head of a title is a name; what follows describes, and is one only where it says this much.
_LEAST_WORDS = 3
# What leads to a call's name: "fristen for Parkpuljen", "the deadline of the park scheme".
_BEFORE = r"(?:(?:for|i|til|om|under|hos|på|fra|af|in|of|to|about|on) )?(?:(?:den|det|the) )?"
# "Parkpuljen", "parkpuljens"; and what is joined to a name: "parkpuljeopslaget".
_ENDINGS = "s|e|r|n|ns|en|et|er|ens|ets|erne|ernes|rne"


def short_name(call: str, calls: Mapping[str, CallInfo]) -> str:
    """Return a call's name without numbers that no other call has; empty where there is none."""
    others = {
        plain(name)
        for other, info in calls.items()
        if other != call
        for name in names_of(other, info)
    }
    info = calls.get(call)
    for name in (*_segments(info.title)[:1], *info.names) if info else ():
        bare = _without_years(name)
        if _tells(bare) and plain(bare) not in others and not _has_numbers(bare):
            return bare
    return ""


def names_of(call: str, info: CallInfo | None) -> set[str]:
    """Return what a call is known by."""
    given = given_names(call, info)
    head, *others = _segments(info.title) if info else [""]
    parts = [part for part in others if len(_own_words(part)) >= _LEAST_WORDS]
    bare = [_without_years(each) for each in (*given, head, *parts)]
    return {name for name in (*given, *parts, *filter(_tells, (head, *bare))) if _is_name(name)}


def given_names(call: str, info: CallInfo | None) -> set[str]:
    """Return the names that were given to a call as such: its id, its title, those of call.yaml."""
    if info is None:
        return {call}
    title = _without_years(info.title)
    return {call, info.title, *info.names, *([title] if _tells(title) else [])}


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text without the names of calls and what leads to them."""
    longest = sorted(names, key=len, reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    years = rf"(?:\s+(?:i\s+|in\s+)?{YEAR}(?:\s*[-–/]\s*\d{{2,4}})?)?"
    named = rf"\s*\b{_BEFORE}(?:{joined})(?:s|'s|’s)?(?:-?{_call_words()})?{years}(?!\w)"
    bare = re.sub(named, " ", text, flags=re.IGNORECASE)
    return _tidy(bare)


def without_numbers(title: str) -> str:
    """Return a title without years, empty where another number is left in it."""
    bare = _without_years(title)
    return "" if _has_numbers(bare) else bare


def _tidy(text: str) -> str:
    return re.sub(r"\s+([?.!,;:])", r"\1", " ".join(text.split())).strip(" ,;:")


def _segments(title: str) -> list[str]:
    return [part for part in (each.strip() for each in _PARTS.split(title)) if part]


def _without_years(name: str) -> str:
    return " ".join(_YEARS.sub(" ", name).split()).strip(" -–")


def _tells(name: str) -> bool:
    """Tell whether a name says more than "the call" or "grants"."""
    return sum(len(word) for word in _own_words(name)) >= _LEAST_LETTERS


def _own_words(name: str) -> list[str]:
    words = [fold(word) for word in find_words(name)]
    return [word for word in words if not _general().fullmatch(word)]


def _is_name(name: str) -> bool:
    return any(letter.isalpha() for letter in name)


@cache
def _texts() -> dict[str, list[str]]:
    source = resources.files("assistant.answer") / "texts" / "calls.toml"
    texts: dict[str, list[str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return texts


@cache
def _general() -> re.Pattern[str]:
    """Match a folded word that makes no name."""
    stop = {word for language in _LANGUAGES for word in wording(language).words["stop"]}
    alone = "|".join(sorted(re.escape(fold(word)) for word in stop.union(_texts()["general"])))
    return re.compile(rf"{_call_words()}|{alone}|\d+")


@cache
def _call_words() -> str:
    words = "|".join(sorted({fold(word) for word in _texts()["call"]}))
    return rf"(?:{words})(?:{_ENDINGS})?"


def _has_numbers(text: str) -> bool:
    return any(find_quantities(text, language) for language in _LANGUAGES)


def plain(text: str) -> str:
    """Fold a text for comparison: "2023-24" becomes "2023 2024", signs become spaces."""
    whole = _SHORT_RANGE.sub(lambda m: f"{m[1]} {m[1][:2]}{m[2]}", text)
    return _APART.sub(" ", fold(whole)).strip()


@lru_cache(maxsize=2000)
def pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(plain(name))}(?:{_ENDINGS}|s?{_call_words()})?(?!\w)")


def title_years(call: str, info: CallInfo | None) -> list[str]:
    return re.findall(YEAR, " ".join((call, *((info.title, *info.names) if info else ()))))


def moment_years(info: CallInfo | None) -> Iterator[str]:
    for moment in (info.opens, info.deadline) if info else ():
        if moment is not None:
            yield str(moment.year)


def without_years(text: str) -> str:
    """Return a text without what names a call by its year: "i 2025-opslaget"."""
    years = rf"{YEAR}(?:\s*[-–/]\s*\d{{2,4}})?"
    words = _call_words()
    named = rf"\s*\b{_BEFORE}(?:{years}[- ]?{words}|{words} (?:for |i |fra |in |of )?{years})(?!\w)"
    return _tidy(re.sub(named, " ", text, flags=re.IGNORECASE))


def years_of_a_call(text: str) -> set[str]:
    """Return the years that stand beside a word for a call: "2025-opslaget", "the 2025 call"."""
    after = rf"\b{_call_words()}(?: (?:for|i|fra|in|of|from))? ({YEAR})(?: ({YEAR}))?\b"
    ahead = rf"\b(?:({YEAR}) )?({YEAR}) {_call_words()}\b"
    found = [*re.findall(after, text), *re.findall(ahead, text)]
    return {year for years in found for year in years if year}


def says(text: str, key: str) -> bool:
    lower = f" {' '.join(find_words(text.lower()))} "
    return any(f" {said} " in lower for said in _texts()[key])
