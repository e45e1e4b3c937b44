"""mails: how many questions of a mail were found (recall), how many found were asked (precision).

A question found is one that was expected where their words overlap: Dice's coefficient of the two
multisets of words (L. R. Dice, Measures of the Amount of Ecologic Association Between Species,
1945) is at least 0.6. Each counts once: pairs are taken by falling overlap.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Matched:
    """How the questions found in mails agree with those expected; sums of mails add up."""

    right: int = 0
    expected: int = 0
    found: int = 0
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """The share of the expected questions that were found; 1 where none is expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """The share of the questions found that are expected; 1 where none was found."""
        return self.right / self.found if self.found else 1.0

    def __add__(self, other: Matched) -> Matched:
        """Return the figures of two mails together."""
        return Matched(
            self.right + other.right,
            self.expected + other.expected,
            self.found + other.found,
            self.missed + other.missed,
            self.wrong + other.wrong,
        )


def overlap(one: str, other: str) -> float:
    """Return Dice's coefficient of the words of two texts, 0 to 1."""
    words, others = (Counter(_WORD.findall(text.lower())) for text in (one, other))
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0


def match(expected: Sequence[str], found: Sequence[str]) -> Matched:
    """Return how the questions found in one mail agree with those expected."""
    pairs = sorted(
        (
            (-overlap(wanted, got), row, column)
            for row, wanted in enumerate(expected)
            for column, got in enumerate(found)
        ),
    )
    rows, columns = set(range(len(expected))), set(range(len(found)))
    for value, row, column in pairs:
        if -value >= ENOUGH and row in rows and column in columns:
            rows.remove(row)
            columns.remove(column)
    return Matched(
        right=len(expected) - len(rows),
        expected=len(expected),
        found=len(found),
        missed=tuple(expected[row] for row in sorted(rows)),
        wrong=tuple(found[column] for column in sorted(columns)),
    )
