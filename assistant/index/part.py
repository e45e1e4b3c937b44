"""What searching some of a generation's documents takes: a filter for Chroma, rows for BM25."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.types import Document, Passage


@dataclass(frozen=True, slots=True)
class Part:
    """`where` is Chroma's filter, None for everything; `rows` tells of each entry of BM25."""

    where: Mapping[str, Any] | None
    rows: NDArray[np.bool_] | None


def part_of(
    wanted: frozenset[str],
    documents: Mapping[str, Document],
    entries: Sequence[str],
    passages: Mapping[str, Passage],
) -> Part | None:
    """Return the part that the documents `wanted` are; None where none of them is there.

    `entries` are the ids of passages in the order of BM25's rows.
    """
    there = wanted & documents.keys()
    if not there:
        return None
    if len(there) == len(documents):
        return Part(None, None)
    rows = np.array([passages[entry].document_id in there for entry in entries], dtype=bool)
    return Part(_where(there, documents), rows)


def _where(wanted: frozenset[str], documents: Mapping[str, Document]) -> Mapping[str, Any]:
    """Name the documents by the shortest list: their calls, less what is not wanted of these."""
    homes = {documents[name].call_id for name in wanted}
    others = sorted(d.id for d in documents.values() if d.call_id in homes and d.id not in wanted)
    by_home = {"call_id": {"$in": sorted(homes)}}
    if not others:
        return by_home
    if len(others) < len(wanted):
        return {"$and": [by_home, {"document_id": {"$nin": others}}]}
    return {"document_id": {"$in": sorted(wanted)}}
