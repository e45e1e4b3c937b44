"""The read side of one generation of the index. It never changes; a new one takes its place."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from assistant.errors import MissingPartError
from assistant.index.bm25 import Bm25Index
from assistant.index.manifest import (
    CHROMA_FILE,
    MANIFEST_FILE,
    Manifest,
    broken_index,
    read_manifest,
)
from assistant.index.near import Near
from assistant.index.part import Part, part_of
from assistant.index.records import (
    CALL,
    CALLS_FILE,
    DOCUMENT,
    DOCUMENTS_FILE,
    FACT,
    FACTS_FILE,
    PASSAGE,
    PASSAGES_FILE,
    load_lines,
)
from assistant.index.vectors import SPACES, Space, VectorHome, open_vectors
from assistant.types import CallInfo, Document, Fact, Passage

BM25_FOLDER = "bm25"
_WIDER = 4
# One for each call, and for its notes on the days between which they change.
_MOST_PARTS = 200


class Generation:
    """Documents, passages, facts and the searches over them. Safe for threads.

    Vectors are unit vectors of the model named by `fingerprint`. Its files are released when the
    last reference is gone, so a query that runs on an old generation ends undisturbed.
    """

    def __init__(self, folder: Path, manifest: Manifest, vectors: VectorHome) -> None:
        self.id = manifest.id
        self.folder = folder
        self.manifest = manifest
        self.fingerprint = manifest.fingerprint
        self.documents: Mapping[str, Document] = MappingProxyType(
            {d.id: d for d in load_lines(DOCUMENT, folder / DOCUMENTS_FILE)}
        )
        self.passages: Mapping[str, Passage] = MappingProxyType(
            {p.id: p for p in load_lines(PASSAGE, folder / PASSAGES_FILE)}
        )
        self.calls: Mapping[str, CallInfo] = MappingProxyType(
            {c.id: c for c in load_lines(CALL, folder / CALLS_FILE)}
        )
        self.facts: Mapping[str, Fact] = MappingProxyType(
            {f.key: f for f in load_lines(FACT, folder / FACTS_FILE)}
        )
        self._bm25 = Bm25Index(folder / BM25_FOLDER)
        self._vectors = vectors
        self._call_ids = frozenset(document.call_id for document in self.documents.values())
        self._parts: dict[frozenset[str], Part | None] = {}
        for space in SPACES:
            self._vectors.warm(space)
        weakref.finalize(self, vectors.close)

    def passages_near(
        self,
        vector: Sequence[float],
        k: int,
        calls: Collection[str] | None = None,
        documents: frozenset[str] | None = None,
    ) -> list[Near]:
        """Return the `k` passages nearest to a question's vector.

        Of `calls` only where given, or of `documents`, which then decide alone.
        """
        if documents is not None:
            return self._near_among("passages", vector, k, documents)
        return self._near("passages", vector, k, calls)

    def sentences_near(
        self,
        vector: Sequence[float],
        k: int,
        calls: Collection[str] | None = None,
        documents: frozenset[str] | None = None,
    ) -> list[Near]:
        """Return the nearest sentences and list items of passages that have several.

        The id is `<passage id>#<number>`, the number counting `Passage.sentences` from 0.
        """
        if documents is not None:
            return self._near_among("sentences", vector, k, documents)
        return self._near("sentences", vector, k, calls)

    def phrases_near(
        self, vector: Sequence[float], k: int, calls: Collection[str] | None = None
    ) -> list[Near]:
        """Return the nearest ways to ask for a fact or gap.

        The id is `<fact key>#<number>`, the number counting `Fact.phrases` from 0.
        """
        return self._near("phrases", vector, k, calls)

    def phrase_vectors(self, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of ways to ask by their ids (see `phrases_near`)."""
        return self._vectors.get("phrases", names)

    def bm25(
        self,
        query: str,
        k: int,
        calls: Collection[str] | None = None,
        documents: frozenset[str] | None = None,
    ) -> list[Near]:
        """Return the `k` passages that share the rarest words with `query`; scores are 0 to 1."""
        if documents is None:
            return self._bm25.search(query, k, self._restriction(calls))
        part = self._part(documents)
        return self._bm25.search(query, k, among=part.rows) if part is not None else []

    def _near(
        self, space: Space, vector: Sequence[float], k: int, calls: Collection[str] | None
    ) -> list[Near]:
        wanted = self._restriction(calls)
        if wanted is None:
            return self._vectors.near(space, vector, k, None)
        return self._within(
            space,
            vector,
            k,
            lambda name: self._call_of(space, name) in wanted,
            {"call_id": {"$in": sorted(wanted)}},
        )

    def _near_among(
        self, space: Space, vector: Sequence[float], k: int, documents: frozenset[str]
    ) -> list[Near]:
        part = self._part(documents)
        if part is None:
            return []
        if part.where is None:
            return self._vectors.near(space, vector, k, None)
        return self._within(
            space,
            vector,
            k,
            lambda name: self.passages[_owner(space, name)].document_id in documents,
            part.where,
        )

    def _within(
        self,
        space: Space,
        vector: Sequence[float],
        k: int,
        belongs: Callable[[str], bool],
        where: Mapping[str, Any],
    ) -> list[Near]:
        # Chroma's filter costs ten times the search. Where a wider search holds enough of what
        # belongs it gives the same result without it.
        wide = self._vectors.near(space, vector, _WIDER * k, None)
        inside = [near for near in wide if belongs(near.id)]
        if len(inside) >= k or len(wide) < _WIDER * k:
            return inside[:k]
        return self._vectors.near(space, vector, k, where)

    def _part(self, documents: frozenset[str]) -> Part | None:
        """Return what searching some documents takes, kept; None where there are none of them."""
        if documents not in self._parts:
            if len(self._parts) >= _MOST_PARTS:
                self._parts.clear()
            self._parts[documents] = part_of(
                documents, self.documents, self._bm25.ids, self.passages
            )
        return self._parts[documents]

    def _restriction(self, calls: Collection[str] | None) -> Collection[str] | None:
        if calls is None or self._call_ids <= set(calls):
            return None
        # What belongs to no call (the routes) belongs to a question about any.
        return {*calls, ""}

    def _call_of(self, space: Space, name: str) -> str:
        owner = _owner(space, name)
        return (self.facts[owner] if space == "phrases" else self.passages[owner]).call_id


def _owner(space: Space, name: str) -> str:
    """Return the passage or fact that a vector's id belongs to."""
    return name if space == "passages" else name.rpartition("#")[0]


def open_generation(folder: Path) -> Generation:
    """Open the generation in `folder`.

    Raises MissingPartError `broken_index` when its files can't be read, `chroma_down` when its
    Chroma server does not answer.
    """
    manifest = read_manifest(folder)
    if manifest.server is None and not (folder / CHROMA_FILE).is_file():
        raise broken_index(folder / MANIFEST_FILE, FileNotFoundError("the vectors are missing"))
    vectors = open_vectors(folder, manifest.name, manifest.server)
    try:
        return Generation(folder, manifest, vectors)
    except MissingPartError:
        vectors.close()
        raise
    except (OSError, ValueError, KeyError, ChromaError) as error:
        vectors.close()
        raise broken_index(folder / MANIFEST_FILE, error) from error
