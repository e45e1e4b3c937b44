"""The ways to ask for the facts of a generation, made ready for comparison with a question."""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.answer.split import asks_inside, opens_with
from assistant.answer.wording import wording
from assistant.answer.words import find_words, stems
from assistant.rules.quantities import find_quantities
from assistant.types import Document, Fact, Language, Phrase

_OPENING = 3
_TIMES = frozenset({"date", "time", "duration", "year"})


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a question or a way to ask.

    `negated` and `scoped` tell of words that turn a yes/no question round ("ikke", "uden") or
    widen it ("alle", "kun"); `duty` of "skal" against "kan"; `inverted`
    of words like "for sent" and "udelukket". A negation near the start only asks
    back: "Er det ikke …?".
    """

    stems: frozenset[str]
    kind: str | None
    negated: bool
    scoped: bool
    duty: bool
    inverted: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to ask, the fact it asks for, and its traits."""

    fact: Fact
    phrase: Phrase
    traits: Traits


class PhraseBook:
    """All ways to ask by id (`<fact key>#<number>`), with the weight of each stem among them."""

    def __init__(self, facts: Mapping[str, Fact], documents: Mapping[str, Document]) -> None:
        self.entries = _entries(facts)
        self.sizes = _sizes(self.entries)
        counts: Counter[str] = Counter()
        for entry in self.entries.values():
            counts.update(entry.traits.stems)
        total = len(self.entries)
        self._weights = {stem: math.log(1 + total / (1 + n)) for stem, n in counts.items()}
        self._unseen = math.log(1 + total)
        self._vocabulary = {key: _vocabulary(fact, documents) for key, fact in facts.items()}
        self._holds = {key: _kinds_held(fact) for key, fact in facts.items()}

    def with_facts(
        self, facts: Mapping[str, Fact], documents: Mapping[str, Document]
    ) -> PhraseBook:
        """Return a phrase book with more facts; the weights of stems stay as they are."""
        entries = _entries(facts)
        book = copy.copy(self)
        book.entries = {**self.entries, **entries}
        book.sizes = self.sizes + _sizes(entries)
        held = {key: _vocabulary(fact, documents) for key, fact in facts.items()}
        book._vocabulary = {**self._vocabulary, **held}
        book._holds = {**self._holds, **{key: _kinds_held(fact) for key, fact in facts.items()}}
        return book

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

    def lacks(self, asked: Iterable[str], fact: Fact) -> frozenset[str]:
        """Return those of a question's stems that a fact has not.

        A fact has the words of its ways to ask, its statements and its quotes.
        """
        return frozenset(asked) - self._vocabulary[fact.key]

    def can_tell(self, fact: Fact, kind: str | None) -> bool:
        """Tell whether a fact holds the kind of thing asked for: a date for "when", a number …"""
        return kind not in ("when", "how_much", "share") or kind in self._holds[fact.key]


def asked_kind(text: str, language: Language) -> str | None:
    """Return what kind of thing a question asks for; `share` where it asks how many per cent."""
    known = wording(language)
    kind = opens_with(text, known) or asks_inside(text, known)
    words = {word.lower() for word in find_words(text)}
    return "share" if kind == "how_much" and known.words["share"] & words else kind


def traits_of(text: str, language: Language) -> Traits:
    """Return the traits of a question or a way to ask."""
    known = wording(language)
    words = [word.lower() for word in find_words(text)]
    inner = words[_OPENING:]
    early = set(words[:_OPENING]) & known.words["negations"]
    if words and words[0] in known.words["yes_no"]:
        # "Er det ikke …?" only asks back; "man ikke kan …" denies.
        early -= {"ikke", "not"}
    return Traits(
        stems=stems(text, language),
        kind=asked_kind(text, language),
        negated=bool(early or known.words["negations"] & set(inner)),
        scoped=bool(known.words["scope"] & set(words)),
        inverted=any(phrase in text.lower() for phrase in known.phrases["inverted"]),
        duty=bool(known.words["duty"] & set(words[:_OPENING])),
    )


def _entries(facts: Mapping[str, Fact]) -> dict[str, Entry]:
    return {
        f"{key}#{number}": Entry(fact, phrase, traits_of(phrase.text, phrase.language))
        for key, fact in facts.items()
        for number, phrase in enumerate(fact.phrases)
    }


def _sizes(entries: Mapping[str, Entry]) -> Counter[str]:
    return Counter(entry.fact.key for entry in entries.values())


def _vocabulary(fact: Fact, documents: Mapping[str, Document]) -> frozenset[str]:
    held: set[str] = set()
    for phrase in fact.phrases:
        held |= stems(phrase.text, phrase.language)
    for language, statement in fact.statements.items():
        held |= stems(statement, language)
    for anchor in fact.anchors:
        document = documents[anchor.document_id]
        held |= stems(document.text[anchor.start : anchor.end], document.language)
    return frozenset(held)


def _kinds_held(fact: Fact) -> frozenset[str]:
    if not fact.statements:
        return frozenset({"when", "how_much", "share"})
    kinds = {quantity.kind for quantity in find_quantities(fact.statements["da"], "da")}
    held = set()
    if kinds & _TIMES:
        held.add("when")
    if kinds - {"date", "time", "year", "identifier"}:
        held.add("how_much")
    if "share" in kinds:
        held.add("share")
    return frozenset(held)
