"""Where a model's files are on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.index.model.source import DEFAULT_MODEL


def locate(model: str, folder: Path) -> Path | None:
    """Return the folder with the files of `model`, or None for an id that was never fetched.

    `folder` is where the default model is prepared. Nothing is fetched here.
    """
    if model == DEFAULT_MODEL:
        return folder
    own = Path(model).expanduser()
    if own.is_dir():
        return own
    return _cached_snapshot(model)


def is_path(model: str) -> bool:
    """Tell a folder from a hub id, which has one slash at most and doesn't begin like a path."""
    return model.startswith((".", "~", os.sep)) or model.count("/") > 1 or "\\" in model


def repository_ids(model: str) -> list[str]:
    """Return the hub ids that a model's name stands for, likeliest first."""
    return [model] if "/" in model else [f"sentence-transformers/{model}", model]


def cache_folder() -> str:
    """Return the hub's own cache; LlamaIndex would use one of its own that nobody else fills."""
    from huggingface_hub.constants import HF_HUB_CACHE

    return os.environ.get("SENTENCE_TRANSFORMERS_HOME") or HF_HUB_CACHE


def _cached_snapshot(model: str) -> Path | None:
    if is_path(model):
        return None
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for repository in repository_ids(model):
        try:
            found = try_to_load_from_cache(repository, "config.json", cache_dir=cache_folder())
        except HFValidationError:
            return None
        if isinstance(found, str):
            return Path(found).parent
    return None
