"""What a search in the index returns."""

from __future__ import annotations

from typing import NamedTuple


class Near(NamedTuple):
    """An id and how near it is: a cosine (-1 to 1) for vectors, 0 to 1 for BM25."""

    id: str
    score: float

    @property
    def cosine(self) -> float:
        """Return the score of a vector search."""
        return self.score
