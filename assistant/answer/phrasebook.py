"""The ways to ask for the facts of a generation, made ready for comparison with a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer.words import stems
from assistant.types import Fact, Phrase


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to ask, the fact it asks for, and its stems."""

    fact: Fact
    phrase: Phrase
    stems: frozenset[str]


class PhraseBook:
    """All ways to ask by id (`<fact key>#<number>`), with the weight of each stem among them."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.entries = {
            f"{key}#{number}": Entry(fact, phrase, stems(phrase.text, phrase.language))
            for key, fact in facts.items()
            for number, phrase in enumerate(fact.phrases)
        }
        self.by_fact: dict[str, list[str]] = {}
        counts: Counter[str] = Counter()
        for name, entry in self.entries.items():
            self.by_fact.setdefault(entry.fact.key, []).append(name)
            counts.update(entry.stems)
        total = len(self.entries)
        self._weights = {stem: math.log(1 + total / (1 + n)) for stem, n in counts.items()}
        self._unseen = math.log(1 + total)

    def weight(self, stem: str) -> float:
        """Return a stem's inverse document frequency over the ways to ask."""
        return self._weights.get(stem, self._unseen)

    def likeness(self, question: frozenset[str], phrase: frozenset[str]) -> float:
        """Return the weighted cosine of two sets of stems, 0 to 1."""
        shared = sum(self.weight(stem) for stem in question & phrase)
        if not shared:
            return 0.0
        both = sum(map(self.weight, question)) * sum(map(self.weight, phrase))
        return shared / math.sqrt(both)
