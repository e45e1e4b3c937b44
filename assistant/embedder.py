"""The embedding model as the settings name it: prepared, loaded once, and let go of."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import MissingPartError
from assistant.gathering import Gathering
from assistant.settings import DEFAULT_MODEL, Settings
from assistant.types import Progress

if TYPE_CHECKING:
    from assistant.index.build import Embedder
    from assistant.index.model.embedding import LocalEmbedding

_BATCH = 64


class EmbeddingModel:
    """Loads the model when it is first needed. Safe for threads.

    `embed` returns the vectors of questions, those of several threads computed together.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._loaded: LocalEmbedding | None = None
        self.embed = Gathering(self._embed)

    def prepare(self, progress: Progress | None) -> None:
        """Write the default model where it is not there yet; load another one, to see that it is.

        Raises MissingPartError where neither can be done.
        """
        from assistant.index.model import prepare_model

        if self._settings.model == DEFAULT_MODEL:
            prepare_model(self._folder(), progress)
        else:
            self._load()

    def require(self) -> None:
        """Raise MissingPartError `model_missing` where the default model has to be prepared."""
        from assistant.index.model import verify_model

        if self._settings.model == DEFAULT_MODEL and verify_model(self._folder()):
            raise MissingPartError(
                "model_missing", "The embedding model is not there.", "Run `assistant setup`."
            )

    def for_index(self) -> Embedder:
        """Return the model as the index takes it, loaded only when there is text to embed."""
        from assistant.index.build import Embedder
        from assistant.index.model import embedding_fingerprint

        fingerprint = embedding_fingerprint(
            self._settings.model,
            self._folder(),
            self._settings.query_prompt,
            self._settings.passage_prompt,
        )
        return Embedder(fingerprint, self._load)

    def close(self) -> None:
        """Let go of the model; it is loaded anew when it is needed again."""
        self._loaded = None

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        embedding = self._load()
        if len(texts) == 1:
            return [list(embedding.get_query_embedding(texts[0]))]
        # Thousands at once, as for the list of gaps, would take gigabytes.
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors += embedding.get_query_embeddings(list(texts[start : start + _BATCH]))
        return vectors

    def _load(self) -> LocalEmbedding:
        from assistant.index.model import load_embedding

        with self._lock:
            if self._loaded is None:
                self._loaded = load_embedding(
                    self._settings.model,
                    self._folder(),
                    query_prompt=self._settings.query_prompt,
                    passage_prompt=self._settings.passage_prompt,
                    threads=self._settings.threads,
                )
            return self._loaded

    def _folder(self) -> Path:
        from assistant.index.model import default_folder

        return default_folder(self._settings.model_dir)
