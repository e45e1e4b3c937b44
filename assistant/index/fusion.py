"""The hybrid ranking of passages, without LlamaIndex: what the answer pipeline calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.index.generation import Generation
from assistant.types import Passage

# What a passage that holds every word of the question gains on one that holds none. Cosines of the
# default model lie within .1 of each other; docs/decisions/0006 says what this was measured on.
BM25_WEIGHT = 0.1
_CANDIDATES_LEAST = 30
_CANDIDATES_TIMES = 4


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage for a question: `score = cosine + weight × bm25`."""

    passage: Passage
    score: float
    cosine: float
    bm25: float


def retrieve(
    generation: Generation,
    question: str,
    vector: Sequence[float],
    k: int,
    calls: Collection[str] | None = None,
    *,
    documents: frozenset[str] | None = None,
    bm25_weight: float = BM25_WEIGHT,
) -> list[ScoredPassage]:
    """Return the `k` best passages for a question and its vector, best first.

    Of `calls` only where given, or of `documents`, which then decide alone.

    Candidates are the nearest by cosine and the best by BM25, more of each than `k`. One that only
    BM25 found gets the cosine of the last that the vectors found: it can't have more.
    """
    depth = max(_CANDIDATES_LEAST, _CANDIDATES_TIMES * k)
    nearest = generation.passages_near(vector, depth, calls, documents)
    cosines = {near.id: near.cosine for near in nearest}
    words = {near.id: near.score for near in generation.bm25(question, depth, calls, documents)}
    least = min(cosines.values(), default=0.0)
    scored = []
    for name in cosines.keys() | words.keys():
        cosine, bm25 = cosines.get(name, least), words.get(name, 0.0)
        score = cosine + bm25_weight * bm25
        scored.append(ScoredPassage(generation.passages[name], score, cosine, bm25))
    scored.sort(key=lambda one: (-one.score, one.passage.id))
    return scored[:k]
