"""The facts that notes of guidance state, by the ways to ask for them; kept apart from the calls'.

What a question to a call is like must not change by what notes there are, so they are searched
on their own: their vectors are few enough to be compared one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.index.generation import Generation
from assistant.index.scope import Scopes
from assistant.types import Fact

_BATCH = 500


class Noted:
    """The notes' facts of one generation. Safe for threads: nothing here changes."""

    def __init__(self, generation: Generation, scopes: Scopes) -> None:
        self._scopes = scopes
        self._facts: dict[str, Fact] = {
            key: fact for key, fact in generation.facts.items() if scopes.is_noted(fact)
        }
        self.documents = frozenset(
            anchor.document_id for fact in self._facts.values() for anchor in fact.anchors
        )
        self._rows: dict[str, range] = {}
        names: list[str] = []
        for key, fact in self._facts.items():
            self._rows[key] = range(len(names), len(names) + len(fact.phrases))
            names += [f"{key}#{number}" for number in range(len(fact.phrases))]
        self._names = names
        self._vectors = _vectors(generation, names)

    def __contains__(self, phrase_id: str) -> bool:
        """Tell whether a way to ask, by its id, is one for a note's fact."""
        return phrase_id.rpartition("#")[0] in self._facts

    def for_call(self, call: str, as_of: date) -> list[Fact]:
        """Return the facts that notes state for a call on a day."""
        return [
            fact
            for fact in self._facts.values()
            if self._scopes.fact_is_for(fact, call) and self._scopes.fact_in_force(fact, as_of)
        ]

    def near(self, vector: Sequence[float], k: int, call: str, as_of: date) -> dict[str, float]:
        """Return the `k` ways to ask nearest to a vector, with their cosines, best first."""
        rows = [row for fact in self.for_call(call, as_of) for row in self._rows[fact.key]]
        if not rows:
            return {}
        cosines = self._vectors[rows] @ np.asarray(vector, np.float32)
        best = np.argsort(-cosines, kind="stable")[:k]
        return {self._names[rows[at]]: float(cosines[at]) for at in best.tolist()}


def _vectors(generation: Generation, names: Sequence[str]) -> NDArray[np.float32]:
    found: dict[str, NDArray[np.float32]] = {}
    left = iter(names)
    while batch := list(islice(left, _BATCH)):
        found |= generation.phrase_vectors(batch)
    return np.array([found[name] for name in names], np.float32)
