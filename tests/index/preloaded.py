"""Imported by the fork server of the worker processes, so that they start with the model loaded."""

from __future__ import annotations

from assistant.index import reuse, writer  # noqa: F401
from assistant.index.model import DEFAULT_MODEL, default_folder, load_embedding
from assistant.settings import load_settings

# One thread: a forked process must not use the threads of the one it came from.
EMBEDDING = load_embedding(DEFAULT_MODEL, default_folder(load_settings().model_dir), threads=1)
