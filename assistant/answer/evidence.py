"""Evidence: the sentences of the sources that answer a question for which no fact is curated."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.concepts import concepts_in, concepts_of
from assistant.answer.content import content_stems
from assistant.answer.question import Part
from assistant.answer.words import stems
from assistant.rules.quantities import find_quantities
from assistant.types import Anchor, Document, Language, Passage

# Chosen on eval/questions/dev-*.jsonl and other-*.jsonl.
SENTENCE_SHARE = 0.5
COVER_WEIGHT = 0.15
# What a sentence's cosine is taken to lie behind its passage's where it is not among the nearest.
NOT_NEAR = 0.03
UNTRANSLATED = 0.3
_EXPECTED = {
    "when": frozenset({"date", "time", "duration", "year"}),
    "how_much": frozenset({"number", "share", "amount", "duration"}),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item of a passage, with its offsets in the document."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence, how strongly it bears on the question, and the share of its words it covers."""

    sentence: Sentence
    score: float
    cover: float


class Weights:
    """How rare each stem is among the passages of a generation."""

    def __init__(self, passages: Mapping[str, Passage]) -> None:
        self._counts: Counter[str] = Counter()
        for passage in passages.values():
            self._counts.update(stems(f"{passage.context} {passage.text}", "da"))
        self._total = len(passages)

    def weight(self, word: str) -> float:
        """Return the inverse document frequency of a stem."""
        return math.log(1 + self._total / (1 + self._counts.get(word, 0)))


def find_evidence(
    part: Part,
    language: Language,
    passages: Sequence[tuple[Passage, float]],
    sentence_cosines: Mapping[str, float],
    documents: Mapping[str, Document],
    weights: Weights,
) -> list[Found]:
    """Rank the sentences of the retrieved passages, best first.

    `passages` come with their score from retrieval; `sentence_cosines` by
    `<passage id>#<number>`. A sentence scores its own and its passage's cosine, the share of the
    question's content words that it and its headings hold (weighted by rarity). One without the
    kind of thing asked for, such as a date, is left out.
    """
    asked = _Asked(part.search, language, weights)
    found = []
    for passage, near in passages:
        document = documents[passage.document_id]
        for number, (start, end) in enumerate(passage.sentences):
            text = document.text[start:end]
            if not _tells(part, text, document):
                continue
            own = sentence_cosines.get(f"{passage.id}#{number}", near - NOT_NEAR)
            cover = asked.covered_by(text, passage.context, document.language)
            score = SENTENCE_SHARE * own + (1 - SENTENCE_SHARE) * near
            score += COVER_WEIGHT * (cover - 0.5)
            found.append(Found(Sentence(passage, start, end), score, cover))
    return sorted(found, key=lambda item: -item.score)


class _Asked:
    """The content words of a question, weighted by their rarity in the sources."""

    def __init__(self, text: str, language: Language, weights: Weights) -> None:
        self._language = language
        self._words = {
            word: (weights.weight(word), concepts_of(word, language))
            for word in content_stems(text, language)
        }

    def covered_by(self, text: str, context: str, language: Language) -> float:
        """Return the share of the words that a sentence or its headings hold, 0 to 1."""
        held = stems(text, language) | stems(context, language)
        meant = concepts_in(text, language) | concepts_in(context, language)
        total = covered = 0.0
        for word, (weight, concepts) in self._words.items():
            if _held(word, held) or concepts & meant:
                covered += weight
            elif language != self._language and not concepts:
                # A word of another language that no list translates says little either way.
                weight *= UNTRANSLATED
            total += weight
        return covered / total if total else 0.0


def anchor_of(found: Found) -> Anchor:
    """Return the place of a sentence."""
    return Anchor(found.sentence.passage.document_id, found.sentence.start, found.sentence.end)


def _held(word: str, held: frozenset[str]) -> bool:
    if word in held:
        return True
    # Danish writes compounds as one word: "støtteprocent" holds "procent".
    return len(word) >= 5 and any(
        len(other) >= 5 and (other.startswith(word) or other.endswith(word) or word.endswith(other))
        for other in held
    )


def _tells(part: Part, text: str, document: Document) -> bool:
    """Tell whether a sentence holds the kind of thing asked for: a date for "when" …"""
    expected = _EXPECTED.get(part.kind)
    if expected is None:
        return True
    return any(q.kind in expected for q in find_quantities(text, document.language))
