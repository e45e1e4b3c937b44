"""The texts of the answer pipeline: what it says and recognises, by language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: sentences to say, word lists and patterns to recognise."""

    say: dict[str, str]
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[str, ...]]
    wrapper: re.Pattern[str]
    wrapped_yes_no: re.Pattern[str]
    tag: re.Pattern[str]
    confirm: re.Pattern[str]
    plea: re.Pattern[str]
    embedded: re.Pattern[str]
    subject: re.Pattern[str]
    verb_first: re.Pattern[str]
    points_back: re.Pattern[str]
    condition: re.Pattern[str]
    given: re.Pattern[str]
    given_after: re.Pattern[str]
    condition_after: re.Pattern[str]
    then: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    which_one: re.Pattern[str]
    run_on: re.Pattern[str]
    deadline_of: re.Pattern[str]


@cache
def wording(language: Language) -> Wording:
    """Load the wording of a language."""
    source = resources.files("assistant.answer") / "texts" / f"{language}.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    patterns: dict[str, str] = data["patterns"]
    recognise: dict[str, list[str]] = data["recognise"]
    # Longest first, so that "hvor mange" is tried before "hvor".
    phrases = {key: tuple(sorted(v, key=len, reverse=True)) for key, v in recognise.items()}
    wrappers = "|".join(f"(?:{pattern})" for pattern in recognise["wrappers"])
    yes_no = "|".join(recognise["wrapper_yes_no"])
    tags = "|".join(re.escape(tag) for tag in phrases["tags"])
    return Wording(
        say=data["say"],
        words={key: frozenset(v) for key, v in recognise.items()},
        phrases=phrases,
        wrapper=re.compile(rf"^(?:{wrappers})(?=$|[\s,.:;!?])[\s,.:;!–-]*", re.IGNORECASE),
        wrapped_yes_no=re.compile(rf"^(?:{yes_no})\s+", re.IGNORECASE),
        tag=re.compile(rf"[,–-]\s*(?:{tags})\s*\?*\s*$", re.IGNORECASE),
        confirm=_whole(recognise["confirm"]),
        plea=_whole(recognise["plea"]),
        embedded=re.compile(patterns["embedded"], re.IGNORECASE),
        verb_first=re.compile(patterns["verb_first"], re.IGNORECASE | re.DOTALL),
        points_back=re.compile(patterns["points_back"], re.IGNORECASE),
        condition=_opening(patterns["condition"]),
        given=_opening(patterns["given"]),
        given_after=re.compile(patterns["given_after"], re.IGNORECASE),
        condition_after=re.compile(patterns["condition_after"], re.IGNORECASE),
        after=re.compile(patterns["after"], re.IGNORECASE),
        before=re.compile(patterns["before"], re.IGNORECASE),
        then=re.compile(patterns["then"], re.IGNORECASE),
        which_one=re.compile(patterns["which_one"], re.IGNORECASE),
        run_on=re.compile(patterns["run_on"], re.IGNORECASE),
        deadline_of=re.compile(patterns["deadline_of"], re.IGNORECASE),
        subject=re.compile(rf"\s+(?:{patterns['subject']})(?=$|\W)"),
    )


def _opening(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\s+", re.IGNORECASE)


def _whole(patterns: list[str]) -> re.Pattern[str]:
    """Match a whole sentence, whatever stands around it."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"^\W*(?:{joined})\W*$", re.IGNORECASE)
