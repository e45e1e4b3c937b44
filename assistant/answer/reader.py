"""A generation of the index made ready for answering: its words, ways to ask and searches."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.answer.evidence import Weights
from assistant.answer.phrasebook import PhraseBook
from assistant.answer.spelling import Speller
from assistant.index.fusion import retrieve
from assistant.index.generation import Generation
from assistant.rules.quantities import Quantity, find_quantities
from assistant.types import Fact, Passage, Phrase

PHRASES = 80
PASSAGES = 8
SENTENCES = 40


class Reader:
    """One generation with what is derived from it once: spelling, phrase book, word weights."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.generation_id = generation.id
        self.documents = generation.documents
        self.calls = generation.calls
        self.facts: Mapping[str, Fact] = generation.facts
        self.call_ids = sorted({document.call_id for document in self.documents.values()})
        self.book = PhraseBook(self.facts, self.documents)
        self.weights = Weights(generation.passages)
        texts = [document.text for document in self.documents.values()]
        self.speller = Speller([*texts, *_texts_of(self.facts.values())])
        # What is known of added facts: filled in when it is first needed.
        self.filled: dict[str, frozenset[str]] = {}
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

    def ways(self, key: str) -> list[tuple[Phrase, list[float]]]:
        """Return the ways to ask for a fact, an added one or not, with their vectors."""
        names = [f"{key}#{number}" for number in range(len(self.facts[key].phrases))]
        if key in self.generation.facts:
            vectors = self.generation.phrase_vectors(names)
        else:
            rows = {name: row for row, name in enumerate(self._added)}
            vectors = {name: self._vectors[rows[name]] for name in names}
        return [(self.book.entries[name].phrase, vectors[name].tolist()) for name in names]

    def phrases_near(self, vector: Sequence[float]) -> dict[str, float]:
        """Return the nearest ways to ask with their cosines.

        Those of added facts come on top of as many as the index gives, and none that is further
        away than these: what else a question is like does not change by them.
        """
        near = {item.id: item.score for item in self.generation.phrases_near(vector, PHRASES, None)}
        if self._added:
            least = min(near.values(), default=-1.0) if len(near) >= PHRASES else -1.0
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
    _phrases: dict[str, dict[str, float]] = field(default_factory=dict)
    _passages: dict[tuple[str, str], list[tuple[Passage, float]]] = field(default_factory=dict)
    _sentences: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)

    def phrases(self, text: str) -> dict[str, float]:
        """Return the nearest ways to ask with their cosines; routes belong to every call."""
        if text not in self._phrases:
            self._phrases[text] = self.reader.phrases_near(self.vectors[text])
        return self._phrases[text]

    def passages(self, text: str, call: str) -> list[tuple[Passage, float]]:
        """Return the best passages of a call for a text, with their scores."""
        key = (text, call)
        if key not in self._passages:
            generation = self.reader.generation
            found = retrieve(generation, text, self.vectors[text], PASSAGES, {call})
            self._passages[key] = [(one.passage, one.score) for one in found]
        return self._passages[key]

    def sentences(self, text: str, call: str) -> dict[str, float]:
        """Return the nearest sentences of a call with their cosines."""
        key = (text, call)
        if key not in self._sentences:
            near = self.reader.generation.sentences_near(self.vectors[text], SENTENCES, {call})
            self._sentences[key] = {item.id: item.score for item in near}
        return self._sentences[key]


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
