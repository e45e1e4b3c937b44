"""A generation of the index made ready for answering: its words, ways to ask and searches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer.evidence import Weights
from assistant.answer.phrasebook import PhraseBook
from assistant.answer.spelling import Speller
from assistant.index.fusion import retrieve
from assistant.index.generation import Generation
from assistant.types import Passage

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
        self.facts = generation.facts
        self.call_ids = sorted({document.call_id for document in self.documents.values()})
        self.book = PhraseBook(self.facts, self.documents)
        self.weights = Weights(generation.passages)
        self.speller = Speller(
            [
                *(document.text for document in self.documents.values()),
                *(phrase.text for fact in self.facts.values() for phrase in fact.phrases),
                *(text for fact in self.facts.values() for text in fact.statements.values()),
            ]
        )

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
            near = self.reader.generation.phrases_near(self.vectors[text], PHRASES, None)
            self._phrases[text] = {item.id: item.score for item in near}
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
