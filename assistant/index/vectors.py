"""Where a generation's vectors are: an embedded Chroma in its folder, or a Chroma server.

Chroma keeps one system a path in a class dictionary, shared by all clients of the process and freed
when the last is closed; making and freeing it is not safe for threads, so both are locked here.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.api.types import Where
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError
from numpy.typing import NDArray

from assistant.errors import MissingPartError
from assistant.index.manifest import CHROMA_FOLDER
from assistant.index.near import Near

Space = Literal["passages", "sentences", "phrases"]
SPACES: tuple[Space, ...] = ("passages", "sentences", "phrases")

# How many candidates HNSW keeps in view while it searches: all of them in a small collection, which
# makes it exact. With 1,500 of 6,000 random vectors it still found each of the 20 nearest.
_EF_MOST = 1500
_EF_LEAST = 200
_NEIGHBOURS = 32
_lock = threading.Lock()


class VectorHome:
    """The three collections of one generation. Safe for threads, not for two processes writing."""

    def __init__(self, client: Client, prefix: str, server: str | None) -> None:
        self._client = client
        self._prefix = prefix
        self._server = server
        self._open: dict[Space, Collection] = {}

    def create(self, space: Space) -> Collection:
        """Make an empty collection for cosine search."""
        self._open[space] = self._client.create_collection(
            self._prefix + space,
            configuration={
                "hnsw": {
                    "space": "cosine",
                    "ef_construction": _EF_LEAST,
                    "ef_search": _EF_LEAST,
                    "max_neighbors": _NEIGHBOURS,
                }
            },
            embedding_function=None,
        )
        return self._open[space]

    def finish(self, space: Space) -> int:
        """Fit the search width to the number of vectors, and return that; call it after adding."""
        collection = self.collection(space)
        count = collection.count()
        width = max(_EF_LEAST, min(count, _EF_MOST))
        if width != _EF_LEAST:
            collection.modify(configuration={"hnsw": {"ef_search": width}})
        return count

    def collection(self, space: Space) -> Collection:
        """Return a collection that exists; raises chromadb.errors.NotFoundError."""
        if space not in self._open:
            self._open[space] = self._client.get_collection(
                self._prefix + space, embedding_function=None
            )
        return self._open[space]

    def warm(self, space: Space) -> None:
        """Make Chroma load a collection's graph now, and not in somebody's question."""
        self.collection(space).get(limit=1, include=["embeddings"])

    def near(
        self, space: Space, vector: Sequence[float], k: int, where: Mapping[str, Any] | None
    ) -> list[Near]:
        """Return up to `k` ids by falling cosine, only those that Chroma's filter `where` leaves.

        Raises MissingPartError `chroma_down` when Chroma fails.
        """
        if k < 1:
            return []
        try:
            found = self.collection(space).query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=k,
                where=cast(Where, where),
                include=["distances"],
            )
        except (ChromaError, httpx.HTTPError) as error:
            raise chroma_down(self._server, error) from error
        distances = (found["distances"] or [[]])[0]
        near = [Near(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances, strict=True)]
        return sorted(near, key=lambda one: (-one.score, one.id))

    def get(self, space: Space, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those ids that are there.

        Raises MissingPartError `chroma_down` when Chroma fails.
        """
        try:
            found = self.collection(space).get(ids=list(ids), include=["embeddings"])
        except (ChromaError, httpx.HTTPError) as error:
            raise chroma_down(self._server, error) from error
        vectors = np.asarray(found["embeddings"], np.float32)
        return dict(zip(found["ids"], vectors, strict=True))

    def drop(self) -> None:
        """Delete the collections, those that exist."""
        for space in SPACES:
            try:
                self._client.delete_collection(self._prefix + space)
            except NotFoundError:
                continue

    def close(self) -> None:
        """Release the client; the last one of an embedded Chroma closes its files."""
        with _lock:
            self._client.close()


def open_vectors(folder: Path, name: str, server: str | None) -> VectorHome:
    """Open the vectors of the generation `name`: at the Chroma `server`, else inside `folder`.

    Raises MissingPartError `chroma_down` when the server can't be reached.
    """
    settings = ChromaSettings(anonymized_telemetry=False, _env_file=None)
    if server is None:
        path = (folder / CHROMA_FOLDER).resolve()
        with _lock:
            client = chromadb.PersistentClient(path=path, settings=settings)
        return VectorHome(cast(Client, client), "", None)
    return VectorHome(_server_client(server, settings), f"{name}-", server)


def _server_client(server: str, settings: ChromaSettings) -> Client:
    url = urlsplit(server if "//" in server else f"http://{server}")
    secure = url.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=url.hostname or "localhost",
            port=url.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )
    except (ValueError, ChromaError, OSError) as error:
        raise chroma_down(server, error) from error
    return cast(Client, client)


def chroma_down(server: str | None, error: Exception) -> MissingPartError:
    """Return the error for a Chroma that fails, with what to do about it."""
    if server is None:
        return MissingPartError(
            "chroma_down",
            f"The embedded Chroma failed: {error}",
            "Run `assistant ingest` to build the index anew.",
        )
    return MissingPartError(
        "chroma_down",
        f"The Chroma server at {server} does not answer: {error}",
        "Start it, or unset ASSISTANT_CHROMA_URL to use the embedded one, and run "
        "`assistant ingest`.",
    )
