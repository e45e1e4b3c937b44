"""Opens the embedding model that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import MissingPartError
from assistant.index.model.environment import paused_gc, set_environment
from assistant.index.model.locate import cache_folder, is_path, locate, repository_ids
from assistant.index.model.prepare import Progress, prepare_model
from assistant.index.model.prompts import resolve_prompts
from assistant.index.model.source import DEFAULT_MODEL

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding

# Larger batches are no faster on a CPU, and a question waits for one that is going on.
BATCH_SIZE = 8
HUB_TIMEOUT_S = 10


def load_embedding(
    model: str,
    folder: Path,
    *,
    query_prompt: str | None = None,
    passage_prompt: str | None = None,
    device: str = "cpu",
    threads: int = 0,
    batch_size: int = BATCH_SIZE,
    progress: Progress | None = None,
) -> LocalEmbedding:
    """Return the embedding `model`: the default's name, a folder, or an id on the hub.

    The default model is prepared in `folder` when it isn't there yet, and never asks the hub. Other
    models bring their prompts, unless `query_prompt` or `passage_prompt` is given (may be ""); an
    id is fetched once into the hub's cache. Vectors are float32 and of length 1.
    Raises MissingPartError when there is no such model, it can't be fetched, or it can't be loaded.
    """
    default = model == DEFAULT_MODEL
    set_environment(offline=default)
    if default:
        prepare_model(folder, progress)
    with paused_gc():
        embedding = _open(model, folder, device, batch_size)
    place = locate(model, folder)
    embedding.use(resolve_prompts(place, query_prompt, passage_prompt), threads)
    return embedding


def _open(model: str, folder: Path, device: str, batch_size: int) -> LocalEmbedding:
    place = locate(model, folder)
    from_hub = place is None or place.parent.name == "snapshots"
    if place is None:
        _ask_hub(model)
    from assistant.index.model.embedding import open_embedding

    name = model if from_hub else str(place)
    cache = cache_folder() if from_hub else None
    attempts = [False] if place is None else [True, False] if from_hub else [True]
    problem = None
    for offline in attempts:
        try:
            return open_embedding(
                name, device=device, batch_size=batch_size, cache_folder=cache, offline=offline
            )
        except Exception as error:
            # Whatever a foreign model's files or code make of it, the remedy is the same. What was
            # fetched in part is completed by the second attempt.
            problem = problem or error
    raise MissingPartError(
        "model_unusable",
        f"The embedding model {model} can't be loaded: {_first_line(problem)}.",
        f"ASSISTANT_MODEL names a sentence-transformers folder or hub id; unset it for the "
        f"default, {DEFAULT_MODEL}.",
    ) from problem


def _ask_hub(model: str) -> None:
    """Make sure that the hub can be reached and has `model`, before minutes of retries."""
    hint = (
        f"ASSISTANT_MODEL names a sentence-transformers folder, or an id on the hub, which is "
        f"fetched once and needs the network. Unset it for the default, {DEFAULT_MODEL}."
    )
    reason = "there is no such folder"
    if not is_path(model):
        from huggingface_hub import HfApi
        from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

        for repository in repository_ids(model):
            try:
                HfApi().model_info(repository, timeout=HUB_TIMEOUT_S)
                return
            except (HFValidationError, RepositoryNotFoundError):
                reason = "no such folder, and the hub has no model of that name"
            except Exception as error:
                reason = f"no such folder, and the hub can't be reached ({_first_line(error)})"
    raise MissingPartError(
        "model_missing", f"The embedding model {model} was not found: {reason}.", hint
    )


def _first_line(error: Exception | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
