"""LlamaIndex's HuggingFaceEmbedding, safe for threads. Imports torch: several seconds."""

from __future__ import annotations

import os

import torch
import transformers
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from assistant.index.model.prompts import Prompts
from assistant.index.model.turns import Turns


class LocalEmbedding(HuggingFaceEmbedding):
    """A sentence-transformers model on this machine; embeds from any thread, one at a time."""

    _turns: Turns = PrivateAttr(default_factory=Turns)
    _threads: int = PrivateAttr(default=1)

    def use(self, prompts: Prompts, threads: int) -> None:
        """Set the prompts, and the number of threads for passages (0: one a core)."""
        self.query_instruction, self.text_instruction = prompts.query, prompts.passage
        # The base class hands prompts to the model at construction, but takes an empty one for
        # none given. "text" is its name for passages.
        self._model.prompts = {"query": prompts.query, "text": prompts.passage}
        self._threads = threads or _cores()

    def _get_query_embedding(self, query: str) -> list[float]:
        # A question is too short to share out: two threads gain little when the machine is idle
        # and lose more when it is not.
        with self._turns.urgent():
            _set_threads(1)
            return list(super()._get_query_embedding(_encodable(query)))

    def get_query_embeddings(self, queries: list[str]) -> list[list[float]]:
        """Return the vectors of several questions, embedded as one batch.

        LlamaIndex has batches for passages only; one by one takes three times as long.
        """
        with self._turns.patient():
            _set_threads(self._threads)
            return list(self._embed([_encodable(query) for query in queries], "query"))

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        with self._turns.patient():
            _set_threads(self._threads)
            return list(super()._get_text_embeddings([_encodable(text) for text in texts]))


def open_embedding(
    model: str, *, device: str, batch_size: int, cache_folder: str | None, offline: bool
) -> LocalEmbedding:
    """Load a model from a folder or by its hub id; `offline` forbids to fetch anything.

    Raises what sentence-transformers raises (OSError, ValueError and others).
    """
    transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return LocalEmbedding(
        model_name=model,
        device=device,
        embed_batch_size=batch_size,
        cache_folder=cache_folder,
        local_files_only=offline,
    )


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _set_threads(count: int) -> None:
    # torch keeps the number for each thread that calls it.
    if torch.get_num_threads() != count:
        torch.set_num_threads(count)


def _encodable(text: str) -> str:
    """Replace lone surrogates, which JSON can carry and the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")
