"""A second reckoning of what is right: from the YAML files as they stand, with code of its own.

Nothing of the assistant is used here, so that a fault of its parser or rules is no fault here too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split(),
    "January February March April May June July August September October November December".split(),
)
# From two on: "one" and "én" are often no count.
_WORDS = {
    "da": {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7},
    "en": {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
}
_SCALES = {"mio": 10**6, "million": 10**6, "millioner": 10**6, "mia": 10**9, "billion": 10**9}
_DAY = re.compile(rf"(\d{{1,2}})\.? ({'|'.join(MONTHS[0] + MONTHS[1])}) (\d{{4}})")
_CLOCK = re.compile(r"(?:kl\.|at) (\d{2})\.(\d{2})")
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*")
_SCALED = re.compile(r"(\d+(?:[.,]\d+)*) ?(mio|million|millioner|mia|billion)\b")
_STEM = 6


@dataclass(frozen=True)
class Files:
    """The files of the call, as YAML has them."""

    facts: dict[str, Any]
    modules: dict[str, Any]
    terms: dict[str, Any]
    rules: dict[str, Any]
    text: str


def read_files(folder: Path) -> Files:
    """Read the files of a call's folder."""
    learn = folder / "learn"
    modules = [
        load(file)
        for file in learn.glob("*.yaml")
        if file.name not in ("glossary.yaml", "exercises.yaml")
    ]
    return Files(
        facts={fact["id"]: fact for fact in load(folder / "facts.yaml")["facts"]},
        modules={module["id"]: module for module in modules},
        terms={term["id"]: term for term in load(learn / "glossary.yaml")["terms"]},
        rules={rule["id"]: rule for rule in load(folder / "rules.yaml")["rules"]},
        text=(folder / f"{folder.name}.md").read_text(encoding="utf-8"),
    )


def load(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def number(text: str, danish: bool) -> Fraction:
    """Return a numeral: 1.250,5 in Danish, 1,250.5 in English."""
    thousands, decimals = (".", ",") if danish else (",", ".")
    return Fraction(text.replace(thousands, "").replace(decimals, "."))


def amounts(text: str, language: str) -> list[Fraction]:
    """Return the sums of money in a text, in order: "2.400.000 kr." and "EUR 30,000"."""
    danish = language == "da"
    if danish:
        found = re.findall(r"(\d+(?:\.\d{3})*(?:,\d+)?) (?:kr\.|euro)", text)
    else:
        found = re.findall(r"(?:DKK|EUR) (\d+(?:,\d{3})*(?:\.\d+)?)", text)
    return [number(each, danish) for each in found]


def days(text: str) -> list[date]:
    """Return the full dates of a text, in order."""
    return [date(int(y), month(m), int(d)) for d, m, y in _DAY.findall(text)]


def moment(text: str) -> datetime:
    """Return the moment in a text: "30. maj 2022 kl. 12.01"."""
    (day,) = days(text)
    ((hour, minute),) = _CLOCK.findall(text)
    return datetime(day.year, day.month, day.day, int(hour), int(minute))


def month(name: str) -> int:
    return 1 + next(names.index(name) for names in MONTHS if name in names)


def values(text: str, language: str) -> set[object]:
    """Return what numbers and days a text says, small number words too, scaled to whole units."""
    danish = language == "da"
    found: set[object] = set(days(text))
    rest = _DAY.sub(" ", text)
    for numeral, scale in _SCALED.findall(rest):
        found.add(number(numeral, danish) * _SCALES[scale])
    rest = _SCALED.sub(" ", rest)
    for match in _NUMBER.finditer(rest):
        # "10.00 - 12.00" and "1.1" are no amounts; as text they differ all the same.
        plain = re.fullmatch(r"\d+(?:[.,]\d{3})*", match.group())
        found.add(number(match.group(), danish) if plain else match.group())
    spelled = _WORDS[language]
    found |= {Fraction(spelled[w]) for w in re.findall(r"\w+", rest.lower()) if w in spelled}
    return found


def words(text: str) -> set[str]:
    """Return the longer words of a text, cut short so that endings don't matter."""
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", text.lower())}


def skeleton(text: str) -> str:
    """Return a text without its numbers and names of months."""
    return re.sub(rf"\d+|{'|'.join(MONTHS[0] + MONTHS[1])}", "#", text)


def last_day(start: date, years: int) -> date:
    """Return the last of so many years from a day that is no 29 February."""
    return start.replace(year=start.year + years) - timedelta(days=1)


def room(limit: Fraction, earlier: list[tuple[Fraction, date]], award: date) -> Fraction:
    """Return what de minimis aid is left on a day.

    To the end of 2023 the calendar year of the award and the two before it count; from 2024 what
    was granted in the three years to the day.
    """
    if award < date(2024, 1, 1):
        counted = [sum_ for sum_, day in earlier if day.year >= award.year - 2]
    else:
        since = award.replace(year=award.year - 3, day=min(award.day, 28))
        since += timedelta(days=award.day - min(award.day, 28))
        counted = [sum_ for sum_, day in earlier if day > since]
    return limit - sum(counted, Fraction(0))
