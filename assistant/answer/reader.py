"""A generation of the index made ready for answering: its words, ways to ask and searches."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.answer.call_names import names_of, short_name
from assistant.answer.evidence import Weights
from assistant.answer.noted import Noted
from assistant.answer.phrasebook import PhraseBook
from assistant.answer.spelling import Speller
from assistant.index.fusion import retrieve
from assistant.index.generation import Generation
from assistant.index.scope import Scopes
from assistant.rules.quantities import Quantity, find_quantities
from assistant.types import Fact, Passage, Phrase

PHRASES = 80
PASSAGES = 8
SENTENCES = 40

# A text, a call (None: all that are asked), and the day where the call's notes are meant.
_Where = tuple[str, str | None, date | None]


class Reader:
    """One generation with what is derived from it once: spelling, phrase book, word weights."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.generation_id = generation.id
        self.documents = generation.documents
        self.calls = generation.calls
        self.facts: Mapping[str, Fact] = generation.facts
        self.scopes = Scopes(self.documents)
        self.call_ids = self.scopes.call_ids
        self.noted = Noted(generation, self.scopes)
        self.book = PhraseBook(self.facts, self.documents)
        self.weights = Weights(generation.passages)
        texts = [document.text for document in self.documents.values()]
        self.speller = Speller([*texts, *_texts_of(self.facts.values())])
        # The gaps that a fact fills, by fact and call: filled in when it is first needed.
        self.filled: dict[tuple[str, str], frozenset[str]] = {}
        self._added: tuple[str, ...] = ()
        self._vectors: NDArray[np.float32] = np.empty((0, 0), np.float32)

    def with_facts(self, facts: Iterable[Fact], vectors: Mapping[str, Sequence[float]]) -> Reader:
        """Return a reader that knows more facts, which the index does not hold.

        `vectors` holds the unit vector of each of their ways to ask, by its text. What the index
        has is shared: this takes milliseconds. A fact whose key the index knows is left out.
        """
        added = {fact.key: fact for fact in facts if fact.key not in self.generation.facts}
        reader = copy.copy(self)
        reader.facts = {**self.generation.facts, **added}
        reader.book = self.book.with_facts(added, self.documents)
        reader.speller = self.speller.with_texts(_texts_of(added.values()))
        ways = [(f"{k}#{i}", p.text) for k, f in added.items() for i, p in enumerate(f.phrases)]
        reader.filled = {}
        reader._added = tuple(name for name, _ in ways)
        reader._vectors = np.array([vectors[text] for _, text in ways], np.float32)
        return reader

    @cached_property
    def call_names(self) -> Mapping[str, frozenset[str]]:
        """What each call is known by."""
        return {call: frozenset(names_of(call, self.calls.get(call))) for call in self.call_ids}

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """A name without numbers for each call, empty where it has none that tells it apart."""
        several = len(self.call_ids) > 1
        return {call: short_name(call, self.calls) for call in self.calls} if several else {}

    def has_facts(self, call: str) -> bool:
        """Tell whether editors wrote facts for a call."""
        return any(fact.call_id == call and fact.statements for fact in self.facts.values())

    def ways(self, key: str) -> list[tuple[Phrase, list[float]]]:
        """Return the ways to ask for a fact, an added one or not, with their vectors."""
        names = [f"{key}#{number}" for number in range(len(self.facts[key].phrases))]
        if key in self.generation.facts:
            vectors = self.generation.phrase_vectors(names)
        else:
            rows = {name: row for row, name in enumerate(self._added)}
            vectors = {name: self._vectors[rows[name]] for name in names}
        return [(self.book.entries[name].phrase, vectors[name].tolist()) for name in names]

    def phrases_near(
        self, vector: Sequence[float], calls: Collection[str] | None = None
    ) -> dict[str, float]:
        """Return the nearest ways to ask with their cosines, of `calls` and routes where given.

        The notes' own are apart, in `noted`. Those of added facts come on top of as many as the
        index gives, and none that is further away than these: what else a question is like does
        not change by them.
        """
        found = self.generation.phrases_near(vector, PHRASES, calls)
        least = min((item.score for item in found), default=-1.0)
        near = {item.id: item.score for item in found if item.id not in self.noted}
        if self._added:
            least = least if len(found) >= PHRASES else -1.0
            cosines = self._vectors @ np.asarray(vector, np.float32)
            near |= {
                name: float(cosine)
                for name, cosine in zip(self._added, cosines, strict=True)
                if cosine >= least
            }
        return near

    def search(self, vectors: Mapping[str, Sequence[float]], calls: Collection[str]) -> Searches:
        """Return the searches for some texts, each run when first asked for."""
        return Searches(self, vectors, frozenset(calls))


@dataclass(slots=True)
class Searches:
    """What a generation holds near each text, by call; looked up once."""

    reader: Reader
    vectors: Mapping[str, Sequence[float]]
    calls: frozenset[str]
    _phrases: dict[_Where, dict[str, float]] = field(default_factory=dict)
    _passages: dict[_Where, list[tuple[Passage, float]]] = field(default_factory=dict)
    _sentences: dict[_Where, dict[str, float]] = field(default_factory=dict)

    def phrases(
        self, text: str, call: str | None = None, notes_on: date | None = None
    ) -> dict[str, float]:
        """Return the nearest ways to ask with their cosines, of one call or of all asked.

        Routes belong to every call. With `notes_on` they are those of the notes for the call that
        hold on that day, in place of its own.
        """
        key = (text, call, notes_on)
        if key not in self._phrases:
            vector = self.vectors[text]
            if call is not None and notes_on is not None:
                found = self.reader.noted.near(vector, PHRASES, call, notes_on)
            else:
                found = self.reader.phrases_near(vector, self.calls if call is None else {call})
            self._phrases[key] = found
        return self._phrases[key]

    def passages(
        self, text: str, call: str, notes_on: date | None = None
    ) -> list[tuple[Passage, float]]:
        """Return the best passages of a call, or of its notes on a day, with their scores."""
        key = (text, call, notes_on)
        if key not in self._passages:
            generation, documents = self.reader.generation, self._documents(call, notes_on)
            vector = self.vectors[text]
            found = retrieve(generation, text, vector, PASSAGES, documents=documents)
            self._passages[key] = [(one.passage, one.score) for one in found]
        return self._passages[key]

    def sentences(self, text: str, call: str, notes_on: date | None = None) -> dict[str, float]:
        """Return the nearest sentences of a call, or of its notes on a day, with their cosines."""
        key = (text, call, notes_on)
        if key not in self._sentences:
            documents = self._documents(call, notes_on)
            near = self.reader.generation.sentences_near(
                self.vectors[text], SENTENCES, documents=documents
            )
            self._sentences[key] = {item.id: item.score for item in near}
        return self._sentences[key]

    def _documents(self, call: str, notes_on: date | None) -> frozenset[str]:
        scopes = self.reader.scopes
        return scopes.own(call) if notes_on is None else scopes.notes(call, notes_on)


def stated_by(fact: Fact, reader: Reader) -> list[Quantity]:
    """Return the quantities that the quotes of a fact hold."""
    quantities: list[Quantity] = []
    for anchor in fact.anchors:
        document = reader.documents[anchor.document_id]
        quote = document.text[anchor.start : anchor.end]
        quantities += find_quantities(quote, document.language)
    return quantities


def _texts_of(facts: Iterable[Fact]) -> list[str]:
    return [
        text
        for fact in facts
        for text in (*(phrase.text for phrase in fact.phrases), *fact.statements.values())
    ]
