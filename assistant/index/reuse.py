"""Vectors that need not be made again, found by the digest of the text they were made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from chromadb.errors import ChromaError

from assistant.errors import MissingPartError
from assistant.index.manifest import Manifest
from assistant.index.records import read_digests
from assistant.index.shipped import ShippedVectors
from assistant.index.vectors import SPACES, Space, VectorHome, open_vectors

_BATCH = 500


class EarlierVectors:
    """The vectors of one generation; of none when it is None or can't be read.

    For ways to ask also those that the calls' folders bring along.
    """

    def __init__(
        self, folder: Path | None, manifest: Manifest | None, shipped: ShippedVectors
    ) -> None:
        self._shipped = shipped
        self._home: VectorHome | None = None
        self._nodes: dict[str, dict[str, str]] = {}
        if folder is None or manifest is None:
            return
        try:
            digests = read_digests(folder)
            self._home = open_vectors(folder, manifest.name, manifest.server)
        except (OSError, ValueError, MissingPartError, ChromaError):
            return
        for space in SPACES:
            by_node = digests.get(space, {})
            self._nodes[space] = {digest: node for node, digest in by_node.items()}

    def find(self, space: Space, digests: Sequence[str]) -> Mapping[str, list[float]]:
        """Return the vectors known for `digests`, by digest."""
        nodes = self._nodes.get(space, {})
        wanted = {nodes[digest]: digest for digest in digests if digest in nodes}
        found = dict(self._shipped.find(digests)) if space == "phrases" else {}
        if self._home is None or not wanted:
            return found
        ids = list(wanted)
        for start in range(0, len(ids), _BATCH):
            try:
                got = self._home.collection(space).get(
                    ids=ids[start : start + _BATCH], include=["embeddings"]
                )
            except ChromaError:
                # The vectors are a help, not a need: what is not found is embedded again.
                return found
            vectors = got["embeddings"]
            if vectors is None:
                continue
            for node, vector in zip(got["ids"], vectors, strict=True):
                found[wanted[node]] = [float(value) for value in vector]
        return found

    def close(self) -> None:
        """Release the generation's files."""
        if self._home is not None:
            self._home.close()
            self._home = None
