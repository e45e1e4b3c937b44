"""The words and sentences about sums, by language; people mix the languages, so cues are joined."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from assistant.types import Language

_GOALS = (
    "asks_other",
    "aid",
    "aid_earlier",
    "aid_new",
    "aid_more",
    "asks_yes",
    "inverted",
    "submit",
    "running",
    "road_freight",
    "longer",
    "shorter",
    "day_part",
    "cut",
    "last_day",
    "per_cent",
    "applicant_asked",
    "raised",
    "raised_not",
    "everywhere",
)
_LANGUAGES: tuple[Language, ...] = ("da", "en")


@dataclass(frozen=True, slots=True)
class Cues:
    """What marks the parts of a budget in a text, and what a question about one asks."""

    marks: Mapping[str, re.Pattern[str]]
    of: re.Pattern[str]
    much: re.Pattern[str]
    own: re.Pattern[str]
    fine: re.Pattern[str]
    person: re.Pattern[str]
    alone: re.Pattern[str]
    asks_other: re.Pattern[str]
    aid: re.Pattern[str]
    aid_earlier: re.Pattern[str]
    aid_new: re.Pattern[str]
    aid_more: re.Pattern[str]
    asks_yes: re.Pattern[str]
    inverted: re.Pattern[str]
    submit: re.Pattern[str]
    running: re.Pattern[str]
    road_freight: re.Pattern[str]
    longer: re.Pattern[str]
    shorter: re.Pattern[str]
    day_part: re.Pattern[str]
    cut: re.Pattern[str]
    last_day: re.Pattern[str]
    per_cent: re.Pattern[str]
    applicant_asked: re.Pattern[str]
    raised: re.Pattern[str]
    raised_not: re.Pattern[str]
    everywhere: re.Pattern[str]
    belongs: re.Pattern[str]
    applies: re.Pattern[str]
    receives: re.Pattern[str]
    applicant: re.Pattern[str]
    applicants: Mapping[str, str]


@cache
def cues() -> Cues:
    """Return the cues of both languages together."""
    files = [_file(language) for language in _LANGUAGES]
    lists = [file["cues"] for file in files]
    goals = [file["goals"] for file in files]
    marks = {
        name: _words(pattern for cue in lists for pattern in cue[name])
        for name in ("cost", "project", "own", "ask", "within", "lies", "rest", "each")
    }
    # Longest first, so that "klyngeorganisation" is tried before "klynge".
    named = {
        word: kind for file in files for kind, words in file["applicants"].items() for word in words
    }
    kinds = {word: named[word] for word in sorted(named, key=lambda word: (-len(word), word))}
    return Cues(
        marks=marks,
        of=_any(rf"\s*(?:{cue['of']})\s" for cue in lists),
        much=_words(goal["much"] for goal in goals),
        own=_any(goal["own"] for goal in goals),
        fine=_any(goal["fine"] for goal in goals),
        person=_any(goal["person"] for goal in goals),
        alone=_any(goal["alone"] for goal in goals),
        **{name: _any(goal[name] for goal in goals) for name in _GOALS},
        belongs=_any(cue["belongs"] for cue in lists),
        # "Region Sjælland" is a place, "en region" an applicant.
        applicant=re.compile(
            rf"(?:{'|'.join(goal['us'] for goal in goals)}) (?P<kind>{'|'.join(kinds)})"
            r"(?!\w|\s+(?-i:[A-ZÆØÅ]))",
            re.IGNORECASE,
        ),
        applies=_who(kinds, [goal["applies"] for goal in goals]),
        receives=_who(kinds, [goal["receives"] for goal in goals]),
        applicants=kinds,
    )


def _who(kinds: Iterable[str], does: Iterable[str]) -> re.Pattern[str]:
    """Match a kind of applicant a few words before what it does; the group `kind` names it."""
    return re.compile(
        rf"(?<!\w)(?P<kind>{'|'.join(kinds)}) (?:[\w-]+ ){{0,4}}(?:{'|'.join(does)})",
        re.IGNORECASE,
    )


def say(language: Language) -> Mapping[str, str]:
    """Return the sentences of a language."""
    texts: Mapping[str, str] = _file(language)["say"]
    return texts


@cache
def _file(language: Language) -> dict[str, Any]:
    file = resources.files("assistant.answer.sums") / "texts" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _words(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
