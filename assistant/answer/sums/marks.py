"""The marks of a text about a budget: amounts, shares, places, sources and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.answer.sums.cues import cues
from assistant.rules.model import RuleBook
from assistant.rules.places import Place, find_places
from assistant.rules.quantities import Quantity, find_quantities
from assistant.types import Language

MarkKind = Literal[
    "amount",
    "share",
    "place",
    "source",
    "cost",
    "project",
    "own",
    "ask",
    "within",
    "lies",
    "rest",
    "each",
    "other",
]
# A bare number of this size is money in a question about a budget: "budget 3000000".
LEAST_BARE_AMOUNT = Decimal(10_000)
_FEW = 3
# Colloquial: "8m", "750k". The quantity parser leaves them, since "8 m" may be a length.
_COLLOQUIAL = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?) ?([mk])(?!\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"\ba (?=(?:dkk|kr)\b)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:the|de|den|det) ", re.IGNORECASE)
_CAPITAL = re.compile(r"\s+[A-ZÆØÅ]")
_END = re.compile(
    r"[;!?\n]+|\.(?=\s+[A-ZÆØÅ]|\s*$)|,(?=\s)"
    r"|(?<!\w)(?:og|and|samt|men|but|plus|mens|while|så|hvis|if|når|when)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch `[start:end]`; `value` of an amount or a share, `name` of a source."""

    kind: MarkKind
    start: int
    end: int
    value: Decimal | None = None
    name: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks, left to right, none overlapping; `ends` are where clauses end."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[int, ...]

    def gap(self, before: Mark, after: Mark) -> str:
        """Return the text between two marks."""
        return self.text[before.end : after.start]

    def same_clause(self, one: Mark, other: Mark) -> bool:
        """Tell whether no clause ends between two marks."""
        low, high = min(one.end, other.end), max(one.start, other.start)
        return not any(low <= end < high for end in self.ends)


def mark(text: str, language: Language, book: RuleBook) -> Marked:
    """Return the text, with "8m" written out, and its marks."""
    text = _ARTICLE.sub("", text)
    text = _COLLOQUIAL.sub(lambda m: f"{m[1]} {'mio.' if m[2].lower() == 'm' else 't.kr.'}", text)
    taken = _Taken()
    places = find_places(text, language)
    for quantity in find_quantities(text, language):
        taken.add(_of_quantity(quantity, book.currency))
    for name, pattern in _sources(book).items():
        for found in pattern.finditer(text):
            taken.add(Mark("source", found.start(), found.end(), name=name))
    for place in places:
        taken.add(Mark("place", place.start, place.end, place=place))
    for kind, pattern in cues().marks.items():
        for found in pattern.finditer(text):
            taken.add(Mark(kind, found.start(), found.end()))  # type: ignore[arg-type]
    marks = tuple(sorted(taken.marks, key=lambda one: one.start))
    ends = tuple(
        found.start()
        for found in _END.finditer(text)
        if not any(one.start < found.end() and found.start() < one.end for one in marks)
    )
    # The point of "2,2 mill." ends a sentence too where a capital follows.
    stops = (m.end for m in marks if text[m.end - 1] == "." and _CAPITAL.match(text, m.end))
    return Marked(text, marks, tuple(sorted({*ends, *stops})))


class _Taken:
    """Marks that don't overlap: the first to claim a stretch keeps it."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []

    def add(self, new: Mark) -> None:
        if not any(one.start < new.end and new.start < one.end for one in self.marks):
            self.marks.append(new)


def _of_quantity(quantity: Quantity, currency: str) -> Mark:
    kind: MarkKind = "other"
    if quantity.kind == "share":
        kind = "share"
    elif (quantity.kind == "amount" and quantity.unit in (None, currency)) or (
        quantity.kind == "number"
        and isinstance(quantity.value, Decimal)
        and quantity.value >= LEAST_BARE_AMOUNT
    ):
        kind = "amount"
    value = quantity.value if isinstance(quantity.value, Decimal) else None
    return Mark(kind, quantity.start, quantity.end, value=value)


def _sources(book: RuleBook) -> dict[str, re.Pattern[str]]:
    patterns = {}
    for source in book.grants:
        name = book.sources[source]
        names = {_LEADING.sub("", text) for text in (*name, *book.words.get(source, ()))}
        patterns[source] = _pattern(names)
    return patterns


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    # A name takes any ending; one of a few letters none but a genitive: "EU", "EU's", not "euro".
    longest = sorted(names, key=lambda name: (-len(name), name))
    joined = "|".join(
        re.escape(name) + (r"(?:'s|s)?(?!\w)" if len(name) <= _FEW else r"\w*") for name in longest
    )
    return re.compile(rf"(?<!\w)(?:{joined})(?:\s*\((?:\w+)\))?", re.IGNORECASE)
