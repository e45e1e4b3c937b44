"""Which questions are alike: by their vectors, and by what the index knows them to ask about.

Cosines of the model lie close together, and what all questions share outweighs what they are about.
So vectors are compared after what the ways to ask of the index have in common is taken out (centred
and half whitened on their first principal components), and two questions whose best known fact or
gap is the same are brought nearer, two with different ones are moved apart.

Measured on the ways to ask of a call's ways.tsv (150 facts and gaps, five draws of 30 with 1 to 12
of each, no way to ask compared with itself), pairs of one fact being alike: precision .88, recall
.52; where the index knows nothing of what they ask about, .42 and .07. Raw cosines give .27 and .06
at their best threshold. Those ways are made to differ in every word; what people ask differs less.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer.match import match_facts
from assistant.answer.reader import PHRASES, Reader
from assistant.types import Language

THRESHOLD = 0.6
SAME_TOPIC = 0.4
OTHER_TOPIC = 0.2
# The least score of a match that tells what a question is about.
TOPIC_MIN = 0.86
_COMPONENTS = 128
_WAYS = 1500
_LEAST = 1e-9

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to compare, and what it is about as far as the index knows."""

    text: str
    language: Language
    vector: NDArray[np.float32]
    topic: str | None


class Space:
    """The vectors of questions without what they all share, for one generation of the index."""

    def __init__(self, reader: Reader) -> None:
        generation = reader.generation
        names = [f"{k}#{i}" for k, f in generation.facts.items() for i in range(len(f.phrases))]
        some = generation.phrase_vectors(names[:: max(1, math.ceil(len(names) / _WAYS))])
        ways = np.stack(list(some.values()))
        self._middle = ways.mean(axis=0)
        spread = (ways - self._middle).T @ (ways - self._middle) / len(ways)
        # Of a symmetric matrix, which is far less work than the singular values of all ways.
        strengths, axes = np.linalg.eigh(spread)
        strongest = [n for n in reversed(range(len(strengths))) if strengths[n] > _LEAST]
        kept = strongest[:_COMPONENTS]
        self._axes: Matrix = axes[:, kept].T
        self._scales = strengths[kept] ** 0.25

    def put(self, vectors: Sequence[NDArray[np.float32]]) -> Matrix:
        """Return unit vectors of this space, one a row."""
        inside = (np.stack(vectors) - self._middle) @ self._axes.T / self._scales
        lengths = np.linalg.norm(inside, axis=1, keepdims=True)
        return np.asarray(inside / np.where(lengths > 0, lengths, 1), np.float32)


def topic_of(text: str, language: Language, vector: Sequence[float], reader: Reader) -> str | None:
    """Return the key of the fact or gap of the index that a question is about, None if of none."""
    near = reader.generation.phrases_near(vector, PHRASES, None)
    cosines: Mapping[str, float] = {one.id: one.score for one in near}
    matches = match_facts(text, language, cosines, reader.book, yes_no=False)
    return matches[0].fact.key if matches and matches[0].score >= TOPIC_MIN else None


def sort_alike(asked: Sequence[Asked], space: Space) -> list[int]:
    """Return the number of its group for each question: average linkage over the distances."""
    if len(asked) < 2:
        return [0] * len(asked)
    # Takes a second to import.
    from sklearn.cluster import AgglomerativeClustering

    grouping = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=THRESHOLD
    )
    return [int(number) for number in grouping.fit_predict(_distances(asked, space))]


def closeness(asked: Sequence[Asked], space: Space) -> list[float]:
    """Return how near each question of a group is to all of it: its mean cosine, two decimals."""
    put = space.put([one.vector for one in asked])
    return [round(float(mean), 2) for mean in put @ put.mean(axis=0)]


def _distances(asked: Sequence[Asked], space: Space) -> Matrix:
    put = space.put([one.vector for one in asked])
    likeness = put @ put.T
    names = {topic: number for number, topic in enumerate({one.topic for one in asked})}
    topics = np.array([names[one.topic] for one in asked])
    known = np.array([one.topic is not None for one in asked])
    both = known[:, None] & known[None, :]
    same = topics[:, None] == topics[None, :]
    likeness = (
        likeness + np.where(both & same, SAME_TOPIC, 0) - np.where(both & ~same, OTHER_TOPIC, 0)
    )
    distances = np.clip(1 - likeness, 0, None)
    np.fill_diagonal(distances, 0)
    return np.asarray(distances, np.float32)
